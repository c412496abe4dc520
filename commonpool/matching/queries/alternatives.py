"""What else would serve, when a week is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, Value

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing, ListingSkill
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.rows import Compiled, sole
from commonpool.matching.models import OfficerIndex
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
    today = london_date(at)
    to_come = [monday for monday in mondays if monday > today]
    if not to_come:
        return []
    places = sorted(actor.where(Right.SEARCH_POOL))
    found = _who_do_the_same(len(to_come), len(places))(
        today=today,
        total=total,
        function_id=function_id,
        listing_id=listing.pk,
        person_id=listing.person_id,
        **_numbered("monday", to_come),
        **_numbered("place", places),
    )
    return [row.listing for row in found]


def _numbered(name: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{name}_{number}": value for number, value in enumerate(values)}


@cache
def _who_do_the_same(mondays: int, places: int) -> Compiled:
    """The question for so many weeks and councils that ask: every loser of a race for a week asks it."""
    first = date(9000, 1, 6)
    return Compiled(
        _the_same,
        today=date(2, 1, 1),
        total=-1,
        function_id="no function",
        listing_id=-2,
        person_id=-3,
        **_numbered("monday", [first + number * weeks.WEEK for number in range(mondays)]),
        **_numbered("place", [-4 - number for number in range(places)]),
    )


def _the_same(
    today: date, total: int, function_id: str, listing_id: int, person_id: int, **numbered: Any
) -> QuerySet[OfficerIndex]:
    mondays = [value for name, value in numbered.items() if name.startswith("monday")]
    places = [value for name, value in numbered.items() if name.startswith("place")]
    wanted, at = Wanted(total_minutes=total), london_instant(today)
    rows: Any = with_free(within_filters(wanted, mondays, at), mondays, at)
    offers = Q(Holds("function_ids", function_id))
    shared = ListingSkill.objects.filter(listing_id=listing_id)
    shares = Q(skill_ids__overlap=shared.values_list("skill_id"))
    found: QuerySet[OfficerIndex] = (
        rows.filter(offers | shares, listing__in=listings_for(wanted, places, at).values("id"))
        .exclude(person_id=person_id)
        .annotate(offers=offers)
        .order_by("-offers", "-confirmed", "-free", "listing_id")
        .select_related("listing__person", "listing__employment__organisation")
        .defer("words", "name_text")[:LOOKED_AT]
    )
    return found


class Holds(Func):
    """Whether this text is one of those that the column holds; its index is asked, as by `contains`."""

    output_field = BooleanField()
    template, arg_joiner = "(%(expressions)s]::varchar[])", " @> ARRAY["

    def __init__(self, column: str, text: str) -> None:
        super().__init__(F(column), Value(text, CharField()))


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
