"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
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
    Window,
)

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Listing
from commonpool.availability.queries import bookable_listings, visible_listings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import alike, any_of
from commonpool.matching.queries.ranking import answering, functions_of, ranked, saying_all, whole
from commonpool.matching.queries.results import Asked, Hit, described
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea
from commonpool.people.queries import live_employments

PAGE = 20
NOBODY = Q(pk__in=[])
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
LOOKED_AT = 100
"""So many more of the best than are shown are looked up in the pool at once, as some are hidden."""
ENOUGH = 500
"""Who answers: among more, what the best say besides is not looked at."""
WEEKS_AHEAD = 12
FEW = 5
"""Ideas in what may be a name or a title; more are a sentence."""


@dataclass(frozen=True)
class Found:
    """A page of results. `capped`: there are more than are counted; `loosened`: not all words match; `answered`:
    somebody says some of them."""

    count: int
    capped: bool
    loosened: bool
    answered: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Answers:
    """Who matches, and what was understood.

    `rows`: the best first, of whom some may be hidden today where they are `capped`: there are more than are counted.
    `filled`: with who else may do, as fewer than a page match; `whole`: somebody has the whole of what is asked.
    """

    rows: QuerySet[OfficerIndex]
    pool: QuerySet[Listing]
    asked: Asked
    count: int
    capped: bool
    filled: bool
    whole: bool

    def between(self, first: int, last: int) -> list[Any]:
        """Those who are in the pool, from one place in the order until before another. One SQL query, unless dozens
        of the best are hidden."""
        if self.capped:
            return _in_pool(self.rows, self.pool, last)[first:]
        return list(self.rows[first:last])


def search(actor: Actor, wanted: Wanted, at: datetime, page: int = 1) -> Found:
    """The officers who match, the best first (`queries.ranking`), 20 to a page. Where fewer than a page are found, it
    is filled with who else may do (`also`); where more than CAP match, that many of the likeliest are ranked, and who
    is hidden today is left out as they are shown. A fixed number of queries, unless dozens of the best are hidden."""
    places = sorted(actor.where(Right.SEARCH_POOL))
    joined = sees_names(places)
    mondays = wanted.mondays or upcoming(at)
    answers = answers_to(wanted, mondays, places, at, names=joined)
    count = answers.count
    first, last = (min(end * PAGE, PAGE if count < PAGE else CAP) for end in (page - 1, page))
    shown = answers.between(first, last)
    if answers.filled:
        count = max([count, *(min(PAGE, each.together) for each in shown)])
    all_of_it = any(each.whole for each in shown) if answers.capped else answers.whole
    hits = described(shown, wanted, answers.asked, mondays, places, at, names=joined)
    loosened = count > 0 and not all_of_it
    return Found(min(count, CAP), answers.capped, loosened, answers.count > 0, tuple(hits))


def answers_to(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime, *, names: bool
) -> Answers:
    """The rows that match, in the order in which they are shown. At most three SQL queries, and one for the rows."""
    pool, rows = listings_for(wanted, places, at), within_filters(wanted, mondays, at)
    ideas = ideas_in(wanted.words)
    named = naming(wanted, ideas, names=names)
    said, matching = whole(ideas, named), matching_words(rows, wanted, ideas, named)
    this_week = weeks.monday_of(london_date(at))
    said_besides: dict[str, float] = {}
    found = candidates(matching, pool, said)
    capped = len(found) > CAP
    ids = list(found) if capped else [pk for pk, (_whole, visible) in found.items() if visible]
    kept, count = likeliest(matching, ideas) if capped else these(ids), len(ids)
    if ideas and 0 < count <= ENOUGH:
        said_besides = alike(ranked(with_free(kept, mondays, at), ideas, wanted, this_week))
    filled = count < PAGE and (more := also(ideas, said_besides))
    if filled:
        wider = matching_words(rows, wanted, ideas, named, more).order_by().values("pk")[:CAP]
        kept = OfficerIndex.objects.filter(Q(pk__in=wider, listing__in=pool.values("id")) | Q(pk__in=ids))
        kept = kept.annotate(together=Window(Count("listing_id")))
    best: Any = ranked(with_free(kept, mondays, at), ideas, wanted, this_week, said_besides).defer("words")
    if capped:
        best = best.annotate(whole=said)
    all_of_it = any(found[pk][0] for pk in ids)
    return Answers(best, pool, Asked(ideas, said_besides), count, capped, bool(filled), all_of_it)


def these(ids: list[int]) -> QuerySet[OfficerIndex]:
    """The search rows of these listings."""
    return OfficerIndex.objects.filter(OneOf("listing_id", ids))


class OneOf(Func):
    """Whether the column is one of the numbers, which are one parameter however many they are."""

    output_field = BooleanField()
    template, arg_joiner = "%(expressions)s)", " = ANY("

    def __init__(self, column: str, numbers: list[int]) -> None:
        super().__init__(F(column), Value(numbers, ArrayField(BigIntegerField())))


def candidates(
    rows: QuerySet[OfficerIndex], pool: QuerySet[Listing], said: Expression
) -> dict[int, tuple[bool, bool]]:
    """Whether each of the rows has the whole of what is asked, and whether it is in the pool, by listing. One past the
    cap at most; where there are so many, nobody is looked up in the pool."""
    few: Any = OfficerIndex.objects.filter(pk__in=rows.order_by().values("pk")[: CAP + 1])
    few = few.annotate(whole=said, number=Window(Count("listing_id")))
    told = few.annotate(shown=Case(When(number__lte=CAP, then=_is_in(pool)), default=Value(False)))
    return {pk: (whole, shown) for pk, whole, shown in told.values_list("listing_id", "whole", "shown")}


def _is_in(pool: QuerySet[Listing]) -> Exists:
    return Exists(pool.filter(pk=OuterRef("listing_id")))


def _in_pool(best: QuerySet[OfficerIndex], pool: QuerySet[Listing], number: int) -> list[Any]:
    """So many of the best that are in the pool. PostgreSQL looks up no more of them than it is asked for."""
    looked_at, told = number + LOOKED_AT, best.annotate(shown=_is_in(pool))
    while True:
        rows = list(told[:looked_at])
        shown = [row for row in rows if row.shown]
        if len(shown) >= number or len(rows) < looked_at:
            return shown[:number]
        looked_at *= 4


def upcoming(at: datetime) -> tuple[date, ...]:
    """The Mondays of the next twelve weeks, from next Monday."""
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    return tuple(first + n * weeks.WEEK for n in range(WEEKS_AHEAD))


def listings_for(wanted: Wanted, places: list[int], at: datetime) -> QuerySet[Listing]:
    """The listings that may be shown; where time is asked for, those that these councils may ask for it."""
    if not (wanted.minutes or wanted.total_minutes):
        return visible_listings(at)
    here = live_employments(london_date(at)).filter(person_id=OuterRef("person_id"))
    return bookable_listings(at).exclude(*(Exists(here.filter(organisation_id=place)) for place in places))


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
        parts = [of_each for _monday in self.mondays] or ["0"]
        said = f"{self.which}({', '.join(parts)})" if self.which else f"({' + '.join(parts)})"
        return said, list(self.mondays)


def matching_words(
    rows: QuerySet[OfficerIndex], wanted: Wanted, ideas: list[Idea], named: Q, more: Q | None = None
) -> QuerySet[OfficerIndex]:
    """Rows that answer what is asked for, are `named`, or are of `more`."""
    if not wanted.words.strip():
        return rows
    return answering(rows, ideas, named, more or NOBODY) if ideas else rows.filter(named)


def naming(wanted: Wanted, ideas: list[Idea], *, names: bool) -> Q:
    """A few words may also be a name or a title with a slip in it: those rank last. For councils that see names."""
    few = names and len(ideas) <= FEW and wanted.words.strip()
    return Q(name_text__trigram_word_similar=wanted.words.lower()[:80]) if few else NOBODY


def also(ideas: list[Idea], said_besides: dict[str, float]) -> Q:
    """Who else may do where few are found: who offer a function that is asked for, or say what the best say besides."""
    offered = functions_of(ideas)
    offers = Q(function_ids__overlap=offered) if offered else Q()
    return offers | Q(words=any_of(said_besides)) if said_besides else offers


def likeliest(rows: QuerySet[OfficerIndex], ideas: list[Idea]) -> QuerySet[OfficerIndex]:
    """CAP of the rows: first those that say all of the ideas, and of equals those of whom most is confirmed, as far as
    the first CAP of each kind that come to hand show it: to order all of them each would have to be read."""
    any_of_it, all_of_it = rows.order_by().values("pk"), saying_all(ideas)
    said = any_of_it.filter(all_of_it)
    either = OfficerIndex.objects.filter(
        pk__in=said.filter(confirmed__gt=0)[:CAP].union(said[:CAP], any_of_it[:CAP], all=True)
    )
    first = either.annotate(all_of_it=Case(When(all_of_it, then=0), default=1))
    kept = first.order_by("all_of_it", "-confirmed", "listing_id").values("pk")[:CAP]
    return OfficerIndex.objects.filter(pk__in=kept)
