"""What typed words mean: the reviewed vocabulary of councils, and what the index knows of a word."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, combinations
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

from commonpool import organisations, people
from commonpool.kernel.once import once
from commonpool.kernel.prepared import Asking, Prepared, nothing_asked
from commonpool.kernel.tables import parts_of, read_table
from commonpool.matching.rules import ideas as rules
from commonpool.matching.rules.apart import doubled
from commonpool.matching.rules.ideas import Idea, Known, Term
from commonpool.matching.rules.slips import mended
from commonpool.matching.rules.spelling import Form, keyed, rooted

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
PEOPLE, ORGANISATIONS = (Path(stage.__path__[0]) / "reference" for stage in (people, organisations))
OF_COUNCILS = "lg-"
"""How the ids of skills and kinds of job begin that are of councils; the others are of digital professions."""
LIKE = 0.5
"""How much of its three-letter parts a word must share with another to be meant for it."""
# A word that no listing has may be meant for one like it that begins alike, or be two words written as one, of which
# each may be kept apart (`rules.apart`).
KNOWN = Prepared(
    *("like", "words", "doubled"),
    sql="""
SELECT typed.word, stem.one, coalesce(held.listings, 0), pool.listings,
       EXISTS (SELECT FROM matching_indexedword itself WHERE itself.word = typed.word),
       CASE WHEN stem.one IS NULL OR held.listings > 0 OR length(typed.word) < 5 THEN '{}'::text[] ELSE ARRAY(
            SELECT other.word FROM matching_indexedword other
             WHERE other.word %% typed.word AND similarity(other.word, typed.word) >= %(like)s
               AND left(other.word, 1) = left(typed.word, 1)
             ORDER BY similarity(other.word, typed.word) DESC, other.listings DESC, other.word LIMIT 2)
       || ARRAY(
            SELECT head.word || ' ' || rest.word FROM generate_series(3, length(typed.word) - 3) AS cut
              JOIN matching_indexedword head
                ON head.word IN (left(typed.word, cut), repeat(left(typed.word, cut), 2))
              JOIN matching_indexedword rest
                ON rest.word IN (substr(typed.word, cut + 1), repeat(substr(typed.word, cut + 1), 2))
             ORDER BY head.listings + rest.listings DESC LIMIT 1)
       END
  FROM (SELECT greatest(reltuples, 1)::bigint AS listings FROM pg_class
         WHERE oid = 'matching_officerindex'::regclass) pool
  CROSS JOIN unnest(%(words)s::text[], %(doubled)s::text[]) AS typed (word, doubled)
  CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', typed.doubled))[1] AS one) stem
  LEFT JOIN LATERAL (
       SELECT max(same.listings) AS listings FROM matching_indexedword same WHERE same.stem = stem.one) held ON true
""",
)
TELLING = 3
"""Things near which a single word may stand and still say which is meant."""
MOST_WORDS = 60
"""Words of a text that are looked at: a need is a few sentences at most."""
T = TypeVar("T")


def ideas_in(text: str) -> list[Idea]:
    """What is asked for in these words. One SQL query; none where there are no words.

    A word that no listing has is taken for the one of the vocabulary that it is like.
    """
    return ideas_in_each([text])()[0]


def ideas_in_each(texts: Iterable[str]) -> Asking[list[list[Idea]]]:
    """Asks for the same of each of these texts. One SQL query."""
    read = [_read(text) for text in texts]
    asked = frozenset().union(*(each.asked for each in read))

    def understood(told: tuple[dict[str, Known], int]) -> list[list[Idea]]:
        held, listings = told
        return [_ideas(each, {word: held[word] for word in each.asked}, listings) for each in read]

    return (known(asked) if asked else nothing_asked(({}, 1))).then(understood)


@dataclass(frozen=True)
class _Read:
    """Typed words, what each was meant for, and all of which the index is asked."""

    words: list[str]
    meant: dict[str, str]
    asked: frozenset[str]


def _read(text: str) -> _Read:
    words = rules.typed(text)[:MOST_WORDS]
    meant = {word: meant_for(word) for word in {*words} - {rules.BREAK}}
    if not meant:
        return _Read([], {}, frozenset())
    instead = [meant.get(word, word) for word in words]
    terms = [term for each in (words, instead) for _said, term in rules.terms_in(each, vocabulary()) if term]
    terms += rules.hinted({*words, *instead}, hints())
    named = {word for term in terms for form in term.same for word in form}
    return _Read(words, meant, frozenset({*words, *instead, *named} - {rules.BREAK}))


def _ideas(read: _Read, held: Mapping[str, Known], listings: int) -> list[Idea]:
    if not read.words:
        return []
    return rules.ideas(_mended(read, held), vocabulary(), roots(), hints(), held, asking_words(), listings)


def _mended(read: _Read, held: Mapping[str, Known]) -> list[str]:
    """The words, those with a slip in them as they were meant."""
    return [
        read.meant[word] if word != rules.BREAK and _slipped(held[word], held[read.meant[word]]) else word
        for word in read.words
    ]


def _slipped(word: Known, meant: Known) -> bool:
    """Whether no listing has the word, or only the root of it, which is that of the right one ("procurment")."""
    return word.listings == 0 or (word.stem == meant.stem and not word.written)


def known(words: Iterable[str]) -> Asking[tuple[dict[str, Known], int]]:
    """Asks what the index knows of each word, and how many listings it has, as last counted. One SQL query."""

    def read(rows: list[Any]) -> tuple[dict[str, Known], int]:
        found = {
            word: Known(
                listings if stem else None, tuple(tuple(each.split()) for each in meant), stem or "", written
            )
            for word, stem, listings, _all, written, meant in rows
        }
        return found, max((of for _word, _stem, _listings, of, *_rest in rows), default=1)

    typed = sorted(words)
    return KNOWN.asking(like=LIKE, words=typed, doubled=[doubled(word) for word in typed]).then(read)


@once
def vocabulary() -> dict[Form, Term]:
    """The terms by the keys of their forms, of which each keeps the first term.

    First those of the reviewed table; then what stands near them, and the council skills, kinds of job and functions
    of the other tables, where that is more than one word, which may mean anything. A name of two words has a second
    key: "" and what remains of both, for those who turn it round (`rules.turned`).
    """
    found: dict[Form, Term] = {}
    key = cache(keyed)  # ten thousand words, in thirty thousand names
    for term in reviewed():
        _name(found, term, key)
    names = dict(found)
    for term in [*_beside(reviewed()), *_listed()]:
        _name(found, _with_held(term, names, key), key)
    for term in reviewed():
        for form in term.same:
            if len(form) == 2:
                found.setdefault(("", *sorted(map(rooted, form))), term)
    return found


@once
def reviewed() -> tuple[Term, ...]:
    """The terms of the reviewed table, in its order."""
    return tuple(
        Term(
            _forms(row["same"]),
            _forms(row["near"]),
            tuple(parts_of(row["functions"])),
            row["kind"] == "manner",
            _forms(row["hints"]),
        )
        for row in read_table(REFERENCE / "vocabulary.csv")
    )


@once
def roots() -> dict[str, list[rules.Root]]:
    """The names of the reviewed terms by the words in them."""
    return rules.roots_in(reviewed())


@once
def hints() -> dict[str, list[rules.Hint]]:
    """The plain words that, said together, hint at a reviewed term: by one of each."""
    return rules.hints_in(reviewed())


@lru_cache(maxsize=4096)
def meant_for(word: str) -> str:
    """The word of the vocabulary that was meant where one has a slip in it; else the word itself.

    Every word of a sentence is held against hundreds: what was made of the last few thousand is kept in memory.
    """
    alike: Mapping[str, int] = vocabulary_words().get(word[0], {})
    return word if word in alike or word in right_words() else mended(word, alike)


@once
def vocabulary_words() -> dict[str, Counter[str]]:
    """All the words in which the vocabulary names its terms, by the letter they begin with; each with how many names
    have it."""
    forms = {form for term in vocabulary().values() for form in term.same}
    found: dict[str, Counter[str]] = {}
    for word, times in Counter(chain.from_iterable(forms)).items():
        found.setdefault(word[0], Counter())[word] = times
    return found


@once
def right_words() -> frozenset[str]:
    """Everyday words that are spelt almost like one of the vocabulary, and are none with a slip in it."""
    return frozenset(row["word"] for row in read_table(REFERENCE / "right_words.csv"))


@once
def asking_words() -> frozenset[str]:
    """The words in which one asks, which say little of what for."""
    return frozenset(row["word"] for row in read_table(REFERENCE / "asking_words.csv"))


def _name(found: dict[Form, Term], term: Term, key: Callable[[str], str]) -> None:
    for form in term.same:
        found.setdefault(tuple(map(key, form)), term)


def _with_held(term: Term, names: Mapping[Form, Term], key: Callable[[str], str]) -> Term:
    """The term with what is said by the reviewed ones whose names stand in its own.

    They stand near it, or name it where it adds words of asking only: "sexual health services" is "sexual health".
    """
    same, near, functions = [term.same], [term.near], [term.functions]
    for form in term.same:
        keys = tuple(map(key, form))
        for first, last in combinations(range(len(form) + 1), 2):
            held = names.get(keys[first:last])
            if held is not None and last - first < len(form):
                rest = {*form[:first], *form[last:]}
                (same if rest <= asking_words() else near).append(held.same)
                near.append(held.near)
                functions.append(held.functions)
    if len(near) == 1:
        return term
    return replace(term, same=_together(same), near=_together(near), functions=_together(functions))


def _beside(terms: Iterable[Term]) -> list[Term]:
    """What stands near terms, as terms of its own: near it are those, and theirs are its functions."""
    parents: dict[Form, list[Term]] = {}
    for term in terms:
        for form in term.near:
            if len(form) > 1 or form[0] not in asking_words():
                parents.setdefault(form, []).append(term)
    return [
        Term(
            (form,),
            _together([term.same for term in of]),
            _together([term.functions for term in of]),
            manner=True,
        )
        for form, of in parents.items()
        if len(form) > 1 or len(of) <= TELLING
    ]


def _listed() -> list[Term]:
    """The skills and kinds of job of councils, and their functions: other names of a skill only stand near it."""
    skills, jobs = (
        [row for row in read_table(PEOPLE / name) if row["id"].startswith(OF_COUNCILS)]
        for name in ("skills.csv", "job_roles.csv")
    )
    found = [Term(_forms(row["name"]), _forms(row["aliases"])) for row in skills]
    found += [Term(_forms(f"{row['name']}|{row['aliases']}"), manner=True) for row in jobs]
    found += [
        Term(_forms(row["label"]), (), (row["id"],)) for row in read_table(ORGANISATIONS / "functions.csv")
    ]
    return [
        replace(term, same=long)
        for term in found
        if (long := tuple(form for form in term.same if len(form) > 1))
    ]


def _forms(cell: str) -> tuple[Form, ...]:
    """The ways to say a thing that a cell of a table holds."""
    said = (
        tuple(intern(word) for word in rules.typed(each) if word != rules.BREAK) for each in parts_of(cell)
    )
    return _distinct(form for form in said if form)


def _together(parts: list[tuple[T, ...]]) -> tuple[T, ...]:
    """The things of all of these, each once; of one alone, itself."""
    return parts[0] if len(parts) == 1 else _distinct(chain.from_iterable(parts))


def _distinct(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))
