"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Window,
)

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Listing
from commonpool.availability.queries import (
    bookable_listings,
    visible_listings,
)
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import alike, any_of
from commonpool.matching.queries.candidates import (
    ANYBODY,
    candidates,
    in_pool,
    likeliest,
    paid_now,
    paid_one_by_one,
    these,
)
from commonpool.matching.queries.ranking import answering, functions_of, ranked, saying_all
from commonpool.matching.queries.results import Asked, Hit, described
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea, unaccented
from commonpool.people.queries import live_employments

PAGE = 20
NOBODY = Q(pk__in=[])
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
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

    `rows`: the best first. `capped`: there are more than are counted; `filled`: with who else may do, as fewer than a
    page match; `whole`: somebody has the whole of what is asked.
    """

    rows: QuerySet[OfficerIndex]
    asked: Asked
    count: int
    capped: bool
    filled: bool
    whole: bool

    def between(self, first: int, last: int) -> list[Any]:
        """Those from one place in the order until before another. One SQL query."""
        return list(self.rows[first:last])


def search(actor: Actor, wanted: Wanted, at: datetime, page: int = 1) -> Found:
    """The officers who match, the best first (`queries.ranking`), 20 to a page. Where fewer than a page are found, it
    is filled with who else may do (`also`); where more than CAP match, that many of the likeliest are ranked. A fixed
    number of queries."""
    places = sorted(actor.where(Right.SEARCH_POOL))
    joined = sees_names(places)
    mondays = wanted.mondays or upcoming(at)
    answers = answers_to(wanted, mondays, places, at, names=joined)
    count = answers.count
    first, last = (min(end * PAGE, PAGE if count < PAGE else CAP) for end in (page - 1, page))
    shown = answers.between(first, last)
    if answers.filled:
        count = max([count, *(min(PAGE, each.together) for each in shown)])
    hits = described(shown, wanted, answers.asked, mondays, places, at, names=joined)
    return Found(count, answers.capped, count > 0 and not answers.whole, answers.count > 0, tuple(hits))


def answers_to(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime, *, names: bool
) -> Answers:
    """The rows that match, in the order in which they are shown. At most four SQL queries, and one for the rows."""
    rows = within_filters(wanted, mondays, at).filter(*in_pool(wanted, places, at))
    for_pay = bool(wanted.minutes or wanted.total_minutes)
    paid = paid_one_by_one(at) if for_pay else ANYBODY
    ideas = ideas_in(wanted.words)
    this_week = weeks.monday_of(london_date(at))
    said_besides: dict[str, float] = {}
    name = naming(wanted, ideas, names=names)
    named = rows.filter(name) if ideas and name else None
    matching = matching_words(rows, wanted, ideas, Q() if ideas else name)
    found = candidates(matching, saying_all(ideas), paid, CAP + 1, named, PAGE)
    capped, all_of_it = len(found) > CAP, any(found.values())
    ids = likeliest(found, matching, ideas, paid, CAP) if capped else list(found)
    kept, count = these(ids), len(ids)
    if ideas and 0 < count <= ENOUGH:
        said_besides = alike(ranked(with_free(kept, mondays, at), ideas, wanted, this_week))
    filled = count < PAGE and (more := also(ideas, said_besides))
    if filled:
        wider = matching_words(
            rows.filter(paid_now(at)) if for_pay else rows, wanted, ideas, Q(), more
        ).order_by()
        kept = OfficerIndex.objects.filter(Q(pk__in=wider.values("pk")[:CAP]) | Q(pk__in=ids))
        kept = kept.annotate(together=Window(Count("listing_id")))
    best: Any = ranked(with_free(kept, mondays, at), ideas, wanted, this_week, said_besides).defer("words")
    return Answers(best, Asked(ideas, said_besides), count, capped, bool(filled), all_of_it)


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
    return answering(rows, ideas, named, more or Q()) if ideas else rows.filter(named or NOBODY)


def naming(wanted: Wanted, ideas: list[Idea], *, names: bool) -> Q:
    """A few words may also be a name or a title with a slip in it: those rank last. For councils that see names."""
    few = names and len(ideas) <= FEW and wanted.words.strip()
    return Q(name_text__trigram_word_similar=unaccented(wanted.words).lower()[:80]) if few else Q()


def also(ideas: list[Idea], said_besides: dict[str, float]) -> Q:
    """Who else may do where few are found: who offer a function that is asked for, or say what the best say besides."""
    offered = functions_of(ideas)
    offers = Q(function_ids__overlap=offered) if offered else Q()
    return offers | Q(words=any_of(said_besides)) if said_besides else offers
