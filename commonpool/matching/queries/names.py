"""Which names may be meant by typed words: looked up among the words of all names, which are few beside the people."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from commonpool.kernel.prepared import Prepared
from commonpool.matching.queries.alike import said_any
from commonpool.matching.rules.ideas import called

LIKE = 0.5
"""How much of its three-letter parts a typed word must share with one of a name to be meant for it."""
MOST = 20
"""Words of a text that are looked at, and words of names that each may be meant for, beside those it begins."""
# Of each word: whether it is one of a name, whether it begins one, and those it is spelt like; whether it carries a
# meaning, and whether a listing says it. What carries none ("and") begins no name, but may be one ("Will").
NAMES = Prepared(
    *("like", "most", "words"),
    sql="""
SELECT typed.word, EXISTS (SELECT FROM matching_indexedname held WHERE held.word = typed.word),
       long.enough AND EXISTS (SELECT FROM matching_indexedname held WHERE held.word LIKE typed.word || '%%'),
       CASE WHEN long.enough THEN ARRAY(
            SELECT held.word FROM matching_indexedname held
             WHERE held.word %% typed.word AND similarity(held.word, typed.word) >= %(like)s
               AND left(held.word, 1) = left(typed.word, 1)
             ORDER BY similarity(held.word, typed.word) DESC, held.word LIMIT %(most)s) END,
       stem.one IS NOT NULL, EXISTS (SELECT FROM matching_indexedword said WHERE said.stem = stem.one)
  FROM unnest(%(words)s::text[]) AS typed (word)
 CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', typed.word))[1] AS one) stem
 CROSS JOIN LATERAL (SELECT length(typed.word) > 2 AND stem.one IS NOT NULL AS enough) long
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
    known = {row[0]: row[1:] for row in NAMES(like=LIKE, most=MOST, words=words)} if words else {}
    names = {word: said for word in words if (said := _meant(word, *known[word][:3]))}
    meaning = {word: said for word, (*_of_names, told, said) in known.items() if told or word in names}
    return [_asked([word for word in each if word in meaning], names, meaning) for each in typed]


def _meant(word: str, held: bool, begins: bool, alike: Sequence[str] | None) -> str:
    begun = [f"{said_any([word])}:*"] if begins else [said_any([word])] if held else []
    return " | ".join([*begun, *([said_any(alike)] if alike else [])])


def _asked(words: Sequence[str], names: Mapping[str, str], said: Mapping[str, bool]) -> str:
    held = [f"({names[word]})" for word in words if word in names]
    others = [word for word in words if word not in names]
    if len(held) > 1:
        some = combinations(held, max(2, len(held) - 1))
        return " | ".join(f"({' & '.join(each)})" for each in some)
    strange = len(others) == 1 and not said[others[0]]
    return held[0] if held and (strange or not others) else ""
