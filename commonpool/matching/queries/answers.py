"""Who answers what is asked for, the best first: for one search, or for several at once in as many statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import alike_each, any_of
from commonpool.matching.queries.candidates import (
    ANYBODY,
    Sought,
    candidates,
    in_pool,
    likeliest,
    paid_now,
    paid_one_by_one,
    these,
    with_free,
    within_filters,
)
from commonpool.matching.queries.ranking import answering, functions_of, ranked, saying_all
from commonpool.matching.queries.results import Asked
from commonpool.matching.queries.vocabulary import ideas_in_each
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea, called, unaccented

PAGE = 20
NOBODY = Q(pk__in=[])
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
ENOUGH = 500
"""Who answers: among more, what the best say besides is not looked at."""
FEW = 5
"""Ideas in what may be a name or a title; more are a sentence."""


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


def answers_to(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime, *, names: bool
) -> Answers:
    """The rows that match, in the order in which they are shown. At most four SQL queries, and one for the rows."""
    return answers_to_each([wanted], tuple(mondays), places, at, names=names)[0]


def answers_to_each(
    asked: Sequence[Wanted], mondays: Sequence[date], places: list[int], at: datetime, *, names: bool
) -> list[Answers]:
    """The same of each of these, which are asked for in the same weeks. As many SQL queries as for one."""
    texts = ideas_in_each([wanted.words for wanted in asked])
    askings = [
        _asking(wanted, ideas, mondays, places, at, names=names)
        for wanted, ideas in zip(asked, texts, strict=True)
    ]
    sought = [each.sought for each in askings]
    found = candidates(sought, CAP + 1, PAGE)
    kept = likeliest(found, sought, CAP)
    telling = [n for n, ids in enumerate(kept) if askings[n].ideas and 0 < len(ids) <= ENOUGH]
    besides = alike_each([askings[n].ranked(these(kept[n]), by_name=False) for n in telling])
    said: dict[int, dict[str, float]] = dict(zip(telling, besides, strict=True))
    return [_answers(each, found[n], kept[n], said.get(n, {})) for n, each in enumerate(askings)]


@dataclass(frozen=True)
class _Asking:
    """What is asked for in some weeks, and what is understood of it. `rows`: all within its filters. `called`: who is
    called what is typed."""

    wanted: Wanted
    ideas: list[Idea]
    mondays: Sequence[date]
    at: datetime
    rows: QuerySet[OfficerIndex]
    sought: Sought
    called: Q

    def ranked(
        self, rows: QuerySet[OfficerIndex], besides: dict[str, float] | None = None, *, by_name: bool = True
    ) -> Any:
        """These, the best first. Not `by_name`: as if nobody were called what is typed."""
        this_week = weeks.monday_of(london_date(self.at))
        free = with_free(rows, self.mondays, self.at)
        so = self.called if by_name else None
        return ranked(free, self.ideas, self.wanted, this_week, besides, called=so)


def _asking(
    wanted: Wanted,
    ideas: list[Idea],
    mondays: Sequence[date],
    places: list[int],
    at: datetime,
    *,
    names: bool,
) -> _Asking:
    rows = within_filters(wanted, mondays, at).filter(*in_pool(wanted, places, at))
    name, exactly = naming(wanted, ideas, names=names), calling(wanted, names=names)
    sought = Sought(
        matching_words(rows, wanted, ideas, Q() if ideas else name),
        saying_all(ideas),
        rows.filter(exactly) if exactly else None,
        rows.filter(name) if ideas and name else None,
        paid_one_by_one(at) if _for_pay(wanted) else ANYBODY,
    )
    return _Asking(wanted, ideas, mondays, at, rows, sought, exactly)


def _answers(asking: _Asking, found: dict[int, int], ids: list[int], besides: dict[str, float]) -> Answers:
    wanted, ideas, kept = asking.wanted, asking.ideas, these(ids)
    filled = len(ids) < PAGE and (more := also(ideas, besides))
    if filled:
        rows = asking.rows.filter(paid_now(asking.at)) if _for_pay(wanted) else asking.rows
        wider = matching_words(rows, wanted, ideas, Q(), more).order_by()
        kept = OfficerIndex.objects.filter(Q(pk__in=wider.values("pk")[:CAP]) | Q(pk__in=ids))
        kept = kept.annotate(together=Window(Count("listing_id")))
    best = asking.ranked(kept, besides).defer("words")
    whole = any(found.values())
    return Answers(best, Asked(ideas, besides), len(ids), len(found) > CAP, bool(filled), whole)


def _for_pay(wanted: Wanted) -> bool:
    return bool(wanted.minutes or wanted.total_minutes)


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


def calling(wanted: Wanted, *, names: bool) -> Q:
    """Who is called exactly what is typed. For councils that see names."""
    said = called(wanted.words)
    return Q(name=said) if names and said else Q()


def also(ideas: list[Idea], said_besides: dict[str, float]) -> Q:
    """Who else may do where few are found: who offer a function that is asked for, or say what the best say besides."""
    offered = functions_of(ideas)
    offers = Q(function_ids__overlap=offered) if offered else Q()
    return offers | Q(words=any_of(said_besides)) if said_besides else offers
