"""A council takes over from others: what they answered of procurement, what they capped, and who has an interest."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import InterestsCarriedOver
from commonpool.agreements.models import Declaration, DeclaredInterest, PairCap, StandingAnswers
from commonpool.agreements.operations.procurement import pair_between
from commonpool.agreements.rules import succession

Interests = Mapping[int, str]
"""By council in which there is an interest, what it is."""


def take_over_answers(organisation_id: int, answers: Collection[StandingAnswers]) -> StandingAnswers | None:
    """The most careful of these answers are the council's, where it has none of its own; for a verb that has judged.

    A new body's insurers have been told nothing yet, so that is not among them.
    """
    if not answers or StandingAnswers.objects.filter(organisation_id=organisation_id).exists():
        return None
    chosen = min(answers, key=lambda each: (succession.carefulness(each.basis), each.pk))
    return StandingAnswers.objects.create(
        organisation_id=organisation_id,
        version=1,
        standing_orders_pence=succession.lowest(each.standing_orders_pence for each in answers),
        regulated_pence=succession.lowest(each.regulated_pence for each in answers),
        **{name: getattr(chosen, name) for name in succession.ANSWERS_TAKEN_OVER},
    )


def take_over_caps(organisation_id: int, caps: Iterable[PairCap]) -> int:
    """Where one of these caps was below the usual one, the lowest is the council's, until it sets its own; how many.

    For a verb that has judged. A cap above the usual one was a decision of a council that is gone.
    """
    lowest: dict[tuple[int, int, int], PairCap] = {}
    for cap in caps:
        if not cap.lower:  # type: ignore[attr-defined]
            continue
        home_id = organisation_id if cap.as_home else cap.pair.home_id  # type: ignore[attr-defined]
        host_id = cap.pair.host_id if cap.as_home else organisation_id  # type: ignore[attr-defined]
        key = (home_id, host_id, cap.year)
        if home_id != host_id and (key not in lowest or cap.cap_pence < lowest[key].cap_pence):
            lowest[key] = cap
    return sum(_take_over_cap(*key, cap) for key, cap in sorted(lowest.items(), key=lambda each: each[0]))


def _take_over_cap(home_id: int, host_id: int, year: int, cap: PairCap) -> bool:
    pair = pair_between(home_id, host_id)
    if PairCap.objects.filter(pair=pair, year=year).exists():
        return False
    kept = ("cap_pence", "ends_on", "set_at", "set_by_id")
    PairCap.objects.create(pair=pair, year=year, version=1, **{name: getattr(cap, name) for name in kept})
    return True


def carry_interests(
    *,
    actor: Actor,
    organisation_id: int,
    heirs: Mapping[int, int],
    successor_ids: Collection[int],
    at: datetime,
) -> int:
    """What people of the council declared counts at their successor, and an interest in it is one in its successors.

    `heirs`: the successor by person. Says how many declarations were made of it, each as the person last said it.
    Only by the rule of a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        made = [
            _declare(said, heirs[said.declared_by_id], {})
            for said in queries.newest_declarations([organisation_id])
            if said.declared_by_id in heirs
        ]
        for said in queries.interested_in([organisation_id]):
            words = next(each.words for each in said.interests.all() if each.council_id == organisation_id)  # type: ignore[attr-defined]
            made.append(_declare(said, said.organisation_id, dict.fromkeys(successor_ids, words)))
        if any(made):
            fact = InterestsCarriedOver(
                on_behalf_of=organisation_id, readers=tuple(sorted(successor_ids)), declarations=sum(made)
            )
            publish(fact, actor=actor, at=at)
    return sum(made)


def _declare(said: Declaration, place: int, more: Interests) -> bool:
    """What was said, and more, is added to what the person has declared for a council; whether it was news."""
    newest = queries.newest_declaration(place, said.declared_by_id)
    had = _interests(newest) if newest else None
    now = {**more, **_interests(said), **(had or {})}
    now.pop(place, None)
    if now == had:
        return False
    made = Declaration.objects.create(
        organisation_id=place, declared_at=said.declared_at, declared_by_id=said.declared_by_id
    )
    DeclaredInterest.objects.bulk_create(
        DeclaredInterest(declaration=made, council_id=council, words=words)
        for council, words in sorted(now.items())
    )
    return True


def _interests(said: Declaration) -> dict[int, str]:
    return {each.council_id: each.words for each in said.interests.all()}  # type: ignore[attr-defined]
