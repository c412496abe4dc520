"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
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
from django.db.models.aggregates import Aggregate

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.queries import bookable_listings, visible_listings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import alike, any_of
from commonpool.matching.queries.ranking import answering, functions_of, ranked, saying_all
from commonpool.matching.queries.results import Asked, Hit, described
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea
from commonpool.people.queries import live_employments

PAGE = 20
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
ENOUGH = 500
"""Who answers: among more, what the best say besides is not looked at."""
WEEKS_AHEAD = 12
FEW = 5
"""Ideas in what may be a name or a title; more are a sentence."""


@dataclass(frozen=True)
class Found:
    """A page of results. `capped`: there are more than are counted; `loosened`: not all words match."""

    count: int
    capped: bool
    loosened: bool
    hits: tuple[Hit, ...]


def search(actor: Actor, wanted: Wanted, at: datetime, page: int = 1) -> Found:
    """The officers who match, the best first (`queries.ranking`), 20 to a page. Where fewer than a page are found, it
    is filled with who else may do (`also`); where more than CAP are, that many of the likeliest are ranked. A fixed
    number of queries."""
    places = sorted(actor.where(Right.SEARCH_POOL))
    joined = sees_names(places)
    mondays = wanted.mondays or upcoming(at)
    pool = within_filters(wanted, mondays, places, at)
    ideas = ideas_in(wanted.words)
    found: Any = matching_words(pool, wanted, ideas, names=joined)
    count, whole = counted(found)
    this_week = weeks.monday_of(london_date(at))
    said_besides: dict[str, float] = {}
    if count > CAP:
        found = with_free(likeliest(found, ideas), mondays, at)
    elif ideas and 0 < count <= ENOUGH:
        said_besides = alike(ranked(found, ideas, wanted, this_week))
    if 0 < count < PAGE and (more := also(ideas, said_besides)):
        found = matching_words(pool, wanted, ideas, names=joined, more=more)
        found = found.annotate(together=Window(Count("listing_id")))
    first, last = (min(end * PAGE, PAGE if count < PAGE else CAP) for end in (page - 1, page))
    best: list[Any] = list(ranked(found, ideas, wanted, this_week, said_besides)[first:last])
    whole = whole or any(each.whole for each in best)
    if count < PAGE:
        count = max([count, *(min(PAGE, getattr(each, "together", 0)) for each in best)])
    hits = described(best, wanted, Asked(ideas, said_besides), mondays, places, at, names=joined)
    return Found(min(count, CAP), count > CAP, count > 0 and not whole, tuple(hits))


def upcoming(at: datetime) -> tuple[date, ...]:
    """The Mondays of the next twelve weeks, from next Monday."""
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    return tuple(first + n * weeks.WEEK for n in range(WEEKS_AHEAD))


def within_filters(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime
) -> QuerySet[OfficerIndex]:
    """Search rows of visible listings within the filters, each with its free minutes in these weeks."""
    asks_time = bool(wanted.minutes or wanted.total_minutes)
    pool = bookable_listings(at) if asks_time else visible_listings(at)
    if asks_time:
        here = live_employments(london_date(at)).filter(person_id=OuterRef("person_id"))
        pool = pool.exclude(*(Exists(here.filter(organisation_id=place)) for place in places))
    rows: Any = OfficerIndex.objects.filter(listing__in=pool.values("id"))
    exact = {"skill_ids__contains": wanted.skill_id, "function_ids__contains": wanted.function_id}
    rows = rows.filter(**{name: [value] for name, value in exact.items() if value})
    place = {
        "nation": wanted.nation,
        "region": wanted.region,
        "remote": wanted.remote,
        "on_site": wanted.on_site,
    }
    rows = with_free(rows.filter(**{name: value for name, value in place.items() if value}), mondays, at)
    if wanted.total_minutes:
        rows = rows.filter(free__gte=wanted.total_minutes)
    if wanted.minutes:
        rows = rows.alias(most=FreeMinutes(mondays, at, most=True)).filter(most__gte=wanted.minutes)
    found: QuerySet[OfficerIndex] = rows
    return found


def with_free(rows: QuerySet[OfficerIndex], mondays: Iterable[date], at: datetime) -> QuerySet[OfficerIndex]:
    """The rows with the `free` minutes of these weeks together."""
    return rows.annotate(free=FreeMinutes(mondays, at))


class FreeMinutes(Func):
    """What can be booked in the weeks of these Mondays that are still to come: together, or the `most` of one."""

    output_field = IntegerField()

    def __init__(self, mondays: Iterable[date], at: datetime, *, most: bool = False) -> None:
        super().__init__(F("free_minutes"), F("free_from"))
        self.mondays = tuple(monday for monday in sorted(mondays) if monday > london_date(at))
        self.most = most

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        minutes, first = (compiler.compile(each)[0] for each in self.get_source_expressions())
        of_each = f"coalesce(({minutes})[1 + (%s::date - {first}) / 7]::int, 0)"
        parts = ["0", *(of_each for _monday in self.mondays)]
        return f"greatest({', '.join(parts)})" if self.most else f"({' + '.join(parts)})", list(self.mondays)


def matching_words(
    rows: QuerySet[OfficerIndex],
    wanted: Wanted,
    ideas: list[Idea],
    *,
    names: bool,
    more: Q | None = None,
) -> QuerySet[OfficerIndex]:
    """Rows that answer what is asked for, and whether they have the `whole` of it.

    A few words may also be a name or a title with a slip in it: those rank last. Names are searched only by councils
    that see them.
    """
    if not wanted.words.strip():
        return rows.annotate(whole=Value(True))
    nobody = Q(pk__in=[])
    like = Q(name_text__trigram_word_similar=wanted.words.lower()[:80])
    named = like if names and len(ideas) <= FEW else nobody
    if not ideas:
        return rows.filter(named).annotate(whole=Value(True))
    return answering(rows, ideas, named, more or nobody)


def also(ideas: list[Idea], said_besides: dict[str, float]) -> Q:
    """Who else may do where few are found: who offer a function that is asked for, or say what the best say besides."""
    offered = functions_of(ideas)
    offers = Q(function_ids__overlap=offered) if offered else Q()
    return offers | Q(words=any_of(said_besides)) if said_besides else offers


def likeliest(rows: QuerySet[OfficerIndex], ideas: list[Idea]) -> QuerySet[OfficerIndex]:
    """CAP of the rows: first those that say all of the ideas, and of equals those of whom most is confirmed."""
    best = ("-confirmed", "listing_id")
    most, all_of_it = rows.order_by(*best).values("pk"), saying_all(ideas)
    either = OfficerIndex.objects.filter(pk__in=most.filter(all_of_it)[:CAP].union(most[:CAP]))
    first = either.annotate(all_of_it=Case(When(all_of_it, then=0), default=1)).order_by("all_of_it", *best)
    kept = OfficerIndex.objects.filter(pk__in=first.values("pk")[:CAP])
    return kept.annotate(whole=Case(When(all_of_it, then=Value(True)), default=Value(False)))


class AnyTrue(Aggregate):
    """Whether it is true of any row."""

    function = "bool_or"
    output_field = BooleanField()


def counted(rows: QuerySet[OfficerIndex]) -> tuple[int, bool]:
    """How many there are, counting no further than one past the cap, and whether one has the whole of what is asked."""
    found: Any = rows
    seen = found.order_by().values("listing_id", "whole")[: CAP + 1]
    told = seen.aggregate(count=Count("listing_id"), any=AnyTrue("whole"))
    return told["count"], bool(told["any"])
