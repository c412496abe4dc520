"""What a correction of agreed hours changes, and what of it the home council has not answered yet. Whole minutes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commonpool.timesheets.rules.days import Day
from commonpool.timesheets.rules.sorting import Sorted

Reason = tuple[date, str]
"""A calendar day, and why its hours wait."""


@dataclass(frozen=True)
class Answered:
    """What home has said of hours outside of the booking so far: minutes it allowed, and minutes it did not."""

    allowed: Mapping[Reason, int]
    refused: Mapping[Reason, int]


@dataclass(frozen=True)
class Kept:
    """Minutes as a correction keeps them. `allowed`: home's yes covers them; `asked`: home has never been asked."""

    part: Sorted
    allowed: bool = False
    asked: bool = False

    @property
    def payable(self) -> bool:
        return not self.part.why or self.allowed


def adds(before: Iterable[Day], now: Iterable[Day]) -> bool:
    """Whether some day has more minutes than it had."""
    had = {day.date: day.minutes for day in before}
    return any(day.minutes > had.get(day.date, 0) for day in now)


def answered(parts: Iterable[tuple[Sorted, bool]]) -> Answered:
    """Of hours as they hold now, each with whether it is paid, what home's answers were."""
    allowed, refused = Counter[Reason](), Counter[Reason]()
    for each, paid in parts:
        if each.why:
            (allowed if paid else refused)[each.part.date, each.why] += each.part.minutes
    return Answered(allowed, refused)


def keep(found: Iterable[Sorted], before: Answered) -> list[Kept]:
    """Every minute of a correction once. What home allowed before of the same day and reason it need not allow again,
    and what it refused stays refused: only what is more than both is asked.
    """
    allowed, refused = Counter(before.allowed), Counter(before.refused)
    kept: list[Kept] = []
    for each in found:
        if not each.why:
            kept.append(Kept(each))
            continue
        key, minutes = (each.part.date, each.why), each.part.minutes
        yes = min(minutes, allowed[key])
        no = min(minutes - yes, refused[key])
        allowed[key] -= yes
        refused[key] -= no
        cuts = [(yes, True, False), (no, False, False), (minutes - yes - no, False, True)]
        kept += [Kept(_part(each, cut), allowed=may, asked=new) for cut, may, new in cuts if cut]
    return kept


def with_answer(kept: Iterable[Kept], *, yes: bool) -> list[Kept]:
    """The same once home has answered: a yes allows all that was asked."""
    return [replace(each, allowed=each.allowed or (yes and each.asked), asked=False) for each in kept]


def asked_minutes(kept: Iterable[Kept]) -> int:
    """How many minutes home is asked about."""
    return sum(each.part.part.minutes for each in kept if each.asked)


def payable_minutes(kept: Sequence[Kept]) -> int:
    """How many minutes are paid."""
    return sum(each.part.part.minutes for each in kept if each.payable)


def _part(each: Sorted, minutes: int) -> Sorted:
    return Sorted(replace(each.part, minutes=minutes), each.why)
