"""A steward says to which council officers, bookings and balances go, where one is split."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.successions import queries
from commonpool.successions.events import HeirsAssigned
from commonpool.successions.models import Assignment


class AssignmentWrong(Refusal):
    """A row names nothing of the dry run, or a council that does not take over from it (`assignment_wrong`)."""

    code = "assignment_wrong"
    message = _("Row {row}: {what} is not in the dry run, or {to} does not take over from that council.")
    field = "rows"


@dataclass(frozen=True)
class Said:
    """A row of a list: what of which council goes to which; kinds and keys as the dry run has them, councils' codes."""

    council: str
    kind: str
    key: str
    to: str


def assign(*, actor: Actor, slug: str, said: Sequence[Said], at: datetime) -> int:
    """Each of these goes to the council named, all or none; how many. Said again, the later counts.

    Requires `run_desk` and the second factor. Refuses `not_found`, `assignment_wrong`.
    """
    plan = queries.plan_for(actor, slug, london_date(at))
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    ids = {*plan.predecessors, *plan.successors}
    codes = dict(Organisation.objects.filter(pk__in=ids).values_list("code", "pk"))
    with change():
        known = {(each.was_id, each.kind, each.key) for each in queries.dry_run(plan).lines if each.assigned}
        for number, row in enumerate(said, start=1):
            was, now = codes.get(row.council.strip().upper()), codes.get(row.to.strip().upper())
            found = (was, row.kind, row.key) in known and (was, now) in plan.heirs
            if was is None or now is None or not found:
                raise AssignmentWrong(row=number, what=f"{row.kind} {row.key}", to=row.to or "–")
            Assignment.objects.update_or_create(
                predecessor_id=was,
                kind=row.kind,
                key=row.key,
                defaults={"successor_id": now, "assigned_at": at, "assigned_by_id": actor.by},
            )
        counts = Counter(codes[row.council.strip().upper()] for row in said)
        for place, number in sorted(counts.items()):
            fact = HeirsAssigned(on_behalf_of=None, readers=(place,), predecessor_id=place, assigned=number)
            publish(fact, actor=actor, at=at)
    return len(said)
