"""Who comes into question: those who may be shown, found by the indexes and no more of them than are ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    Case,
    Exists,
    Expression,
    F,
    Func,
    IntegerField,
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
from commonpool.kernel.rows import Among
from commonpool.matching.models import OfficerIndex
from commonpool.matching.rules import Wanted
from commonpool.people.queries import live_employments


def these(ids: list[int]) -> QuerySet[OfficerIndex]:
    """The search rows of these listings."""
    return OfficerIndex.objects.filter(Among("listing_id", ids))


# All that match are found by their indexes, whatever PostgreSQL makes of a limit, and no more are read than are wanted.
# Who is called what is typed is found always; names that resemble it are looked at only where words find few.
FOUND = """
WITH found (listing_id, standing, confirmed) AS MATERIALIZED ({rows}),
kept AS MATERIALIZED (SELECT * FROM found WHERE {paid} LIMIT {most})
"""
MORE = ", {name} (listing_id, standing, confirmed) AS MATERIALIZED ({rows})\n"
CALLED, NAMED = "true", "(SELECT count(*) FROM kept) < {few}"
AND_MORE = "\n UNION ALL\n(SELECT * FROM {name} AS found WHERE {when} AND {paid} LIMIT {most})"
SOME_OF_IT, ALL_OF_IT, BY_NAME = 0, 1, 2
"""What a listing has of what is asked; by name: its officer is called so."""
Said = tuple[str, tuple[Any, ...]]
ANYBODY: Said = "true", ()


@dataclass(frozen=True)
class Sought:
    """Search rows that answer what is asked for, and what of them has the `whole` of it.

    `called`: who is called so. `named`: who else answers, by a name or a title, where few do. `paid`: what holds
    besides of who is found.
    """

    rows: QuerySet[OfficerIndex]
    whole: Q
    called: QuerySet[OfficerIndex] | None = None
    named: QuerySet[OfficerIndex] | None = None
    paid: Said = ANYBODY


def candidates(sought: Sequence[Sought], most: int, few: int) -> list[dict[int, int]]:
    """Of each, so many of its rows at most, as they come to hand: what each has of what is asked, by listing. Where
    they are `few`, those who are named too; those who are called so always. One SQL query."""
    found: list[dict[int, int]] = [{} for _each in sought]
    for number, pk, standing, _confirmed in _found(sought, most, few):
        found[number][pk] = max(standing, found[number].get(pk, SOME_OF_IT))
    return found


def likeliest(found: Sequence[dict[int, int]], sought: Sequence[Sought], most: int) -> list[list[int]]:
    """Of each, so many of those `found`: first who is called so; where they are more and not all have the whole of it,
    then those that do, of these those of whom most is confirmed, as far as twice so many that come to hand show it. At
    most one SQL query."""
    doubtful = [n for n, each in enumerate(found) if len(each) > most and not all(each.values())]
    whole = [
        Sought(sought[n].rows.filter(sought[n].whole), sought[n].whole, paid=sought[n].paid) for n in doubtful
    ]
    first: dict[int, list[tuple[int, int]]] = {}
    for number, pk, _whole, confirmed in _found(whole, 2 * most):
        first.setdefault(doubtful[number], []).append((-confirmed, pk))
    return [
        list(
            dict.fromkeys(
                [
                    *(pk for pk, standing in each.items() if standing == BY_NAME),
                    *(pk for _confirmed, pk in sorted(first.get(n, ()))),
                    *_in_turn(each, n in doubtful),
                ]
            )
        )[:most]
        for n, each in enumerate(found)
    ]


def _in_turn(found: dict[int, int], doubtful: bool) -> list[int]:
    return sorted(found, key=lambda pk: not found[pk]) if doubtful else list(found)


def _found(sought: Sequence[Sought], most: int, few: int = 0) -> list[tuple[int, int, int, int]]:
    """The number of what is sought, a listing, what it has of it, how much of it is confirmed."""
    asked, values = [], list[Any]()
    for number, each in enumerate(sought):
        try:
            sql, params = _asked(each, most, few)
        except EmptyResultSet:  # words that mean nothing
            continue
        asked.append(f"(SELECT {number} AS number, one.* FROM ({sql}) AS one)")  # noqa: S608  # of the code alone
        values += params
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        return list(cursor.fetchall())


def _asked(sought: Sought, most: int, few: int) -> Said:
    sql, params = _told(
        sought.rows,
        Case(When(sought.whole, then=ALL_OF_IT), default=SOME_OF_IT) if sought.whole else Value(ALL_OF_IT),
    )
    which, looked_up = sought.paid
    rows, values = FOUND.format(rows=sql, paid=which, most=most), [*params, *looked_up]
    chosen = "SELECT * FROM kept"
    for name, more, standing, when in (
        ("called", sought.called, BY_NAME, CALLED),
        ("named", sought.named, ALL_OF_IT, NAMED),
    ):
        if more is not None:
            sql, params = _told(more, Value(standing))
            rows += MORE.format(name=name, rows=sql)
            chosen += AND_MORE.format(name=name, when=when.format(few=few), paid=which, most=most)
            values += params
    again = sum(more is not None for more in (sought.called, sought.named))
    return rows + chosen, (*values, *looked_up * again)


def _told(rows: QuerySet[OfficerIndex], standing: Expression) -> Said:
    told = rows.order_by().annotate(standing=standing).values_list("listing_id", "standing", "confirmed")
    sql, params = told.query.sql_with_params()
    return sql, tuple(params)


def within_filters(wanted: Wanted, mondays: Iterable[date], at: datetime) -> QuerySet[OfficerIndex]:
    """Search rows within the filters."""
    rows: Any = OfficerIndex.objects.all()
    exact = {"skill_ids__contains": wanted.skill_id, "function_ids__contains": wanted.function_id}
    rows = rows.filter(**{name: [value] for name, value in exact.items() if value})
    place = {
        "nation": wanted.nation,
        "region": wanted.region,
        "remote": wanted.remote,
        "on_site": wanted.on_site,
    }
    rows = rows.filter(**{name: value for name, value in place.items() if value})
    if wanted.total_minutes:
        rows = rows.alias(together=FreeMinutes(mondays, at)).filter(together__gte=wanted.total_minutes)
    if wanted.minutes:
        one = FreeMinutes(mondays, at, "least" if wanted.each_week else "greatest")
        rows = rows.alias(one=one).filter(one__gte=wanted.minutes)
    found: QuerySet[OfficerIndex] = rows
    return found


def with_free(rows: QuerySet[OfficerIndex], mondays: Iterable[date], at: datetime) -> QuerySet[OfficerIndex]:
    """The rows with the `free` minutes of these weeks together."""
    return rows.annotate(free=FreeMinutes(mondays, at))


class FreeMinutes(Func):
    """What can be booked in the weeks of these Mondays that are still to come: together, or the `greatest` or the
    `least` of one. Nought where none is to come."""

    output_field = IntegerField()

    def __init__(self, mondays: Iterable[date], at: datetime, which: str = "") -> None:
        super().__init__(F("free_minutes"), F("free_from"))
        self.mondays = tuple(monday for monday in sorted(mondays) if monday > london_date(at))
        self.which = which

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        minutes, first = (compiler.compile(each)[0] for each in self.get_source_expressions())
        of_each = f"coalesce(({minutes})[1 + (%s::date - {first}) / 7]::int, 0)"
        parts = [of_each for _monday in self.mondays] or ["0::int"]
        said = f"{self.which}({', '.join(parts)})" if self.which else f"({' + '.join(parts)})"
        return said, list(self.mondays)


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
