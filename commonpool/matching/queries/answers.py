"""Who answers what is asked for, the best first: for one search, or for several at once in as many statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from commonpool.kernel.prepared import at_once
from commonpool.matching.queries.candidates import councils_in_pool
from commonpool.matching.queries.names import names_like
from commonpool.matching.queries.questions import PAGE, Answers, Question
from commonpool.matching.queries.vocabulary import ideas_in_each
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea


@dataclass(frozen=True)
class Understood:
    """What each asks for, as the index knows its words, and the `councils_in_pool`."""

    asked: Sequence[Wanted]
    ideas: Sequence[list[Idea]]
    councils: Mapping[int, bool]


def understood(asked: Sequence[Wanted], at: datetime) -> Understood:
    """What is asked for by each of these. Two SQL queries, asked at once."""
    ideas, councils = at_once(ideas_in_each([wanted.words for wanted in asked]), councils_in_pool(at))
    return Understood(asked, ideas, councils)


def answers_to_each(
    known: Understood,
    mondays: Sequence[date],
    places: Sequence[int],
    at: datetime,
    *,
    names: bool,
    first: int = 0,
    last: int = PAGE,
    closely: bool = False,
    counted: bool = False,
) -> list[Answers]:
    """Of each that is asked for, all in the same weeks, the rows that match, from one place in the order in which
    they are shown until before another. At most four SQL queries, however many.

    `closely`: only who says the thing itself, and whom these councils may ask; who else may do is not looked for.
    `counted`: with the Counts of them.
    """
    askings = [
        Question(wanted, ideas, mondays, places, known.councils, at, names, closely, counted)
        for wanted, ideas in zip(known.asked, known.ideas, strict=True)
    ]
    found = dict(enumerate(_ranked(askings, first, max(last, PAGE))))
    few = [n for n, each in found.items() if each.count < PAGE]
    names_of = zip(few, names_like([askings[n].named for n in few]), strict=True)
    looser = {n: askings[n].loosely(names) for n, names in names_of if names or found[n].strict}
    found |= zip(looser, _ranked(list(looser.values()), first, max(last, PAGE)), strict=True)
    few = [n for n, each in found.items() if each.count < PAGE and first < PAGE and not closely]
    wider = {n: more for n in few if (more := askings[n].wider(found[n]))}
    for n, filled in zip(wider, _ranked(list(wider.values()), first, last), strict=True):
        found[n] = replace(found[n], shown=filled.shown, together=filled.count, counts=filled.counts)
    return [replace(each, shown=each.shown[: last - first]) for each in found.values()]


def nearest_to(known: Understood, at: datetime) -> list[Answers]:
    """Of each that is asked for, a page of those in the pool who come nearest to it, whoever they are called. One SQL
    query."""
    asked = zip(known.asked, known.ideas, strict=True)
    askings = [
        Question(wanted, ideas, (), (), known.councils, at, names=False, loose=True)
        for wanted, ideas in asked
    ]
    return _ranked(askings, 0, PAGE)


def _ranked(askings: Sequence[Question], first: int, last: int) -> list[Answers]:
    """What each finds, from one place until before another. One SQL query, none for no asking."""
    put = Values()
    asked = [f"({each.ranked(n, first, last, put)})" for n, each in enumerate(askings)]
    found: list[list[Any]] = [[] for _each in askings]
    for number, *row in put.answers(" UNION ALL ".join(asked)) if asked else ():
        found[number].append(row)
    return [each.answers(rows) for each, rows in zip(askings, found, strict=True)]
