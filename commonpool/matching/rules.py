"""How minutes are laid over weeks, what typed words mean, and how a result is explained. Pure arithmetic."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from math import log

from commonpool.kernel.weeks import STEP_MINUTES

SLOT = STEP_MINUTES
"""Booked minutes come in half hours."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. `minutes`: in at least one of the weeks; `total_minutes`: in all of them together.

    `function_id` leaves out who does not offer it; `leans_to` raises who does, and leaves nobody out.
    """

    words: str = ""
    skill_id: str = ""
    function_id: str = ""
    leans_to: str = ""
    nation: str = ""
    region: str = ""
    mondays: tuple[date, ...] = ()
    minutes: int = 0
    total_minutes: int = 0
    remote: bool = False
    on_site: bool = False

    @property
    def empty(self) -> bool:
        return self == Wanted(mondays=self.mondays)


@dataclass(frozen=True)
class Reason:
    """Why a result is shown. `kind`: words, confirmed, skill, function, headline, job, place, remote or on_site.

    `text` may hold marked words.
    """

    kind: str
    text: str
    by: str = ""


@dataclass(frozen=True)
class Plan:
    """Which weeks would serve: minutes by Monday, and whether they make up all that was asked."""

    weeks: tuple[tuple[date, int], ...] = ()
    complete: bool = False

    @property
    def total(self) -> int:
        return sum(minutes for _monday, minutes in self.weeks)

    @property
    def even_minutes(self) -> int:
        """The minutes of each week where all are the same, else 0."""
        each = {minutes for _monday, minutes in self.weeks}
        return each.pop() if len(each) == 1 else 0

    @property
    def in_a_row(self) -> bool:
        """Whether each week follows the one before."""
        mondays = [monday for monday, _minutes in self.weeks]
        return all((later - earlier).days == 7 for earlier, later in pairwise(mondays))


def plan(total_minutes: int, free: Mapping[date, int]) -> Plan:
    """The earliest weeks that give so many minutes in all, as evenly as their free half hours allow.

    As few weeks as can hold the total are used, the earliest first; what is left over comes off the last ones.
    """
    slots = {monday: minutes // SLOT for monday, minutes in sorted(free.items()) if minutes >= SLOT}
    wanted = -(-total_minutes // SLOT)
    chosen: dict[date, int] = {}
    for monday, held in slots.items():
        if sum(chosen.values()) >= wanted:
            break
        chosen[monday] = held
    level = evened(list(chosen.values()), wanted)
    weeks = tuple((monday, count * SLOT) for monday, count in zip(chosen, level, strict=True) if count)
    return Plan(weeks=weeks, complete=0 < wanted <= sum(level))


def single_week(minutes: int, free: Mapping[date, int]) -> Plan:
    """The earliest week that gives so many minutes by itself."""
    slots = -(-minutes // SLOT) * SLOT
    found = next((monday for monday, room in sorted(free.items()) if room >= slots), None)
    return Plan(weeks=((found, slots),), complete=True) if found else Plan()


def evened(room: Sequence[int], wanted: int) -> list[int]:
    """At most `wanted` slots poured level into these rooms: none over its own size, earlier ones first."""
    left, poured = min(wanted, sum(room)), [0] * len(room)
    while left:
        open_rooms = [n for n, size in enumerate(room) if poured[n] < size]
        share = max(left // len(open_rooms), 1)
        for n in open_rooms[: left if left < len(open_rooms) else None]:
            taken = min(share, room[n] - poured[n], left)
            poured[n] += taken
            left -= taken
    return poured


@dataclass(frozen=True)
class Alternative:
    """Another way to the same hours: the same officer in other weeks, or another officer in the same ones."""

    reference: str
    name: str
    home: str
    same_officer: bool
    weeks: tuple[tuple[date, int], ...] = field(default_factory=tuple)


def at_most_five(same: Iterable[Alternative], others: Iterable[Alternative]) -> list[Alternative]:
    """Up to five: at most two of the same officer, then other officers."""
    return [*list(same)[:2], *list(others)][:5]


Form = tuple[str, ...]
"""One way to say a thing: its words in their order."""

BREAK = "."
"""Stands between the words of two clauses, so that nothing is read across."""
ASKING = 0.3
"""What a word of asking weighs ("need", "replacing", "system"), beside a word that names a thing."""
PAIR = 0.5
"""What two words side by side weigh beyond themselves, of the lighter one."""
ALLUDED = 0.8
"""What a thing weighs that nobody named, but of which two words are said."""
BESIDE = 0.35
"""What other words weigh beside a thing that the vocabulary names: they say which of those, and not what else."""


@dataclass(frozen=True)
class Term:
    """One thing of the vocabulary: the forms that name it, those that stand near it, and the functions it is of.

    `manner`: it says how and not on what, as a retendering does: beside the name of a thing it weighs like any word.
    """

    same: tuple[Form, ...]
    near: tuple[Form, ...] = ()
    functions: tuple[str, ...] = ()
    manner: bool = False


@dataclass(frozen=True)
class Known:
    """What the index knows of a typed word: in how many listings it is (its stem), and what else it may be meant for.

    `listings` is None for a word that carries no meaning ("the"). `meant`: words spelt like it, where it is in none.
    """

    listings: int | None
    meant: tuple[Form, ...] = ()


@dataclass(frozen=True)
class Idea:
    """One thing that was asked for, how else it may be said, and how much it weighs."""

    same: tuple[Form, ...]
    near: tuple[Form, ...] = ()
    functions: tuple[str, ...] = ()
    weight: float = 0.0
    main: bool = True
    named: bool = False


def typed(text: str) -> list[str]:
    """The words of a text, in small letters, without what is not a letter or a figure; BREAK where a clause ends."""
    plain = re.sub(r"'s\b", "", text.lower().replace("\u2019", "'")).replace("'", "")
    words = re.findall(r"[^\W_]+|[.,;:?!()\u2013\u2014]|(?<=\s)-(?=\s)", plain)
    return [word if word[0].isalnum() else BREAK for word in words]


def keyed(word: str) -> str:
    """What a word has in common with its plural and with its American spelling: a key to the vocabulary."""
    for ending, other in (("ization", "isation"), ("ize", "ise"), ("izing", "ising"), ("licenc", "licens")):
        word = word.replace(ending, other)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def spelt(word: str) -> tuple[Form, ...]:
    """The word, and how else British and American writers spell it."""
    other = word.replace("licenc", "licens") if "licenc" in word else word.replace("licens", "licenc")
    for british, american in (("isation", "ization"), ("ising", "izing"), ("ise", "ize")):
        if word.endswith((british, american)):
            other = (
                word.removesuffix(american) + british
                if word.endswith(american)
                else word.removesuffix(british) + american
            )
    return ((word,), (other,)) if other != word else ((word,),)


def ideas(
    words: Sequence[str],
    vocabulary: Mapping[Form, Term],
    reviewed: Sequence[Term],
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
            rarity = rare(sum(commonness(form, known) for form in term.same), listings)
            found[term.same] = Idea(term.same, term.near, term.functions, rarity, named=not term.manner)
            plain.append(None)
        elif said[0] == BREAK:
            plain.append(None)
        elif (held := known.get(said[0], Known(0))).listings is not None:
            main = said[0] not in asking and not said[0].isdecimal()
            weight = rare(held.listings or 0, listings) * (1 if main else ASKING)
            forms = (*spelt(said[0]), *held.meant)
            found.setdefault(forms, Idea(forms, weight=weight, main=main))
            plain.append((said[0], weight))
    for one, other in pairwise(plain):
        if one and other:
            pair = ((one[0], other[0]), (one[0] + other[0],))
            found[pair] = Idea(pair, weight=PAIR * min(one[1], other[1]), main=False)
    if not any(idea.named for idea in found.values()):
        said = {
            rooted(word): known[word].listings or 0
            for word in words
            if word not in asking and word in known and known[word].listings is not None
        }
        for term in alluded(said, reviewed, listings):
            rarity = rare(sum(commonness(form, known) for form in term.same), listings)
            found.setdefault(
                term.same, Idea(term.same, term.near, term.functions, ALLUDED * rarity, main=False)
            )
    if any(idea.named for idea in found.values()):
        return [idea if idea.named else replace(idea, weight=BESIDE * idea.weight) for idea in found.values()]
    return list(found.values())


def alluded(said: Mapping[str, int], reviewed: Sequence[Term], listings: int) -> list[Term]:
    """The terms, two at most, that nobody named but of whose names two words or more are said; the likeliest first.

    `said`: in how many listings each word is. Likely is what holds the rarest words.
    """
    likely: dict[Term, float] = {}
    for term in reviewed:
        held = {word for word in said if word in roots_of(term)}
        if len(held) > 1:
            likely[term] = sum(rare(said[word], listings) for word in held)
    return sorted(likely, key=lambda term: -likely[term])[:2]


@cache
def roots_of(term: Term) -> frozenset[str]:
    """The words of its names, without their endings."""
    return frozenset(rooted(word) for form in term.same for word in form)


def rooted(word: str) -> str:
    """What a word has in common with its forms in -ing and -s."""
    key = keyed(word)
    return key[:-3] if key.endswith("ing") and len(key) > 6 else key


def mended(word: str, words: Iterable[str]) -> str:
    """The word of these that was meant where one has a slip in it: a letter more, less, other or in another's place.

    In a word of nine letters and more, two slips. The word itself where none is like it, or it is short.
    """
    slips = 0 if len(word) < 5 else 1 if len(word) < 9 else 2
    like = [
        (apart, other)
        for other in words
        if slips and other[0] == word[0] and abs(len(other) - len(word)) <= slips and len(other) >= 5
        if (apart := slips_between(word, other)) <= slips
    ]
    return min(like)[1] if like else word


def slips_between(one: str, other: str) -> int:
    """How many letters were left out, put in, taken for another or turned round (Damerau 1964, each place once)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and there == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def terms_in(words: Sequence[str], vocabulary: Mapping[Form, Term]) -> Iterator[tuple[Form, Term | None]]:
    """The words in their order, those together that name a term: the longest name that stands there."""
    longest = max(map(len, vocabulary), default=1)
    keys = [keyed(word) for word in words]
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            term = vocabulary.get(tuple(keys[at : at + length]))
            if term is not None or length == 1:
                yield tuple(words[at : at + length]), term
                at += length
                break


def commonness(form: Form, known: Mapping[str, Known]) -> int:
    """In how many listings a form can be at most: in no more than its rarest word."""
    counts = [known.get(word, Known(0)).listings for word in form]
    return min((count for count in counts if count is not None), default=0)


def rare(said_by: int, listings: int) -> float:
    """The weight of what so many of all listings say."""
    return log(1 + listings / (1 + min(said_by, listings)))
