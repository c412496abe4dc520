"""Whom a search finds for each of several parts: what `search.answers_to` finds for one, asked for all at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window

from commonpool.availability.models import Listing
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import alike_each, in_one
from commonpool.matching.queries.ranking import ranked
from commonpool.matching.queries.search import (
    CAP,
    ENOUGH,
    LOOKED_AT,
    PAGE,
    also,
    likeliest,
    listings_for,
    matching_words,
    naming,
    these,
    with_free,
    within_filters,
)
from commonpool.matching.queries.vocabulary import ideas_in_each
from commonpool.matching.rules import SLOT, Wanted
from commonpool.matching.rules.ideas import Idea


@dataclass
class _Part:
    """What a part asks for, and the search rows that answer it. `ids`: of whom is in the pool; where they are `capped`,
    of all; `kept`: the rows that are ranked, by `said_besides` too."""

    wanted: Wanted
    ideas: list[Idea]
    named: Q
    rows: QuerySet[OfficerIndex]
    capped: bool = False
    ids: Collection[int] = ()
    kept: QuerySet[OfficerIndex] | None = None
    said_besides: dict[str, float] = field(default_factory=dict)

    def ranked(self, at: datetime) -> Any:
        """Those kept, with what orders them."""
        assert self.kept is not None
        free = with_free(self.kept, self.wanted.mondays, at)
        return ranked(free, self.ideas, self.wanted, weeks.monday_of(london_date(at)), self.said_besides)


def best_of_each(
    words: Sequence[str], mondays: Sequence[date], host_id: int, at: datetime, most: int
) -> list[list[int]]:
    """The listings that a search for each of these words finds among those with something free, the best first.

    Four SQL queries, however many parts. Where a search would rank only the likeliest, as too many match, some of the
    best may be lacking while a hundred of those before them are hidden.
    """
    time = Wanted(total_minutes=SLOT, mondays=tuple(mondays))
    pool, rows = listings_for(time, [host_id], at), within_filters(time, mondays, at)
    parts = []
    for text, ideas in zip(words, ideas_in_each(words), strict=True):
        wanted = replace(time, words=text)
        named = naming(wanted, ideas, names=True)
        parts.append(_Part(wanted, ideas, named, matching_words(rows, wanted, ideas, named)))
    _find(parts, pool)
    say = [part for part in parts if part.ideas and 0 < len(part.ids) <= ENOUGH]
    for part, besides in zip(say, alike_each([part.ranked(at) for part in say]), strict=True):
        part.said_besides = besides
    for part in parts:
        if 0 < len(part.ids) < PAGE and (more := also(part.ideas, part.said_besides)):
            wider = matching_words(rows, part.wanted, part.ideas, part.named, more).order_by().values("pk")
            others = Q(pk__in=wider[:CAP], listing__in=pool.values("id"))
            part.kept = OfficerIndex.objects.filter(others | Q(pk__in=part.ids))
    places: list[list[list[float]]] = [[] for _part in parts]
    questions = [_best(part, number, pool, at, most) for number, part in enumerate(parts)]
    for number, shown, *place in in_one(questions):
        if shown:
            places[number].append(place)
    return [[int(pk) for *_place, pk in sorted(each)[:most]] for each in places]


def _find(parts: Sequence[_Part], pool: QuerySet[Listing]) -> None:
    """Each part is told who answers it, and of whom the best are looked for."""
    found: list[dict[int, bool]] = [{} for _part in parts]
    for number, pk, shown in in_one([_candidates(part, pool, n) for n, part in enumerate(parts)]):
        found[number][pk] = shown
    for part, each in zip(parts, found, strict=True):
        part.capped = len(each) > CAP
        part.ids = list(each) if part.capped else [pk for pk, shown in each.items() if shown]
        part.kept = likeliest(part.rows, part.ideas) if part.capped else these(part.ids)


def _candidates(part: _Part, pool: QuerySet[Listing], number: int) -> QuerySet[Any, Any]:
    """Those who answer a part, one past the cap at most, and whether each is in the pool: nobody is looked up where
    they are so many."""
    few: Any = OfficerIndex.objects.filter(pk__in=part.rows.order_by().values("pk")[: CAP + 1])
    few = few.annotate(part=Value(number), matched=Window(Count("listing_id")))
    told: QuerySet[Any, Any] = few.annotate(
        shown=Case(When(matched__lte=CAP, then=_is_in(pool)), default=Value(False))
    ).values_list("part", "listing_id", "shown")
    return told


def _best(part: _Part, number: int, pool: QuerySet[Listing], at: datetime, most: int) -> QuerySet[Any, Any]:
    """The best of a part, with all that they stand in order by; where it is capped, some of them are hidden."""
    shown = _is_in(pool) if part.capped else Value(True)
    place = (-F("rank"), -F("confirmed"), -F("free"), "listing_id")
    best = part.ranked(at).annotate(part=Value(number), shown=shown).values_list("part", "shown", *place)
    rows: QuerySet[Any, Any] = best[: most + LOOKED_AT * part.capped]
    return rows


def _is_in(pool: QuerySet[Listing]) -> Exists:
    return Exists(pool.filter(pk=OuterRef("listing_id")))
