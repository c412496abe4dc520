"""How well a listing answers a need, as an expression that PostgreSQL reckons.

    rank = words + ALIKE × alike + CONFIRMED × confirmed + RECENT × recency + FREE × availability + RESTED × rested

    words = Σ over ideas (share × (best + BREADTH × b ÷ (1 + b) + OWN if it offers a function of the idea))

- *share*: the weight of the idea, which is how rare it is among all listings (`rules.ideas`), of that of all ideas.
- *best*: the most of place × closeness, each idea counting where it counts most.
  *Place*: 1 in the headline or in what somebody confirmed was done; 0.9 in what they say they did, their job and their
  skills; 0.6 in functions and other names of skills; 0.4 in what they say of themselves.
  *Closeness*: 1 for one of its names; ALL_WORDS where the words of a name stand apart; NEAR for what the vocabulary
  puts beside it.
- *b*, of what the vocabulary names: in how many ways and places it is said (`ts_rank` of all of them together).
- *alike*: which part it says of what those say besides who answer best (`queries.alike`), where no more than ENOUGH
  answer.
- *confirmed*: 1 where somebody confirmed what was done in a function that is asked for (in any, where none is).
- *recency*: 1 where what they did last was done this year, and a tenth less for each year since.
- *availability*: the free minutes of the weeks looked at, of twice those that are asked for (of USUAL where none are).
- *rested*: 1 where no hours of theirs are booked in the last QUARTER or to come.

Who is called exactly what is typed stands before all (BY_NAME), for councils that see names.

Nothing else enters: no person's characteristic, no council. Equal ones stand by how much was confirmed, then by free
minutes, then by listing. A listing is found that says one of the weightiest ideas: of those without which it could not
have FLOOR of the weight of what the need is about (`needed`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    Case,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from commonpool.kernel import weeks
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.alike import share_of
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import BREAK, Form, Idea, typed

PLACES = (("A", 1.0), ("B", 0.9), ("C", 0.6), ("D", 0.4))
ALL_WORDS, NEAR = 0.6, 0.33
BREADTH, OWN = 0.8, 0.2
CONFIRMED, RECENT, FREE, RESTED = 0.06, 0.04, 0.04, 0.03
ALIKE = 0.8
BY_NAME = 10.0
YEARS, USUAL, QUARTER = 10, 360, 13 * weeks.WEEK
FLOOR = 0.25
NOUGHT = Value(0.0)


def answering(
    rows: QuerySet[OfficerIndex], ideas: Sequence[Idea], named: Q, more: Q
) -> QuerySet[OfficerIndex]:
    """Rows that say one of the weightiest ideas, are `named`, or are of `more`."""
    least = FLOOR * sum(idea.weight for idea in subjects(ideas))
    forms = telling(form for idea in needed(ideas, least) for form in (*idea.same, *idea.near))
    says = Q(words=_query([_any(forms)]))
    return rows.filter(says | named | more)


def saying_all(ideas: Sequence[Idea]) -> Q:
    """That each idea's own words are there."""
    said = (Q(words=_query([_any(idea.same)])) for idea in ideas if idea.main)
    return reduce(lambda one, other: one & other, said, Q())


def ranked(
    rows: QuerySet[OfficerIndex],
    ideas: Sequence[Idea],
    wanted: Wanted,
    this_week: date,
    said_besides: dict[str, float] | None = None,
    called: Q | None = None,
) -> QuerySet[OfficerIndex]:
    """Rows that have their `free` minutes, with their `rank`, the best first: before all, who is `called` so."""
    known: Any = rows
    asked = functions_of(ideas, wanted.function_id)
    did = Q(confirmed_function_ids__overlap=asked) if asked else Q(confirmed__gt=0)
    since = ExpressionWrapper(this_week.year - F("latest_in"), FloatField())
    minutes = 2.0 * (wanted.minutes_in_all or USUAL)
    rank = (
        said_in_words(ideas)
        + ALIKE * share_of(said_besides or {})
        + Case(When(did, then=Value(CONFIRMED)), default=NOUGHT)
        + Coalesce(RECENT * Greatest(NOUGHT, Least(1.0, 1.0 - since / YEARS)), NOUGHT)
        + FREE * Least(1.0, Cast(F("free"), FloatField()) / minutes)
        + Case(When(booked_on__gte=this_week - QUARTER, then=NOUGHT), default=Value(RESTED))
    )
    if called:
        rank += Case(When(called, then=Value(BY_NAME)), default=NOUGHT)
    order = ("-rank", "-confirmed", "-free", "listing_id")
    best: QuerySet[OfficerIndex] = known.annotate(rank=Cast(rank, FloatField())).order_by(*order)
    return best


def said_in_words(ideas: Sequence[Idea]) -> Expression:
    """What the words give: 1 for a listing that says each idea at its best place, and more for breadth and function."""
    total = sum(idea.weight for idea in ideas)
    if not total:
        return NOUGHT
    shares = (_share(idea) for idea in ideas if idea.weight)
    score: Expression = reduce(lambda one, other: one + other, shares) / total
    return score


def subjects(ideas: Sequence[Idea]) -> list[Idea]:
    """What the need is about: what the vocabulary names, else what is no word of asking, else all of it."""
    named = [idea for idea in ideas if idea.named]
    return named or [idea for idea in ideas if idea.main] or list(ideas)


def functions_of(ideas: Sequence[Idea], *chosen: str) -> list[str]:
    """The functions that what the vocabulary names belongs to, and those that were chosen."""
    return sorted({*(each for idea in ideas if idea.named for each in idea.functions), *chosen} - {""})


def needed(ideas: Sequence[Idea], least: float) -> list[Idea]:
    """The weightiest ideas, of which every listing has one that reaches `least`: the others do not add up to it."""
    kept = sorted(ideas, key=lambda idea: -idea.weight)
    while (
        len(kept) > 1 and sum(idea.weight for idea in ideas) - sum(idea.weight for idea in kept[:-1]) < least
    ):
        kept.pop()
    return kept


def marking(ideas: Sequence[Idea]) -> str | None:
    """What to mark in a result's words: what names the ideas, or stands near them."""
    main = [idea for idea in ideas if idea.main or idea.named] or list(ideas)
    return " | ".join(_any((*idea.same, *idea.near)) for idea in main) or None


def literal(words: str) -> str | None:
    """Any of the words as they were typed, whatever they mean."""
    return _any((word,) for word in typed(words) if word != BREAK) or None


def telling(forms: Iterable[Form]) -> list[Form]:
    """The forms without those that another one finds too: whoever says "running elections" says "elections"."""
    once = {tuple(map(_alone, form)): form for form in forms}
    single = {form[0] for form in once if len(form) == 1}
    return [form for stem, form in once.items() if len(stem) == 1 or single.isdisjoint(stem)]


def _alone(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == "s" != word[-2] else word


class Best(Func):
    """The part of the first of these steps whose query the words answer; nought where none does.

    One expression: Django would resolve and copy each step of a `Case`, a dozen for each idea.
    """

    output_field = FloatField()

    def __init__(self, words: Any, steps: Iterable[tuple[float, str]]) -> None:
        super().__init__(words)
        self.steps = tuple(steps)

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        words, _none = compiler.compile(self.get_source_expressions()[0])
        when = f"WHEN {words} @@ to_tsquery('english', %s) THEN %s::float8"
        params = [each for part, said in self.steps for each in (said, part)]
        return f"(CASE {' '.join(when for _step in self.steps)} ELSE 0 END)", params


def _share(idea: Idea) -> Expression:
    """What an idea gives a listing: at its best place, and in its breadth."""
    best: Expression = Best(F("words"), ((part * idea.weight, said) for part, said in _steps(idea)))
    if not idea.named:
        return best
    forms = [*idea.same, *idea.near]
    said = SearchRank(F("words"), _query([_any(forms)])) * Value(float(len(forms)))
    offers = When(function_ids__overlap=list(idea.functions), then=Value(idea.weight * OWN))
    own = Case(offers, default=NOUGHT, output_field=FloatField())
    return best + said / (said + Value(1.0)) * Value(idea.weight * BREADTH) + own


def _steps(idea: Idea) -> list[tuple[float, str]]:
    """What part of its weight each place gives, and what is said there, from the most to the least."""
    steps = [(place, _any(idea.same, label)) for label, place in PLACES]
    if _long(idea.same):
        steps += [(place * ALL_WORDS, _apart(idea.same, label)) for label, place in PLACES]
    if idea.near:
        steps += [(place * NEAR, _any(idea.near, label)) for label, place in PLACES]
    return sorted(steps, key=lambda step: -step[0])


def _query(said: Iterable[str]) -> SearchQuery:
    return SearchQuery(" | ".join(said), config="english", search_type="raw")


def _any(forms: Iterable[Form], label: str = "") -> str:
    """One of the forms, its words in their order; with a label, in that place."""
    return " | ".join(f"({' <-> '.join(_word(word, label) for word in form)})" for form in forms)


def _apart(forms: Iterable[Form], label: str) -> str:
    """All the words of one of the forms, wherever they stand."""
    return " | ".join(f"({' & '.join(_word(word, label) for word in form)})" for form in _long(forms))


def _long(forms: Iterable[Form]) -> list[Form]:
    return [form for form in forms if len(form) > 1 and min(map(len, form)) > 1]


def _word(word: str, label: str) -> str:
    return f"{word}:{label}" if label else word
