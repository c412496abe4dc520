"""What else would serve, when a week is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import BooleanField, CharField, F, Func, IntegerField, Q, QuerySet, Value

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing, ListingSkill
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.rows import Compiled
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.candidates import free_in
from commonpool.matching.queries.search import listings_for
from commonpool.matching.rules import Alternative, Plan, Wanted, at_most_five, plan

LOOK_ON = 12
"""How many weeks after the first one asked for we look for another."""
NEVER = date(9500, 1, 1)
HALF_A_YEAR = 26 * weeks.WEEK
LOOKED_AT = 10
"""Other officers looked at closely: twice as many as can be shown, as some turn out not to be free for this host."""

Sought = tuple[Listing, tuple[date, ...], int]
"""A listing, and the Mondays and minutes that are asked for of it."""


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
    return _ways_of_each(actor, [(listing, wanted)], function_id, host_id, at)[0]


def _ways_of_each(
    actor: Actor,
    asked: Sequence[tuple[Listing, Sequence[tuple[date, int]]]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> list[Ways]:
    """The same of each of these officers. Five SQL queries, however many they are."""
    actor.require(Right.SEARCH_POOL, host_id)
    this_week = weeks.monday_of(london_date(at))
    sought: list[Sought] = [
        (listing, tuple(sorted(monday for monday, _minutes in wanted)), sum(each for _monday, each in wanted))
        for listing, wanted in asked
    ]
    others = who_do_the_same(actor, sought, function_id, at)
    last = max([this_week + HALF_A_YEAR, *(mondays[-1] for _listing, mondays, _total in sought if mondays)])
    known = {each.pk: each for each in (*(listing for listing, _wanted in asked), *chain(*others))}
    free = free_weeks(known.values(), [host_id], this_week, last, at)
    return [
        Ways(
            at_most_five(
                [
                    alternative(listing, each, same=True)
                    for each in soonest_and_next(total, near(chosen, free[listing.pk]))
                ],
                [
                    alternative(other, served, same=False)
                    for other in instead
                    if (served := plan(total, among(chosen, free[other.pk]))).complete
                ],
            ),
            free[listing.pk],
        )
        for (listing, chosen, total), instead in zip(sought, others, strict=True)
    ]


def alternatives(
    actor: Actor,
    officer: str,
    wanted: Sequence[tuple[date, int]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> list[Alternative]:
    """The same for who has the officer's reference only: what else would serve. Six SQL queries."""
    return alternatives_of_each(actor, {officer: wanted}, function_id, host_id, at)[officer]


def alternatives_of_each(
    actor: Actor,
    wanted: Mapping[str, Sequence[tuple[date, int]]],
    function_id: str,
    host_id: int,
    at: datetime,
) -> dict[str, list[Alternative]]:
    """The same of each of these officers, by reference. Six SQL queries, however many they are."""
    asked = {officer: chosen for officer, chosen in wanted.items() if chosen and "\0" not in officer}
    rows = Listing.objects.filter(reference__in=asked).select_related("person", "employment__organisation")
    listings = list(rows)
    pairs = [(listing, asked[listing.reference]) for listing in listings]
    ways = _ways_of_each(actor, pairs, function_id, host_id, at) if pairs else []
    found = {listing.reference: each.alternatives for listing, each in zip(listings, ways, strict=True)}
    return {officer: found.get(officer, []) for officer in wanted}


def soonest_and_next(total: int, free: Mapping[date, int]) -> list[Plan]:
    """The same hours of the same officer as early as they can be, and once more without those weeks."""
    soonest = plan(total, free)
    used = {monday for monday, _minutes in soonest.weeks}
    later = plan(total, {monday: minutes for monday, minutes in free.items() if monday not in used})
    return [each for each in (soonest, later) if each.complete]


def who_do_the_same(
    actor: Actor, sought: Sequence[Sought], function_id: str, at: datetime
) -> list[list[Listing]]:
    """For each listing, Mondays and minutes: other officers free for all the minutes in those weeks, who offer that
    function, then who share a skill. One SQL query, none where no week is still to come."""
    today = london_date(at)
    to_come = [[monday for monday in mondays if monday > today] for _listing, mondays, _total in sought]
    longest = max(map(len, to_come), default=0)
    places = sorted(actor.where(Right.SEARCH_POOL))
    values = [
        {
            "today": today,
            "total": total,
            "function_id": function_id,
            "listing_id": listing.pk,
            "person_id": listing.person_id,
            **_numbered("monday", [*mondays, *_never(longest - len(mondays))]),
            **_numbered("place", places),
        }
        for (listing, _mondays, total), mondays in zip(sought, to_come, strict=True)
        if mondays
    ]
    answers = iter(_who_do_the_same(longest, len(places)).each(values) if values else ())
    return [[row.listing for row in next(answers)] if mondays else [] for mondays in to_come]


def _never(number: int) -> list[date]:
    """Mondays in which nobody has anything free: they make all askings equally long."""
    return [NEVER + n * weeks.WEEK for n in range(number)]


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
    rows: Any = OfficerIndex.objects.annotate(free=FreeMinutes(mondays)).filter(free__gte=total)
    offers = Q(Holds("function_ids", function_id))
    shared = ListingSkill.objects.filter(listing_id=listing_id)
    shares = Q(skill_ids__overlap=shared.values_list("skill_id"))
    found: QuerySet[OfficerIndex] = (
        rows.filter(offers | shares, listing__in=listings_for(wanted, places, at).values("id"))
        .exclude(person_id=person_id)
        .annotate(offers=offers)
        .order_by("-offers", "-confirmed", "-free", "listing_id")
        .select_related("listing__person", "listing__employment__organisation")
        .defer("words", "name")[:LOOKED_AT]
    )
    return found


class FreeMinutes(Func):
    """What can be booked in the weeks of these Mondays together."""

    output_field = IntegerField()

    def __init__(self, mondays: Sequence[date]) -> None:
        super().__init__(F("free_minutes"), F("free_from"))
        self.mondays = mondays

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        columns = [compiler.compile(each)[0] for each in self.get_source_expressions()]
        return free_in(["%s"] * len(self.mondays), *columns), list(self.mondays)


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
