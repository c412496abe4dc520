"""Which names may be meant by typed words: looked up among the words of all names, which are few beside the people."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from commonpool.kernel.prepared import Prepared
from commonpool.matching.queries.alike import said_any
from commonpool.matching.rules.ideas import called, slips_between, slips_in

LIKE = 0.5
"""How much of its three-letter parts a typed word must share with one of a name to be meant for it, whatever slips
there are between them."""
MOST = 20
"""Words of a text that are looked at, and words of names that each may be meant for, beside those it begins."""
# Of each word: whether it is one of a name, whether it begins one, and those it is spelt a little like, with how much;
# whether it carries a meaning, and whether a listing says it. What carries none ("and") begins no name, but may be one
# ("Will").
NAMES = Prepared(
    *("most", "words"),
    sql="""
SELECT typed.word, EXISTS (SELECT FROM matching_indexedname held WHERE held.word = typed.word),
       long.enough AND EXISTS (SELECT FROM matching_indexedname held WHERE held.word LIKE typed.word || '%%'),
       alike.words, alike.parts, stem.one IS NOT NULL,
       EXISTS (SELECT FROM matching_indexedword said WHERE said.stem = stem.one)
  FROM unnest(%(words)s::text[]) AS typed (word)
 CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', typed.word))[1] AS one) stem
 CROSS JOIN LATERAL (SELECT length(typed.word) > 2 AND stem.one IS NOT NULL AS enough) long
 CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(word), '{}') AS words, coalesce(array_agg(parts), '{}') AS parts
         FROM (SELECT held.word, similarity(held.word, typed.word) AS parts FROM matching_indexedname held
                WHERE long.enough AND held.word %% typed.word AND left(held.word, 1) = left(typed.word, 1)
                ORDER BY parts DESC, held.word LIMIT %(most)s) held) alike
""",
)


def names_like(texts: Sequence[str]) -> list[str]:
    """Of each text, as `to_tsquery('simple')` reads it, whose names have the words of it that may be words of names:
    with a slip in them, or begun. All of two such words, and of more all but one.

    One alone where it is all that is typed, or where no listing says the other: that may be a name that nobody has.
    "" where no name is meant. One SQL query; none where there are no words.
    """
    typed = [list(dict.fromkeys(called(text).split()))[:MOST] for text in texts]
    words = sorted({word for each in typed for word in each})
    known = {row[0]: row[1:] for row in NAMES(most=MOST, words=words)} if words else {}
    names = {word: said for word in words if (said := _meant(word, *known[word][:4]))}
    meaning = {word: said for word, (*_of_names, told, said) in known.items() if told or word in names}
    return [_asked([word for word in each if word in meaning], names, meaning) for each in typed]


def _meant(word: str, held: bool, begins: bool, alike: Sequence[str], parts: Sequence[float]) -> str:
    begun = [f"{said_any([word])}:*"] if begins else [said_any([word])] if held else []
    slips = slips_in(word)
    close = [
        other
        for other, part in zip(alike, parts, strict=True)
        if part >= LIKE or slips_between(word, other) <= slips
    ]
    return " | ".join([*begun, *([said_any(close)] if close else [])])


def _asked(words: Sequence[str], names: Mapping[str, str], said: Mapping[str, bool]) -> str:
    held = [f"({names[word]})" for word in words if word in names]
    others = [word for word in words if word not in names]
    if len(held) > 1:
        some = combinations(held, max(2, len(held) - 1))
        return " | ".join(f"({' & '.join(each)})" for each in some)
    strange = len(others) == 1 and not said[others[0]]
    return held[0] if held and (strange or not others) else ""
