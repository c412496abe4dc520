"""What those say besides who answer best: words that stand for a thing among officers, though no vocabulary holds them.

Feedback from the best results (Rocchio 1971), from BEST of them: of the words of theirs that few listings have, the
WORDS that weigh most. A word weighs how rare it is, for each of them that says it. In a pool of fewer than POOL
listings a shared word tells nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import Expression, F, FloatField, Func, JSONField, QuerySet, TextField, Value

from commonpool.matching.models import OfficerIndex

BEST, WORDS, POOL = 3, 16, 100
FEW = 0.12
"""Of all listings: a word that more of them have tells little."""


class Telling(Func):
    """The stems of a listing's words that few listings have, each with its weight, as an object of JSON."""

    output_field = JSONField()
    template = """(
        SELECT coalesce(jsonb_object_agg(held.stem, held.weight), '{}'::jsonb)
          FROM (SELECT greatest(reltuples, 1) AS listings FROM pg_class
                 WHERE oid = 'matching_officerindex'::regclass) pool
         CROSS JOIN LATERAL (
               SELECT word.stem, ln(1 + pool.listings / (1 + max(word.listings))) AS weight
                 FROM unnest(tsvector_to_array(%(expressions)s)) AS said
                 JOIN matching_indexedword word ON word.stem = said
                WHERE length(word.stem) > 2 GROUP BY word.stem
               HAVING max(word.listings) BETWEEN 2 AND %(few)s * pool.listings) held
         WHERE pool.listings >= %(pool)s)"""


def alike(best: QuerySet[OfficerIndex]) -> dict[str, float]:
    """The stems that say most of what the first of these rows are about, each with its weight. One SQL query."""
    return alike_each([best])[0]


def alike_each(best: Sequence[QuerySet[OfficerIndex]]) -> list[dict[str, float]]:
    """The same of each of these. One SQL query."""
    weights: list[Counter[str]] = [Counter() for _rows in best]
    for number, told in in_one([_telling(rows, number) for number, rows in enumerate(best)]):
        weights[number].update(told)
    return [dict(each.most_common(WORDS)) for each in weights]


def _telling(best: Any, number: int) -> QuerySet[Any, Any]:
    told = best.annotate(number=Value(number), telling=Telling(F("words"), few=FEW, pool=POOL))
    rows: QuerySet[Any, Any] = told.values_list("number", "telling")[:BEST]
    return rows


def in_one(questions: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any] | list[Any]:
    """The rows of all of these, one after the other. One SQL query, none where there is no question."""
    if not questions:
        return []
    first, *others = questions
    return first.union(*others, all=True) if others else first


def any_of(stems: Iterable[str]) -> SearchQuery:
    """One of these, as they stand in the index."""
    return SearchQuery(said_any(stems), config="simple", search_type="raw")


def said_any(stems: Iterable[str]) -> str:
    """The same, as PostgreSQL reads it without changing words."""
    return " | ".join("'" + stem.replace("'", "''").replace("\\", "\\\\") + "'" for stem in stems)


class ShareOf(Func):
    """Which part of the weight of some stems a row's words have: nought to one."""

    output_field = FloatField()
    template = """(
        SELECT coalesce(sum(said.weight), 0)
          FROM (SELECT %(expressions)s) AS asked (words, stems, weights)
         CROSS JOIN LATERAL unnest(asked.stems, asked.weights) AS said (stem, weight)
         WHERE said.stem = ANY(tsvector_to_array(asked.words)))"""


def share_of(stems: dict[str, float]) -> Expression:
    """Which part of the weight of these a row has: nought to one; nought where there are none."""
    total = sum(stems.values())
    if not total:
        return Value(0.0)
    weights = Value([each / total for each in stems.values()], ArrayField(FloatField()))
    return ShareOf(F("words"), Value(list(stems), ArrayField(TextField())), weights)
