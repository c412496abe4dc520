"""What else would serve, when a week is taken."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.kernel.rows import sole
from commonpool.matching.queries.search import within_filters
from commonpool.matching.rules import Alternative, Plan, Wanted, at_most_five, plan

LOOK_ON = 12
"""How many weeks after the first one asked for we look for another."""
LOOKED_AT = 10
"""Other officers looked at closely: twice as many as can be shown, as some turn out not to be free for this host."""


def alternatives(
    actor: Actor,
    officer: str,
    wanted: Sequence[tuple[date, int]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> list[Alternative]:
    """Up to five: other weeks of the same officer, and other officers free in the same weeks who do the same.

    All of them are free for this host. Eight SQL queries.
    """
    actor.require(Right.SEARCH_POOL, host_id)
    rows = Listing.objects.filter(reference=officer).select_related("person", "employment__organisation")
    listing = sole(rows)
    if listing is None or not wanted:
        return []
    mondays, total = (
        tuple(sorted(monday for monday, _minutes in wanted)),
        sum(each for _monday, each in wanted),
    )
    others = who_do_the_same(actor, listing, function_id, mondays, total, at)
    last = max(mondays[-1], mondays[0] + LOOK_ON * weeks.WEEK)
    free = free_weeks([listing, *others], [host_id], mondays[0], last, at)
    return at_most_five(
        [alternative(listing, each, same=True) for each in soonest_and_next(total, free[listing.pk])],
        [
            alternative(other, served, same=False)
            for other in others
            if (served := plan(total, among(mondays, free[other.pk]))).complete
        ],
    )


def soonest_and_next(total: int, free: Mapping[date, int]) -> list[Plan]:
    """The same hours of the same officer as early as they can be, and once more without those weeks."""
    soonest = plan(total, free)
    used = {monday for monday, _minutes in soonest.weeks}
    later = plan(total, {monday: minutes for monday, minutes in free.items() if monday not in used})
    return [each for each in (soonest, later) if each.complete]


def who_do_the_same(
    actor: Actor, listing: Listing, function_id: str, mondays: tuple[date, ...], total: int, at: datetime
) -> list[Listing]:
    """Other officers free for all the minutes in those weeks: who offer that function, then who share a skill."""
    wanted = Wanted(mondays=mondays, total_minutes=total)
    rows: Any = within_filters(wanted, mondays, sorted(actor.where(Right.SEARCH_POOL)), at)
    offers = Q(function_ids__contains=[function_id])
    shares = Q(skill_ids__overlap=listing.skill_rows.values_list("skill_id"))
    found = (
        rows.filter(offers | shares)
        .exclude(person_id=listing.person_id)
        .annotate(offers=offers)
        .order_by("-offers", "-confirmed", "-free", "listing_id")
        .select_related("listing__person", "listing__employment__organisation")
    )
    return [row.listing for row in found[:LOOKED_AT]]


def among(mondays: Sequence[date], free: Mapping[date, int]) -> dict[date, int]:
    return {monday: minutes for monday, minutes in free.items() if monday in mondays}


def alternative(listing: Listing, served: Plan, *, same: bool) -> Alternative:
    home = listing.employment.organisation.name
    return Alternative(listing.reference, listing.person.name, home, same, served.weeks)
