"""Time back: how much is earned, what lapses, what waits above the cap. Whole minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonpool.kernel.money import half_up

PLAIN = 100


@dataclass(frozen=True)
class Movement:
    """A movement of an account, in the order entered. `lapses_on`: of minutes earned, if they lapse."""

    kind: str
    minutes: int
    lapses_on: date | None = None


def earned(minutes: int, rate_hundredths: int) -> int:
    """Minutes of time back for minutes worked, half-up: hour for hour is a rate of 100."""
    return half_up(minutes * rate_hundredths, PLAIN)


def balance(movements: Iterable[Movement]) -> int:
    """Minutes that may still be taken; below nothing where hours were corrected after they were taken."""
    return sum(each.minutes for each in movements)


def to_lapse(movements: Sequence[Movement], on: date) -> int:
    """Minutes whose last day is past and that were not taken: what lapses soonest is taken first.

    Minutes earned that were corrected away take from the newest of the same last day.
    """
    lots = _left(movements)
    return sum(left for last, left in lots if last is not None and last < on)


def lapsing_next(movements: Sequence[Movement]) -> tuple[date, int] | None:
    """The next last day on which some minutes lapse, and how many; None where none do."""
    dated = sorted((last, left) for last, left in _left(movements) if last is not None and left)
    if not dated:
        return None
    first = dated[0][0]
    return first, sum(left for last, left in dated if last == first)


def _left(movements: Sequence[Movement]) -> list[tuple[date | None, int]]:
    """What is left of minutes earned by their last day, those that lapse soonest used first."""
    lots: dict[date | None, int] = {}
    for each in movements:
        if each.kind == "earned":
            lots[each.lapses_on] = lots.get(each.lapses_on, 0) + each.minutes
    used = -sum(each.minutes for each in movements if each.kind != "earned")
    used += -sum(minutes for minutes in lots.values() if minutes < 0)
    left = []
    for last in sorted(lots, key=lambda each: each or date.max):
        had = max(lots[last], 0)
        spent = min(had, used)
        used -= spent
        left.append((last, had - spent))
    return left


@dataclass(frozen=True)
class Due:
    """Time back that a worked day should have earned, and has so far."""

    timesheet_id: int
    date: date
    should_minutes: int
    has_minutes: int


def to_earn(days: Iterable[Due], balance_minutes: int, cap_minutes: int | None) -> list[tuple[Due, int]]:
    """What is entered now, in order: corrections, then what fits under the cap; the rest waits and is not lost."""
    ordered = sorted(days, key=lambda each: (each.date, each.timesheet_id))
    less = [(each, each.should_minutes - each.has_minutes) for each in ordered]
    found = [(each, minutes) for each, minutes in less if minutes < 0]
    balance_minutes += sum(minutes for _each, minutes in found)
    for each, minutes in less:
        room = minutes if cap_minutes is None else min(minutes, max(cap_minutes - balance_minutes, 0))
        if minutes > 0 and room:
            found.append((each, room))
            balance_minutes += room
    return found
