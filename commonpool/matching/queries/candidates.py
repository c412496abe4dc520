"""Who comes into question: those who may be shown, found by the indexes and no more of them than are ranked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commonpool.agreements.queries import newest_prices
from commonpool.availability.queries import councils_lending, councils_shown
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Compiled
from commonpool.matching.queries.written import Values, all_of
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import taken_in, unlike
from commonpool.people.models import Employment
from commonpool.people.queries import working_at

# What the indexes find is a little more than what `says` holds of, and read no further than so many are kept. (One
# question for all forms that may stand in words, phrases among them, would be looked up in the index in one go: it
# holds no places of words, and PostgreSQL would put the whole question to all that have any word of it.)
# Who is called what is typed comes to hand first, whatever finds the others: what was found is read in turn, by one
# process. Where more are found than are ranked, first come those who say all of it, of whom most is confirmed, as far
# as twice so many that come to hand show it. Each thing is asked in one place as far as that goes: planning this takes
# PostgreSQL as long as finding them.
CHOSEN = """
namesakes AS MATERIALIZED (SELECT it.* FROM matching_officerindex it WHERE {called} AND {filters}),
found AS MATERIALIZED (
    SELECT it.* FROM matching_officerindex it WHERE {likely} AND NOT ({called}) AND {filters}),
strict AS MATERIALIZED (SELECT count(*) >= {few} AS strict FROM (SELECT FROM found LIMIT {few}) it),
near AS MATERIALIZED (
    SELECT it.* FROM matching_officerindex it
     WHERE NOT (SELECT strict FROM strict) AND {near} AND NOT ({called}) AND {filters}
       AND it.listing_id NOT IN (SELECT listing_id FROM found)),
kept AS MATERIALIZED (
    SELECT it.*, {called} AS called, ({called} OR {whole}) AS whole
      FROM (SELECT * FROM namesakes UNION ALL SELECT * FROM found UNION ALL SELECT * FROM near) it
     WHERE ({called} OR {says}) AND {within} AND {asked} LIMIT {most} + 1),
told AS MATERIALIZED (
    SELECT count(*) AS count, coalesce(bool_or(whole), false) AS whole,
           count(*) > {most} AND NOT bool_and(whole) AS doubtful FROM kept),
sure AS MATERIALIZED (
    SELECT it.*, false AS called, true AS whole FROM matching_officerindex it
     WHERE (SELECT doubtful FROM told) AND {whole} AND NOT ({called}) AND {filters} AND {within} AND {asked}
     LIMIT 2 * {most}),
chosen AS MATERIALIZED (
    SELECT * FROM kept WHERE called
     UNION ALL (SELECT * FROM sure ORDER BY confirmed DESC, listing_id LIMIT {most})
     UNION ALL SELECT * FROM kept WHERE NOT called AND NOT (whole AND (SELECT doubtful FROM told)) LIMIT {most})
"""
# That the officer has a price is asked for each who is found, or looked up in a table of all prices where many are
# (IS TRUE: not joined); PostgreSQL takes whichever costs less.
PRICED = """
SELECT FROM agreements_bandprice WHERE organisation_id = it.home_id AND band = it.band AND starts_on <= {today}
"""
# What an hour costs today is looked up in a table of all prices, as may_ask looks up who works there.
COSTS = "((it.home_id, it.band) IN (SELECT organisation_id, band FROM ({newest}) AS price WHERE {within})) IS TRUE"


@dataclass(frozen=True)
class Sought:
    """What holds of the search rows that answer what is asked for.

    `likely`: what the indexes find, more than `says` holds of. `near`: what else they find, looked for unless so many
    (`few`) are likely. `whole`: they have the whole of it. `called`: they are kept before all others. `filters`: they
    are within them. `within`: they may be shown. `asked`: they may be asked.
    """

    likely: str
    near: str
    says: str
    whole: str
    called: str
    filters: str
    within: str
    asked: str
    few: int

    def chosen(self, most: int) -> str:
        """`chosen`: so many of the rows at most, and `told`: how many there are, and whether one has the whole of it;
        `strict`: whether what stands near was not looked for; as the parts of a WITH."""
        return CHOSEN.format(**vars(self), most=most)


def within_filters(
    wanted: Wanted, mondays: Iterable[date], places: Collection[int], at: datetime, put: Values
) -> str:
    """That a row is within the filters of who looks for these councils."""
    parts = [f"it.skill_ids @> ARRAY[{put(wanted.skill_id)}]::varchar[]"] if wanted.skill_id else []
    parts += [f"it.function_ids && {parts_of(wanted.function_id, put)}"] if wanted.function_id else []
    parts += [f"it.nation = {put(wanted.nation)}"] if wanted.nation else []
    parts += [f"ARRAY[it.region] @> ARRAY[{put(wanted.region)}]::varchar[]"] if wanted.region else []
    parts += [f"it.{name}" for name in ("remote", "on_site") if getattr(wanted, name)]
    parts += [costs_at_most(wanted.most_pence, at, put)] if wanted.most_pence else []
    parts += [of_council_unlike(places, put)] if wanted.unlike_us else []
    parts += [f"it.home_id = {put(wanted.home_id)}"] if wanted.home_id else []
    if wanted.total_minutes:
        parts.append(f"{free_minutes(mondays, at, put)} >= {put(wanted.total_minutes)}")
    if wanted.minutes:
        one = "least" if wanted.each_week else "greatest"
        parts.append(f"{free_minutes(mondays, at, put, one)} >= {put(wanted.minutes)}")
    return all_of(parts)


def parts_of(function_id: str, put: Values) -> str:
    """A function and its parts, as an array of ids."""
    return f"ARRAY({put.asking(*PARTS.within(function_id=function_id))})"


def costs_at_most(pence: int, at: datetime, put: Values) -> str:
    """That an hour costs so much at most today, before VAT: who has no price is not lent for pay."""
    newest = put.asking(*PRICES.within(on=london_date(at)))
    return COSTS.format(newest=newest, within=f"hourly_pence <= {put(pence)}")


def of_council_unlike(places: Collection[int], put: Values) -> str:
    """That its council is `unlike` these. Looked up in a table, as `may_ask` does."""
    return f"(it.home_id IN ({put.asking(*UNLIKE.within(places=list(places)))})) IS TRUE"


def free_minutes(mondays: Iterable[date], at: datetime, put: Values, which: str = "") -> str:
    """What can be booked in the weeks of these Mondays that are still to come: together, or the `greatest` or the
    `least` of one. Nought where none is to come."""
    coming = [put(monday) for monday in sorted(mondays) if monday > london_date(at)]
    return free_in(coming, "it.free_minutes", "it.free_from", which)


def free_in(mondays: Sequence[str], minutes: str, first: str, which: str = "") -> str:
    """The same, of what these columns and places are called."""
    of_each = [f"coalesce(({minutes})[1 + ({monday}::date - {first}) / 7]::int, 0)" for monday in mondays]
    return f"{which}({(', ' if which else ' + ').join(of_each or ['0::int'])})"


def in_pool(wanted: Wanted, councils: Mapping[int, bool], at: datetime, put: Values) -> str:
    """That a row may be shown, as it and its council say; where time is asked for, that the officer is paid."""
    homes = ",".join(str(pk) for pk, lends in councils.items() if lends or not wanted.for_pay)
    today, those = put(london_date(at)), f"{put(f'{{{homes}}}')}::bigint[]"  # written out: they are hundreds
    shown = f"it.shown_from <= {today} AND it.shown_until >= {today}"
    if not wanted.for_pay:
        return f"{shown} AND (it.home_id IN (SELECT unnest({those}))) IS TRUE"
    lends = f"(it.home_id IN (SELECT unnest({those}))) IS TRUE"
    return f"{shown} AND {lends} AND EXISTS ({PRICED.format(today=today)}) IS TRUE"


def councils_in_pool(at: datetime) -> Asking[dict[int, bool]]:
    """Asks for the councils whose officers may be shown, each with whether it lends for pay. One SQL query."""
    return COUNCILS.asking(today=london_date(at)).then(dict)


def may_ask(places: Collection[int], at: datetime, put: Values) -> str:
    """That one of these councils may ask for their time, as it does not employ them. Who works there is looked up in a
    table (IS TRUE), and not for each that was found."""
    if not places:
        return "true"
    today = london_date(at)
    here = (put.asking(*HERE.within(place=place, today=today)) for place in places)
    return f"NOT ({all_of(f'(it.person_id IN ({each})) IS TRUE' for each in here)})"


def _here(place: int, today: date) -> QuerySet[Employment, Any]:
    return working_at(place, today).values_list("person_id")


def _councils(today: date) -> QuerySet[Organisation, Any]:
    lends = Exists(councils_lending(today).filter(pk=OuterRef("pk")))
    return councils_shown(today).values_list("pk", lends)


COUNCILS = Compiled(_councils, today=date.min)
PARTS = Compiled(lambda function_id: taken_in(function_id).values_list("pk"), function_id="")
UNLIKE = Compiled(lambda places: unlike(places).values_list("pk"), places=(-1,))
PRICES = Compiled(newest_prices, on=date.min)
HERE = Compiled(_here, place=-1, today=date.min)
