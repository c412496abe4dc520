"""What typed words mean, and how much each of it weighs. Pure judgement over values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from sys import intern
from unicodedata import combining, normalize

from commonpool.matching.rules.empty import whole
from commonpool.matching.rules.spelling import Form, keyed, rooted, spelt

BETWEEN = frozenset({"of", "for", "the", "in", "on", "to", "with"})
BREAK = "."
"""Stands between the words of two clauses, so that nothing is read across."""
ASKING = 0.15
"""What a word of asking weighs ("need", "replacing", "system"), beside a word that names a thing."""
PAIR = 0.5
"""What two words side by side weigh beyond themselves, of the lighter one."""
ALLUDED = 1.1
"""What a thing weighs that nobody named, but of which two words are said."""
HINTS = 3
"""Things that are looked for because plain words hint at them."""
HINTED = 0.6
"""What such a thing weighs beside one that is named."""
COVERED = 0.6
"""Which part of a name must be said for the thing to be alluded to."""
BESIDE = 0.12
"""What other words weigh beside a thing that the vocabulary names: they say which of those, and not what else."""
UNNAMED = 0.01
"""The part of all listings for which a thing counts that none names: it would weigh most of all, and find nobody."""


@dataclass(frozen=True)
class Term:
    """One thing of the vocabulary: the forms that name it, those that stand near it, and the functions it is of.

    `manner`: it says how and not on what, as a retendering does: beside the name of a thing it weighs like any word.
    `hints`: plain words in which a manager says it who does not name it ("phone answer", for a contact centre).
    """

    same: tuple[Form, ...]
    near: tuple[Form, ...] = ()
    functions: tuple[str, ...] = ()
    manner: bool = False
    hints: tuple[Form, ...] = ()


Hint = tuple[Form, Term]
"""Plain words without their endings which, said together in any order, are of the term."""
Root = tuple[int, Form, Term]
"""A name of several words, each once and without its ending, of the term of that number."""


@dataclass(frozen=True)
class Known:
    """What the index knows of a typed word: in how many listings its stem is, and what else it may be meant for.

    `listings` is None for a word that carries no meaning ("the"), whose `stem` is "". `meant`: words spelt like it,
    where it is in none. `written`: a listing has the word itself.
    """

    listings: int | None
    meant: tuple[Form, ...] = ()
    stem: str = ""
    written: bool = False

    @property
    def empty(self) -> bool:
        """Whether it carries no meaning."""
        return self.listings is None


@dataclass(frozen=True)
class Idea:
    """One thing that was asked for, how else it may be said, and how much it weighs. `asked`: by which of its names;
    `unsaid`: it is a word that no listing has."""

    same: tuple[Form, ...]
    near: tuple[Form, ...] = ()
    functions: tuple[str, ...] = ()
    weight: float = 0.0
    main: bool = True
    named: bool = False
    asked: Form = ()
    unsaid: bool = False


def typed(text: str) -> list[str]:
    """The words of a text, in small letters, without what is not a letter or a figure; BREAK where a clause ends.

    As listings are read (`queries.reading`): without accents, without the apostrophe and what owns by it, and
    in parts where a sign stands within a word. What counts thousands is one number.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()  # as most phrases of the vocabulary are: in a tenth of the time
    plain = re.sub(r"'s\b", "", unaccented(text).lower().replace("\u2019", "'")).replace("'", "")
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    words = re.findall(r"[^\W_]+|\.(?!\w)|[,;:?!()\u2013\u2014]|(?<=\s)-(?=\s)", plain)
    return [word if word[0].isalnum() else BREAK for word in words]


def called(text: str) -> str:
    """The text as a name stands in search rows: its words alone, whatever signs stand between them."""
    return " ".join(word for word in typed(text) if word != BREAK)


def unaccented(text: str) -> str:
    """The text without the accents over its letters."""
    return "".join(each for each in normalize("NFD", text) if not combining(each))


def ideas(
    words: Sequence[str],
    vocabulary: Mapping[Form, Term],
    rooted_in: Mapping[str, Sequence[Root]],
    hints: Mapping[str, Sequence[Hint]],
    known: Mapping[str, Known],
    asking: frozenset[str],
    listings: int,
) -> list[Idea]:
    """What is asked for, each thing once: terms of the vocabulary, the longest first; other words; pairs of those.

    An idea weighs the more the fewer listings say it: ln(1 + all ÷ (1 + those)), for a word of asking ASKING of that.
    """
    found: dict[tuple[Form, ...], Idea] = {}
    plain: list[tuple[str, float] | None] = []
    for said, term in terms_in(words, vocabulary):
        if term is not None:
            found[term.same] = replace(meant_by(term, known, listings), asked=said if whole(said) else ())
            plain.append(None)
        elif (idea := plainly(said[0], known, asking, listings)) is not None:
            found.setdefault(idea.same, idea)
            plain.append((said[0], idea.weight) if idea.weight else None)
        elif said[0] == BREAK:
            plain.append(None)
    for one, other in pairwise(plain):
        if one and other:
            pair = ((one[0], other[0]), (one[0] + other[0],))
            found[pair] = Idea(pair, weight=PAIR * min(one[1], other[1]), main=False)
    part = HINTED if any(idea.named for idea in found.values()) else 1
    for term in hinted(words, hints)[:HINTS]:
        hint = meant_by(term, known, listings)
        found.setdefault(term.same, replace(hint, weight=part * hint.weight, main=False))
    if any(idea.named for idea in found.values()):
        return [idea if idea.named else replace(idea, weight=BESIDE * idea.weight) for idea in found.values()]
    for term, rarity in alluded(spoken(words, known, asking), rooted_in, listings):
        idea = Idea(term.same, term.near, term.functions, ALLUDED * rarity, main=False)
        found.setdefault(term.same, idea)
    return list(found.values())


def meant_by(term: Term, known: Mapping[str, Known], listings: int) -> Idea:
    """The idea of a term: it weighs the more the fewer listings say one of its names."""
    same = tuple(filter(whole, term.same)) or term.same
    rarity = rare(sum(commonness(form, known) for form in same) or UNNAMED * listings, listings)
    return Idea(same, term.near, term.functions, rarity, named=not term.manner)


def plainly(word: str, known: Mapping[str, Known], asking: frozenset[str], listings: int) -> Idea | None:
    """The idea of a word that is no term; None where it carries no meaning. What no listing has weighs nothing."""
    held = known.get(word, Known(0))
    if word == BREAK or held.empty:
        return None
    main = word not in asking and not word.isdecimal()
    rarity = rare(held.listings or 0, listings) if held.listings or held.meant else 0
    weight = rarity * (1 if main else ASKING)
    return Idea((*spelt(word), *held.meant), weight=weight, main=main, unsaid=not held.listings)


def spoken(words: Iterable[str], known: Mapping[str, Known], asking: frozenset[str]) -> dict[str, int]:
    """In how many listings each word is that carries a meaning and is none of asking, by its root."""
    return {
        rooted(word): known[word].listings or 0
        for word in words
        if word not in asking and word in known and not known[word].empty
    }


def alluded(
    said: Mapping[str, int], rooted_in: Mapping[str, Sequence[Root]], listings: int
) -> list[tuple[Term, float]]:
    """The terms, two at most, that nobody named but of whose names two words or more are said; the likeliest first,
    each with how rare what is said of its name is.

    `said`: in how many listings each word is. Likely is what holds the rarest words.
    """
    likely: dict[int, tuple[float, float, Term]] = {}
    names = {each[:2]: each[2] for word in said for each in rooted_in.get(word, ())}
    for (number, form), term in names.items():
        held = [rare(said[word], listings) for word in form if word in said]
        if len(held) > 1 and len(held) > len(form) * COVERED:
            best = likely.get(number)
            if best is None or sum(held) > best[0]:
                likely[number] = (sum(held), max(held), term)
    first = sorted(likely.items(), key=lambda each: (-each[1][0], each[0]))[:2]
    return [(term, rarity) for _number, (_sum, rarity, term) in first]


def hinted(words: Iterable[str], hints: Mapping[str, Sequence[Hint]]) -> list[Term]:
    """The terms that these words hint at, first those at which most of them do."""
    said = {rooted(word) for word in words}
    found: dict[tuple[Form, ...], tuple[set[str], Term]] = {}
    for word in said:
        for needed, term in hints.get(word, ()):
            if said.issuperset(needed):
                found.setdefault(term.same, (set(), term))[0].update(needed)
    first = sorted(found.values(), key=lambda each: (-len(each[0]), each[1].same))
    return [term for _words, term in first]


def hints_in(terms: Iterable[Term]) -> dict[str, list[Hint]]:
    """The hints of these terms, each by that of its words which is first in the alphabet."""
    found: dict[str, list[Hint]] = {}
    for term in terms:
        for hint in term.hints:
            needed = tuple(sorted({intern(rooted(word)) for word in hint}))
            found.setdefault(needed[0], []).append((needed, term))
    return found


def roots_in(terms: Iterable[Term]) -> dict[str, list[Root]]:
    """By each word without its ending: the names of several words that have it."""
    found: dict[str, list[Root]] = {}
    for number, term in enumerate(terms):
        for form in term.same:
            name = tuple(dict.fromkeys(map(rooted, form)))
            root = (number, name, term)
            for word in name if len(name) > 1 else ():
                found.setdefault(word, []).append(root)
    return found


def terms_in(words: Sequence[str], vocabulary: Mapping[Form, Term]) -> Iterator[tuple[Form, Term | None]]:
    """The words in their order, those together that name a term: the longest name that stands there."""
    keys = [keyed(word) for word in words]
    at = 0
    while at < len(words):
        for length in range(len(words) - at, 0, -1):
            term = vocabulary.get(tuple(keys[at : at + length])) or turned(
                words[at : at + length], vocabulary
            )
            if term is not None or length == 1:
                yield tuple(words[at : at + length]), term
                at += length
                break


def turned(words: Sequence[str], vocabulary: Mapping[Form, Term]) -> Term | None:
    """The term whose two words these are, turned round or with a little word between: "validation of applications"."""
    pair = [words[0], words[-1]] if len(words) == 2 or (len(words) == 3 and words[1] in BETWEEN) else []
    return vocabulary.get(("", *sorted(map(rooted, pair)))) if pair else None


def commonness(form: Form, known: Mapping[str, Known]) -> int:
    """In how many listings a form can be at most: in no more than its rarest word."""
    counts = (known.get(word, Known(0)).listings for word in form)
    return min((count for count in counts if count is not None), default=0)


def rare(said_by: float, listings: int) -> float:
    """The weight of what so many of all listings say."""
    return log(1 + listings / (1 + min(said_by, listings)))
