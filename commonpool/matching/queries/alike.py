"""What those say besides who answer best: words that stand for a thing among officers, though no vocabulary holds them.

Feedback from the best results (Rocchio 1971), from BEST of them: of the words of theirs that few listings have, the
WORDS that weigh most. A word weighs how rare it is, for each of them that says it. In a pool of fewer than POOL
listings a shared word tells nothing.
"""

from collections.abc import Iterable, Mapping

from commonpool.matching.queries.written import Values

BEST, WORDS, POOL = 4, 16, 100
FEW = 0.12
"""Of all listings: a word that more of them have tells little."""
# Of the rows of `best`, each in its place: `besides`, the words and their weights, the weightiest first.
FROM_BEST = f"""
besides AS MATERIALIZED (
    SELECT stem, sum(weight) AS weight, plainto_tsquery('simple', stem) AS said
      FROM best
     CROSS JOIN (SELECT greatest(reltuples, 1) AS listings FROM pg_class
                  WHERE oid = 'matching_officerindex'::regclass) pool
     CROSS JOIN LATERAL (
           SELECT word.stem, ln(1 + pool.listings / (1 + max(word.listings))) AS weight
             FROM unnest(tsvector_to_array(best.words)) AS said
             JOIN matching_indexedword word ON word.stem = said
            WHERE length(word.stem) > 2 GROUP BY word.stem
           HAVING max(word.listings) BETWEEN 2 AND {FEW} * pool.listings) held
     WHERE pool.listings >= {POOL}
     GROUP BY stem ORDER BY sum(weight) DESC, min(place), length(stem), stem LIMIT {WORDS})
"""  # noqa: S608
GIVEN = """
besides AS MATERIALIZED (
    SELECT stem, weight, plainto_tsquery('simple', stem) AS said
      FROM unnest({}::text[], {}::float8[]) AS known (stem, weight))
"""
SHARE = """
CASE WHEN EXISTS (SELECT FROM besides)
     THEN coalesce((SELECT sum(weight) FROM besides WHERE it.words @@ said) / (SELECT sum(weight) FROM besides), 0)
     ELSE 0 END
"""
"""Which part of the weight of the words `besides` a row has: nought to one; nought where there are none."""


def given(besides: Mapping[str, float], put: Values) -> str:
    """`besides`, of what is known."""
    return GIVEN.format(put(list(besides)), put(list(besides.values())))


def says_besides(besides: Iterable[str], put: Values) -> str:
    """That a row says one of these, as they stand in the index."""
    return f"it.words @@ to_tsquery('simple', {put(said_any(besides))})"


def said_any(stems: Iterable[str]) -> str:
    """One of these, as PostgreSQL reads it without changing words."""
    return " | ".join("'" + stem.replace("'", "''").replace("\\", "\\\\") + "'" for stem in stems)
