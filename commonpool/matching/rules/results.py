"""What is looked for, how minutes are laid over weeks, and how a result is explained. Pure arithmetic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from commonpool.kernel.weeks import STEP_MINUTES

SLOT = STEP_MINUTES
"""Booked minutes come in half hours."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. `minutes`: in at least one of the weeks, or in every one that is still to come where
    `each_week`; `total_minutes`: in all of them together. `bookable`: who may be asked for some, if not for this.

    `function_id` leaves out who neither offers it or a part of it nor says that they have done it. `most_pence`: an
    hour of theirs costs no more before VAT. `unlike_us`: their council is of another region, and of another type, than
    those of who looks. `home_id`: they are of this council.
    """

    words: str = ""
    skill_id: str = ""
    function_id: str = ""
    nation: str = ""
    region: str = ""
    mondays: tuple[date, ...] = ()
    minutes: int = 0
    each_week: bool = False
    total_minutes: int = 0
    remote: bool = False
    on_site: bool = False
    most_pence: int = 0
    unlike_us: bool = False
    home_id: int = 0
    bookable: bool = False

    @property
    def for_pay(self) -> bool:
        """Whether time is asked for, or who may be asked for it."""
        return self.bookable or bool(self.minutes or self.total_minutes)

    @property
    def empty(self) -> bool:
        return self == Wanted(mondays=self.mondays)

    @property
    def minutes_in_all(self) -> int:
        """The minutes of every week together, as far as weeks are named."""
        weeks = len(self.mondays) if self.each_week else 1
        return self.total_minutes or self.minutes * max(weeks, 1)


@dataclass(frozen=True)
class Reason:
    """Why a result is shown.

    `kind`: words, confirmed, worked, skill, function, headline, job, name, themselves (what they say there may match,
    or be like what others say who match), place, remote or on_site.

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


def every_week(minutes: int, free: Mapping[date, int], mondays: Collection[date]) -> Plan:
    """So many minutes in each of these weeks that has them free; complete where every one of the Mondays does."""
    slots = -(-minutes // SLOT) * SLOT
    held = tuple((monday, slots) for monday, room in sorted(free.items()) if room >= slots)
    return Plan(weeks=held, complete=0 < len(held) == len(mondays))


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
