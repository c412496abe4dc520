"""A council has ended: what officers said of their posts, and of ties with that council, counts at its successors."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.people import queries
from commonpool.people.events import TiesCarriedOver
from commonpool.people.models import Employment, PostFacts
from commonpool.people.rules import POST_FACTS, with_ties_of


def carry_post_facts(was: Employment, now: Employment) -> None:
    """What the officer said last of the old post stands of the new one, as they said it; for a verb that has judged.

    Where they have said something of the new one already, that stays, with the ties of both: interests in councils,
    and the council of which they are a member.
    """
    said, stands = queries.post_facts_of(was.pk), queries.post_facts_of(now.pk)
    if said is None:
        return
    before = _facts(stands) if stands else None
    after = with_ties_of(before, _facts(said)) if before else _facts(said)
    if after != before:
        _state(now.pk, after, said)


def carry_ties(
    *, actor: Actor, organisation_id: int, successor_ids: Collection[int], on: date, at: datetime
) -> int:
    """An interest in the council is one in each of its successors; its councillor is one of a sole successor's.

    Of whoever works anywhere on that day (UK), as they said it last; how many. Only by the rule of a succession:
    a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        made = [
            _tie(said, organisation_id, sorted(successor_ids), actor, at)
            for said in queries.tied_to(organisation_id, on)
        ]
    return sum(made)


def _tie(said: PostFacts, council_id: int, successors: list[int], actor: Actor, at: datetime) -> bool:
    facts = _facts(said)
    own = said.employment.organisation_id
    if council_id in said.interest_councils:
        facts["interest_councils"] = sorted({*said.interest_councils, *successors} - {own})
    if said.member_of_id == council_id and len(successors) == 1 and own not in successors:
        facts["member_of_id"] = successors[0]
    if facts == _facts(said):
        return False
    _state(said.employment_id, facts, said)
    fact = TiesCarriedOver(
        on_behalf_of=own, employment_id=said.employment_id, person_id=said.employment.person_id
    )
    publish(fact, actor=actor, at=at)
    return True


def _facts(said: PostFacts) -> dict[str, Any]:
    return {name: getattr(said, name) for name in POST_FACTS}


def _state(employment_id: int, facts: dict[str, Any], said: PostFacts) -> None:
    """Said by whom it was said, and when."""
    PostFacts.objects.create(
        employment_id=employment_id, stated_at=said.stated_at, stated_by_id=said.stated_by_id, **facts
    )
