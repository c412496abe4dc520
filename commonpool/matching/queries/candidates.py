"""Who comes into question: those who may be shown, found by the indexes and no more of them than are ranked."""

from datetime import datetime
from functools import reduce
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from commonpool.availability.models import Listing
from commonpool.availability.queries import councils_lending, councils_shown
from commonpool.availability.queries import paid as paid_by
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.ranking import saying_all
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea
from commonpool.people.queries import live_employments


def these(ids: list[int]) -> QuerySet[OfficerIndex]:
    """The search rows of these listings."""
    return OfficerIndex.objects.filter(OneOf("listing_id", ids))


class OneOf(Func):
    """Whether the column is one of the numbers, which are one parameter however many they are."""

    output_field = BooleanField()
    template, arg_joiner = "%(expressions)s)", " = ANY("

    def __init__(self, column: str, numbers: list[int]) -> None:
        super().__init__(F(column), Value(numbers, ArrayField(BigIntegerField())))


# All that match are found by their indexes, whatever PostgreSQL makes of a limit; no more are read than are wanted, and
# names are looked at only where words find few.
FOUND = """
WITH found (listing_id, whole, confirmed) AS MATERIALIZED ({rows}),
kept AS MATERIALIZED (SELECT listing_id, whole, confirmed FROM found WHERE {paid} LIMIT {most})
"""
SOME = "SELECT listing_id, whole, confirmed FROM kept"
NAMED = """, named (listing_id, whole, confirmed) AS MATERIALIZED ({named})
SELECT listing_id, whole, confirmed FROM kept
 UNION ALL
(SELECT listing_id, whole, confirmed FROM named AS found
  WHERE (SELECT count(*) FROM kept) < {few} AND {paid} LIMIT {most})
"""
Said = tuple[str, tuple[Any, ...]]
ANYBODY: Said = "true", ()


def candidates(
    rows: QuerySet[OfficerIndex],
    whole: Q,
    paid: Said,
    most: int,
    named: QuerySet[OfficerIndex] | None,
    few: int,
) -> dict[int, bool]:
    """So many of the rows at most, as they come to hand: whether each has the whole of what is asked, by listing.

    Where they are `few`, those who are `named` too.
    """
    found: dict[int, bool] = {}
    for pk, all_of_it, _confirmed in _found(rows, whole, paid, most, named, few):
        found[pk] = all_of_it or found.get(pk, False)
    return found


def likeliest(
    found: dict[int, bool], rows: QuerySet[OfficerIndex], ideas: list[Idea], paid: Said, most: int
) -> list[int]:
    """So many of the rows: where not all that were `found` say all of the ideas, first those that do, of these those of
    whom most is confirmed, as far as twice so many of them that come to hand show it."""
    if all(found.values()):
        return list(found)[:most]
    said = _found(rows.filter(saying_all(ideas)), Q(), paid, 2 * most)
    first = [pk for pk, _whole, _confirmed in sorted(said, key=lambda row: (-row[2], row[0]))]
    rest = sorted(found, key=lambda pk: not found[pk])
    return list(dict.fromkeys([*first, *rest]))[:most]


def _found(
    rows: QuerySet[OfficerIndex],
    whole: Q,
    paid: Said,
    most: int,
    named: QuerySet[OfficerIndex] | None = None,
    few: int = 0,
) -> list[tuple[int, bool, int]]:
    try:
        sql, params = _told(rows, whole)
    except EmptyResultSet:  # words that mean nothing
        return []
    names, more = _told(named, Q()) if named is not None else ("", ())
    asked = FOUND + (SOME if named is None else NAMED)
    which, looked_up = paid
    values = (*params, *looked_up) if named is None else (*params, *looked_up, *more, *looked_up)
    with connection.cursor() as cursor:
        cursor.execute(asked.format(rows=sql, paid=which, most=most, named=names, few=few), values)
        return list(cursor.fetchall())


def _told(rows: QuerySet[OfficerIndex], whole: Q) -> Said:
    says = Case(When(whole, then=Value(True)), default=Value(False)) if whole else Value(True)
    told = rows.order_by().annotate(whole=says).values_list("listing_id", "whole", "confirmed")
    sql, params = told.query.sql_with_params()
    return sql, tuple(params)


def in_pool(wanted: Wanted, places: list[int], at: datetime) -> list[Q]:
    """What holds of the rows that may be shown; where time is asked for, of those that these councils may ask for it,
    if their officers are `paid`."""
    today = london_date(at)
    shown = [
        Q(shown_from__lte=today, shown_until__gte=today),
        Q(home__in=councils_shown(today)),
    ]
    if not (wanted.minutes or wanted.total_minutes):
        return shown
    here = live_employments(today)
    at_each = (Q(person__in=here.filter(organisation_id=place).values("person_id")) for place in places)
    everywhere = reduce(lambda one, other: one & other, at_each, Q(pk__isnull=not places))
    return [*shown, Q(home__in=councils_lending(today)), ~everywhere]


def paid_now(at: datetime) -> Q:
    """That their officers are paid now, of rows."""
    return Q(Exists(Listing.objects.filter(paid_by(london_date(at)), pk=OuterRef("listing_id"))))


def paid_one_by_one(at: datetime) -> Said:
    """The same of who was found, one by one: PostgreSQL would rather look at everybody."""
    listed = Listing.objects.filter(paid_by(london_date(at)), pk=RawSQL("found.listing_id", ()))
    sql, params = listed.values_list(Value(True))[:1].query.sql_with_params()
    return f"({sql})", tuple(params)
