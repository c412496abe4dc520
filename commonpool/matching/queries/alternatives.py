"""What else would serve, when a week is taken."""

from collections.abc import Sequence
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import search
from commonpool.matching.rules import Alternative, Wanted, at_most_five, plan

LOOK_ON = 12
"""How many weeks after the first one asked for we look for another."""


def alternatives(
    actor: Actor,
    officer: str,
    wanted: Sequence[tuple[date, int]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> list[Alternative]:
    """Up to five: other weeks of the same officer, and other officers free in the same weeks who do the same."""
    actor.require(Right.SEARCH_POOL, host_id)
    listing = (
        Listing.objects.filter(reference=officer).select_related("person", "employment__organisation").first()
    )
    if listing is None or not wanted:
        return []
    total, first = sum(minutes for _monday, minutes in wanted), min(monday for monday, _minutes in wanted)
    return at_most_five(
        same_officer(listing, total, first, host_id, at),
        others(actor, listing, wanted, function_id, at),
    )


def same_officer(listing: Listing, total: int, first: date, host_id: int, at: datetime) -> list[Alternative]:
    """The same hours of the same officer, as early as they can be, and as late as twelve weeks on."""
    last = first + LOOK_ON * weeks.WEEK
    free = free_weeks([listing], [host_id], first, last, at).get(listing.pk, {})
    soonest = plan(total, free)
    if not soonest.complete:
        return []
    home = listing.employment.organisation.name
    found = [Alternative(listing.reference, listing.person.name, home, True, soonest.weeks)]
    used = {monday for monday, _minutes in soonest.weeks}
    later = plan(total, {monday: minutes for monday, minutes in free.items() if monday not in used})
    if later.complete:
        found.append(Alternative(listing.reference, listing.person.name, home, True, later.weeks))
    return found


def others(
    actor: Actor, listing: Listing, wanted: Sequence[tuple[date, int]], function_id: str, at: datetime
) -> list[Alternative]:
    """Other officers who offer that function, or share a skill, free for all the minutes in those weeks."""
    mondays = tuple(monday for monday, _minutes in wanted)
    total = sum(minutes for _monday, minutes in wanted)
    skills = list(listing.skill_rows.values_list("skill_id", flat=True)[:1])
    asks = [Wanted(function_id=function_id, mondays=mondays, total_minutes=total)] if function_id else []
    asks += [Wanted(skill_id=skill, mondays=mondays, total_minutes=total) for skill in skills]
    found: dict[str, Alternative] = {}
    for ask in asks:
        for hit in search(actor, ask, at).hits:
            if hit.person_id != listing.person_id and hit.plan.complete:
                found.setdefault(hit.reference, alternative(hit))
        if len(found) >= 5:
            break
    return list(found.values())


def alternative(hit: Hit) -> Alternative:
    return Alternative(
        hit.reference, hit.name or "", hit.home.name if hit.home else "", False, hit.plan.weeks
    )
