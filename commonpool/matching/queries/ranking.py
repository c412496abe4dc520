"""How well a listing answers a need, as an expression that PostgreSQL reckons.

    score = Σ over ideas (weight × (best + BREADTH × b ÷ (1 + b) + OWN if it offers a function of the idea))
            + LEANING × Σ weight, if it offers the function that the need leans to

- *weight*: how rare the idea is among all listings (`rules.ideas`).
- *best*: the most of place × closeness, each idea counting where it counts most.
  *Place*: 1 in the headline or in what somebody confirmed was done; 0.9 in what they say they did, their job and their
  skills; 0.6 in functions and other names of skills; 0.4 in what they say of themselves.
  *Closeness*: 1 for one of its names; ALL_WORDS where the words of a name stand apart; NEAR for what the vocabulary
  puts beside it.
- *b*, of what the vocabulary names: in how many ways and places it is said (`ts_rank` of all of them together).

Nothing else enters: no person's characteristic, no council. A listing is found that says one of the weightiest ideas:
of those without which it could not have FLOOR of the weight of what the need is about (`needed`).
"""

from collections.abc import Iterable, Sequence
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, Expression, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from commonpool.matching.models import OfficerIndex
from commonpool.matching.rules.ideas import BREAK, Form, Idea, typed

PLACES = (("A", 1.0), ("B", 0.9), ("C", 0.6), ("D", 0.4))
ALL_WORDS, NEAR = 0.6, 0.45
BREADTH, OWN, LEANING = 0.5, 0.2, 0.25
FLOOR = 0.25
NOUGHT = Value(0.0)


def ranked(
    rows: QuerySet[OfficerIndex], ideas: Sequence[Idea], leans_to: str = "", or_else: Q | None = None
) -> QuerySet[OfficerIndex]:
    """Rows that say one of the weightiest ideas, and those of `or_else`, with their `rank`.

    `whole`: each idea's own words are there.
    """
    score: Expression = reduce(lambda one, other: one + other, (_share(idea) for idea in ideas))
    total = sum(idea.weight for idea in ideas)
    least = FLOOR * sum(idea.weight for idea in subjects(ideas))
    if leans_to:
        offers = Q(function_ids__contains=[leans_to])
        score = score + Case(When(offers, then=Value(LEANING * total)), default=Value(0.0))
    whole = Q(pk__isnull=False)
    for idea in ideas:
        if idea.main:
            whole &= Q(words=_query([_any(idea.same)]))
    answering = Q(words=_query(_any((*idea.same, *idea.near)) for idea in needed(ideas, least)))
    return rows.filter(answering | (or_else or Q(pk__in=[]))).annotate(
        rank=Cast(score, FloatField()),
        whole=Case(When(whole, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )


def subjects(ideas: Sequence[Idea]) -> list[Idea]:
    """What the need is about: what the vocabulary names, else what is no word of asking, else all of it."""
    named = [idea for idea in ideas if idea.named]
    return named or [idea for idea in ideas if idea.main] or list(ideas)


def functions_of(ideas: Sequence[Idea], leans_to: str = "") -> list[str]:
    """The functions that what the vocabulary names belongs to, and the one that the need leans to."""
    return sorted({each for idea in ideas if idea.named for each in (*idea.functions, leans_to)} - {""})


def needed(ideas: Sequence[Idea], least: float) -> list[Idea]:
    """The weightiest ideas, of which every listing has one that reaches `least`: the others do not add up to it."""
    kept = sorted(ideas, key=lambda idea: -idea.weight)
    while (
        len(kept) > 1 and sum(idea.weight for idea in ideas) - sum(idea.weight for idea in kept[:-1]) < least
    ):
        kept.pop()
    return kept


def marking(ideas: Sequence[Idea]) -> SearchQuery | None:
    """What to mark in a result's words: what names the ideas, or stands near them."""
    main = [idea for idea in ideas if idea.main or idea.named] or list(ideas)
    return _query(_any((*idea.same, *idea.near)) for idea in main) if main else None


def literal(words: str) -> SearchQuery | None:
    """Any of the words as they were typed, whatever they mean."""
    said = [(word,) for word in typed(words) if word != BREAK]
    return _query([_any(said)]) if said else None


def _share(idea: Idea) -> Expression:
    """What an idea gives a listing: at its best place, and in its breadth."""
    best = Case(*_steps(idea), default=NOUGHT, output_field=FloatField())
    if not idea.named:
        return best
    forms = [*idea.same, *idea.near]
    said = SearchRank(F("words"), _query([_any(forms)])) * Value(float(len(forms)))
    offers = When(function_ids__overlap=list(idea.functions), then=Value(idea.weight * OWN))
    own = Case(offers, default=NOUGHT, output_field=FloatField())
    return best + said / (said + Value(1.0)) * Value(idea.weight * BREADTH) + own


def _steps(idea: Idea) -> list[When]:
    """What of its weight the best place gives, from the most to the least."""
    steps = [(place, _any(idea.same, label)) for label, place in PLACES]
    if _long(idea.same):
        steps += [(place * ALL_WORDS, _apart(idea.same, label)) for label, place in PLACES]
    if idea.near:
        steps += [(place * NEAR, _any(idea.near, label)) for label, place in PLACES]
    steps.sort(key=lambda step: -step[0])
    return [When(words=_query([said]), then=Value(idea.weight * part)) for part, said in steps]


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
