"""The lines of a dry run about what the law and joining ask: what goes over, and what the new council says itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from commonpool.agreements.models import Declaration
from commonpool.agreements.queries import (
    TakenOver,
    interested_in,
    newest_declarations,
    progress_of_all,
    reports_live_at,
)
from commonpool.agreements.rules import OWN_STEPS, STEPS, Progress
from commonpool.bookings.models import Evidence
from commonpool.bookings.rules.evidence import ENDS_WITH_THE_COUNCIL
from commonpool.successions.rules import Line, Plan


@dataclass(frozen=True)
class Going:
    """To whom what goes, as far as it is known: people, and bookings that are borrowed, by their ids."""

    people: Mapping[int, int]
    borrowed: Mapping[int, int]


def lines_of_law(plan: Plan, known: Mapping[int, TakenOver], going: Mapping[int, Going]) -> Iterator[Line]:
    """`known`: by successor, what its predecessors had; `going`: by predecessor. Seven SQL queries."""
    progress = progress_of_all([*plan.predecessors, *plan.successors])
    for now, had in known.items():
        yield from _own_steps(now, plan.before(now), progress)
        yield from _answers(now, had, plan.before(now))
        yield from _caps(now, had)
    for report in reports_live_at(plan.predecessors, plan.on):
        what = report.made_on.isoformat()
        yield Line("report", str(report.pk), what, report.organisation_id, None, note="report_ends")
    yield from _interests(plan, going)
    yield from _evidence(plan, going)


def _own_steps(now: int, before: Collection[int], progress: Mapping[int, Progress]) -> Iterator[Line]:
    for step in OWN_STEPS:
        if not progress[now].done(step):
            note = "own_lend" if step in STEPS["lend"] else "own"
            for was in before:
                if progress[was].done(step):
                    yield Line("own", f"{now} {step.slug}", str(step.words), was, now, note=note)


def _answers(now: int, had: TakenOver, before: Collection[int]) -> Iterator[Line]:
    answered = {each.organisation_id for each in had.answers}
    for was in before:
        if had.answers and was in answered:
            yield Line("answers", str(now), "", was, now, note="answers")
        elif not had.answers:
            yield Line("answers", str(now), "", was, now, note="answers_anew")


def _caps(now: int, had: TakenOver) -> Iterator[Line]:
    for cap in had.caps:
        pair = cap.pair
        was = pair.home_id if cap.as_home else pair.host_id  # type: ignore[attr-defined]
        what = f"{pair.home} → {pair.host}, {cap.year}"
        note = "" if cap.lower else "cap_anew"  # type: ignore[attr-defined]
        yield Line("cap", f"{now} {cap.pk}", what, was, now, pence=cap.cap_pence, note=note)


def _interests(plan: Plan, going: Mapping[int, Going]) -> Iterator[Line]:
    for said in newest_declarations(plan.predecessors):
        if said.interests.all():  # type: ignore[attr-defined]
            was = said.organisation_id
            yield _interest(said, was, going[was].people.get(said.declared_by_id))
    for said in interested_in(plan.predecessors):
        named = {each.council_id for each in said.interests.all()}  # type: ignore[attr-defined]
        for was in named.intersection(plan.predecessors):
            for now in plan.after(was):
                yield _interest(said, was, now)


def _interest(said: Declaration, was: int, now: int | None) -> Line:
    return Line("interest", f"{said.pk} {now}", str(said.declared_by), was, now)


def _evidence(plan: Plan, going: Mapping[int, Going]) -> Iterator[Line]:
    ids = plan.predecessors
    stands = Evidence.objects.filter(
        Q(host_id__in=ids) | Q(home_id__in=ids), revoked_at__isnull=True, ends_on__gte=plan.on
    )
    for each in stands.order_by("pk"):
        host, home = _heir(plan, each.host_id), _heir(plan, each.home_id)
        if each.host_id in ids and each.booking_id is not None:
            host = going[each.host_id].borrowed.get(each.booking_id, host)
        goes = host is not None and (each.home_id is None or home is not None) and host != home
        goes = goes and each.rule not in ENDS_WITH_THE_COUNCIL
        for was, now in ((each.host_id, host), (each.home_id, home)):
            if was in ids:
                heir, note = (now, "") if goes else (None, "evidence_anew")
                yield Line("evidence", f"{each.pk} {was}", each.rule, was, heir, note=note)


def _heir(plan: Plan, council_id: int | None) -> int | None:
    """Whose that council's side is afterwards: its sole successor's, or still its own."""
    if council_id is None or council_id not in plan.predecessors:
        return council_id
    after = plan.after(council_id)
    return after[0] if len(after) == 1 else None
