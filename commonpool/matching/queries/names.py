"""Which names may be meant by typed words: looked up among the words of all names, which are few beside the people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from commonpool.kernel.prepared import Asking, Prepared, nothing_asked
from commonpool.matching.queries.alike import said_any
from commonpool.matching.queries.vocabulary import LIKE
from commonpool.matching.rules.apart import doubled
from commonpool.matching.rules.ideas import called
from commonpool.matching.rules.slips import slips_between, slips_in

MOST, LOOKED_AT = 20, 60
"""Words of a text that are looked at, and words of names that each may be meant for, beside those it begins: the likest
of so many."""
# Of each word: whether it is one of a name, whether it begins one, and those it is spelt a little like, with how much;
# whether it carries a meaning, and whether a listing says it. What carries none ("and") begins no name, but may be one
# ("Will").
NAMES = Prepared(
    *("most", "words", "doubled"),
    sql="""
SELECT typed.word, EXISTS (SELECT FROM matching_indexedname held WHERE held.word = typed.word),
       long.enough AND EXISTS (SELECT FROM matching_indexedname held WHERE held.word LIKE typed.word || '%%'),
       alike.words, alike.parts, stem.one IS NOT NULL,
       EXISTS (SELECT FROM matching_indexedword said WHERE said.stem = stem.one)
  FROM unnest(%(words)s::text[], %(doubled)s::text[]) AS typed (word, doubled)
 CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', typed.doubled))[1] AS one) stem
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
    begun, or with a slip where no listing says the word. All of two such words, and of more all but one.

    One alone where it is all that is typed, or where no listing says the other: that may be a name that nobody has.
    A word that begins another one counts with it. "" where no name is meant. One SQL query; none where there are no
    words.
    """
    typed = [list(dict.fromkeys(called(text).split()))[:MOST] for text in texts]
    known = {each.word: each for each in names_known({word for each in typed for word in each})()}
    return [_asked([known[word] for word in each]) for each in typed]


def names_known(words: Iterable[str]) -> "Asking[list[TypedWord]]":
    """Asks what is known of these words among the words of all names. One SQL query, none for no word."""
    asked = sorted(set(words))
    if not asked:
        return nothing_asked([])
    known = NAMES.asking(most=LOOKED_AT, words=asked, doubled=[doubled(word) for word in asked])
    return known.then(lambda rows: [TypedWord(*row) for row in rows])


@dataclass(frozen=True)
class TypedWord:
    """A word, and of the words of all names whether it is one, whether it begins one, and those it is a little like.

    `tells`: it carries a meaning; `said`: a listing says it.
    """

    word: str
    held: bool
    begins: bool
    alike: Sequence[str]
    parts: Sequence[float]
    tells: bool
    said: bool

    @cached_property
    def names(self) -> str:
        """What of a name it may be meant for; nothing where it is none's."""
        begun = (
            [f"{said_any([self.word])}:*"] if self.begins else [said_any([self.word])] if self.held else []
        )
        return " | ".join([*begun, *([said_any(close)] if (close := self._close()) else [])])

    @property
    def by_itself(self) -> bool:
        """Whether it may be a name alone: no listing says it, or somebody is called so."""
        return bool(self.names) and (self.held or self.begins or not self.said)

    def _close(self) -> list[str]:
        slips = 0 if self.said else slips_in(self.word)
        far = {other: slips_between(self.word, other) for other in self.alike} if slips else {}
        pairs = zip(self.alike, self.parts, strict=True)
        close = [other for other, part in pairs if part >= LIKE or far.get(other, slips + 1) <= slips]
        return sorted(close, key=lambda other: far.get(other, 0))[:MOST]


def _asked(typed: Sequence[TypedWord]) -> str:
    words = [each.word for each in typed]
    held = [
        each
        for each in typed
        if each.names and not any(other != each.word and other.startswith(each.word) for other in words)
    ]
    if len(held) > 1:
        some = combinations((f"({each.names})" for each in held), max(2, len(held) - 1))
        return " | ".join(f"({' & '.join(each)})" for each in some)
    others = [each for each in typed if each not in held and (each.tells or each.names)]
    alone = not others or (len(others) == 1 and not others[0].said)
    return held[0].names if alone and held and held[0].by_itself else ""
