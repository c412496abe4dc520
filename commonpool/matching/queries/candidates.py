"""Who comes into question: those who may be shown, found by the indexes and no more of them than are ranked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL

from commonpool.availability.models import Listing
from commonpool.availability.queries import councils_lending, councils_shown, paid
from commonpool.kernel.clock import london_date
from commonpool.kernel.rows import Compiled
from commonpool.matching.queries.written import Values, all_of
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from commonpool.people.queries import live_employments

# What the indexes find is a little more than what `says` holds of, and read no further than so many are kept. (One
# question for all forms that may stand in words, phrases among them, would be looked up in the index in one go: it
# holds no places of words, and PostgreSQL would put the whole question to all that have any word of it.)
# Who is called what is typed is kept always; names that resemble it are looked at only where words find few. Where
# more are found than are ranked, first come those who say all of it, of whom most is confirmed, as far as twice so
# many that come to hand show it.
CHOSEN = """
found AS MATERIALIZED (SELECT it.* FROM matching_officerindex it WHERE {likely} AND NOT {called} AND {within}),
kept AS MATERIALIZED (SELECT it.*, {whole} AS whole FROM found it WHERE {says} AND {paid} LIMIT {most} + 1),
called AS MATERIALIZED (
    SELECT it.*, true AS whole FROM matching_officerindex it WHERE {called} AND {within} AND {paid} LIMIT {most} + 1),
named AS MATERIALIZED (
    SELECT it.*, true AS whole FROM matching_officerindex it
     WHERE (SELECT count(*) FROM kept) + (SELECT count(*) FROM called) < {few}
       AND {named} AND NOT ({says} OR {called}) AND {within} AND {paid} LIMIT {most} + 1),
told AS MATERIALIZED (
    SELECT count(*) AS count, coalesce(bool_or(whole), false) AS whole,
           count(*) > {most} AND NOT bool_and(whole) AS doubtful
      FROM (SELECT whole FROM kept UNION ALL SELECT whole FROM called UNION ALL SELECT whole FROM named) each),
sure AS MATERIALIZED (
    SELECT it.*, true AS whole FROM matching_officerindex it
     WHERE (SELECT doubtful FROM told) AND {whole} AND NOT {called} AND {within} AND {paid} LIMIT 2 * {most}),
chosen AS MATERIALIZED (
    SELECT * FROM called
     UNION ALL (SELECT * FROM sure ORDER BY confirmed DESC, listing_id LIMIT {most})
     UNION ALL SELECT * FROM kept WHERE NOT (whole AND (SELECT doubtful FROM told))
     UNION ALL SELECT * FROM named LIMIT {most})
"""


@dataclass(frozen=True)
class Sought:
    """What holds of the search rows that answer what is asked for.

    `likely`: what the indexes find, more than `says` holds of. `whole`: they have the whole of it. `within`: they may
    be shown, and are within the filters; `paid`: what holds besides, asked of each that was found. `called`: who is
    called so. `named`: who else answers, by a name or a title, where few do.
    """

    likely: str
    says: str
    whole: str
    within: str
    paid: str
    called: str = "false"
    named: str = "false"

    def chosen(self, most: int, few: int) -> str:
        """`chosen`: so many of the rows at most, and `told`: how many there are, and whether one has the whole of it;
        as the parts of a WITH."""
        return CHOSEN.format(**vars(self), most=most, few=few)


def within_filters(wanted: Wanted, mondays: Iterable[date], at: datetime, put: Values) -> str:
    """That a row is within the filters."""
    held = {"skill_ids": wanted.skill_id, "function_ids": wanted.function_id}
    parts = [f"it.{name} @> ARRAY[{put(value)}]::varchar[]" for name, value in held.items() if value]
    parts += [f"it.nation = {put(wanted.nation)}"] if wanted.nation else []
    parts += [f"it.region = {put(wanted.region)}"] if wanted.region else []
    parts += [f"it.{name}" for name in ("remote", "on_site") if getattr(wanted, name)]
    if wanted.total_minutes:
        parts.append(f"{free_minutes(mondays, at, put)} >= {put(wanted.total_minutes)}")
    if wanted.minutes:
        one = "least" if wanted.each_week else "greatest"
        parts.append(f"{free_minutes(mondays, at, put, one)} >= {put(wanted.minutes)}")
    return all_of(parts)


def free_minutes(mondays: Iterable[date], at: datetime, put: Values, which: str = "") -> str:
    """What can be booked in the weeks of these Mondays that are still to come: together, or the `greatest` or the
    `least` of one. Nought where none is to come."""
    coming = [put(monday) for monday in sorted(mondays) if monday > london_date(at)]
    return free_in(coming, "it.free_minutes", "it.free_from", which)


def free_in(mondays: Sequence[str], minutes: str, first: str, which: str = "") -> str:
    """The same, of what these columns and places are called."""
    of_each = [f"coalesce(({minutes})[1 + ({monday}::date - {first}) / 7]::int, 0)" for monday in mondays]
    return f"{which}({(', ' if which else ' + ').join(of_each or ['0::int'])})"


def in_pool(homes: Sequence[int], at: datetime, put: Values) -> str:
    """That a row may be shown, as it and its council say."""
    today = put(london_date(at))
    shown = f"it.shown_from <= {today} AND it.shown_until >= {today}"
    return f"{shown} AND it.home_id IN (SELECT unnest({put(list(homes))}::bigint[]))"


def homes_asked(for_pay: bool, at: datetime) -> list[int]:
    """The councils whose officers may be shown; where time is asked for, of those that lend. One SQL query."""
    return [pk for (pk,) in (LENDING if for_pay else SHOWN)(today=london_date(at))]


def for_pay(wanted: Wanted) -> bool:
    """Whether time is asked for."""
    return bool(wanted.minutes or wanted.total_minutes)


def paid_for(wanted: Wanted, places: Collection[int], at: datetime, put: Values) -> str:
    """Where time is asked for, that the officer is paid and one of these councils may ask for it: asked of each."""
    if not for_pay(wanted):
        return "true"
    today = london_date(at)
    here = [put.asking(*HERE.within(place=place, today=today)) for place in places]
    elsewhere = f"NOT ({all_of(f'EXISTS ({each})' for each in here)})" if here else "true"
    return f"{elsewhere} AND EXISTS ({put.asking(*PAID.within(today=today))})"


def _here(place: int, today: date) -> QuerySet[Employment, Any]:
    at_work = live_employments(today).filter(organisation_id=place, person_id=RawSQL("it.person_id", ()))
    return at_work.values_list(Value(1))


def _paid(today: date) -> QuerySet[Listing, Any]:
    return Listing.objects.filter(paid(today), pk=RawSQL("it.listing_id", ())).values_list(Value(1))


def _lending(today: date) -> QuerySet[Organisation, Any]:
    return councils_shown(today).filter(pk__in=councils_lending(today).values("pk")).values_list("pk")


SHOWN = Compiled(lambda today: councils_shown(today).values_list("pk"), today=date.min)
LENDING = Compiled(_lending, today=date.min)
HERE = Compiled(_here, place=-1, today=date.min)
PAID = Compiled(_paid, today=date.min)
