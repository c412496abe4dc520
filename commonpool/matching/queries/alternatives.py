"""What else would serve, when a week is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.kernel.rows import sole
from commonpool.matching.queries.search import listings_for, with_free, within_filters
from commonpool.matching.rules import Alternative, Plan, Wanted, at_most_five, plan

LOOK_ON = 12
"""How many weeks after the first one asked for we look for another."""
HALF_A_YEAR = 26 * weeks.WEEK
LOOKED_AT = 10
"""Other officers looked at closely: twice as many as can be shown, as some turn out not to be free for this host."""


@dataclass(frozen=True)
class Ways:
    """What else would serve, and in which weeks of half a year the officer asked for is free for this host."""

    alternatives: list[Alternative]
    free: Mapping[date, int]


def other_ways(
    actor: Actor,
    listing: Listing,
    wanted: Sequence[tuple[date, int]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> Ways:
    """Up to five: other weeks of the same officer, and other officers free in the same weeks who do the same.

    All of them are free for this host. Five SQL queries. For callers that were given the listing.
    """
    actor.require(Right.SEARCH_POOL, host_id)
    mondays, total = (
        tuple(sorted(monday for monday, _minutes in wanted)),
        sum(each for _monday, each in wanted),
    )
    this_week = weeks.monday_of(london_date(at))
    last = max([*mondays, this_week + HALF_A_YEAR])
    others = who_do_the_same(actor, listing, function_id, mondays, total, at) if mondays else []
    free = free_weeks([listing, *others], [host_id], this_week, last, at)
    found = at_most_five(
        [
            alternative(listing, each, same=True)
            for each in soonest_and_next(total, near(mondays, free[listing.pk]))
        ],
        [
            alternative(other, served, same=False)
            for other in others
            if (served := plan(total, among(mondays, free[other.pk]))).complete
        ],
    )
    return Ways(found, free[listing.pk])


def alternatives(
    actor: Actor,
    officer: str,
    wanted: Sequence[tuple[date, int]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> list[Alternative]:
    """The same for who has the officer's reference only: what else would serve. Six SQL queries."""
    rows = Listing.objects.filter(reference=officer).select_related("person", "employment__organisation")
    listing = sole(rows)
    if listing is None or not wanted:
        return []
    return other_ways(actor, listing, wanted, function_id, host_id, at).alternatives


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
    pool = listings_for(wanted, sorted(actor.where(Right.SEARCH_POOL)), at)
    rows: Any = with_free(within_filters(wanted, mondays, at), mondays, at).filter(
        listing__in=pool.values("id")
    )
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


def near(mondays: Sequence[date], free: Mapping[date, int]) -> dict[date, int]:
    """From the first week asked for on, as far as we look."""
    if not mondays:
        return {}
    last = max(mondays[-1], mondays[0] + LOOK_ON * weeks.WEEK)
    return {monday: minutes for monday, minutes in free.items() if mondays[0] <= monday <= last}


def among(mondays: Sequence[date], free: Mapping[date, int]) -> dict[date, int]:
    return {monday: minutes for monday, minutes in free.items() if monday in mondays}


def alternative(listing: Listing, served: Plan, *, same: bool) -> Alternative:
    home = listing.employment.organisation.name
    return Alternative(listing.reference, listing.person.name, home, same, served.weeks)
