"""Counting working days: ISO weekdays without bank holidays."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

WEEKDAYS = (1, 2, 3, 4, 5)


def working_days_after(
    day: date, working_days: Collection[int] = WEEKDAYS, holidays: Collection[date] = ()
) -> Iterator[date]:
    """The days after this one that are worked: ISO weekdays given, without holidays."""
    return _worked(day, timedelta(days=1), working_days, holidays)


def working_days_before(
    day: date, working_days: Collection[int] = WEEKDAYS, holidays: Collection[date] = ()
) -> Iterator[date]:
    """The days before this one that are worked, the nearest first."""
    return _worked(day, timedelta(days=-1), working_days, holidays)


def nth_working_day_after(
    day: date, number: int, working_days: Collection[int] = WEEKDAYS, holidays: Collection[date] = ()
) -> date:
    """The first, second, third … working day after this one."""
    return _nth(working_days_after(day, working_days, holidays), number)


def nth_working_day_before(
    day: date, number: int, working_days: Collection[int] = WEEKDAYS, holidays: Collection[date] = ()
) -> date:
    """The first, second, third … working day before this one."""
    return _nth(working_days_before(day, working_days, holidays), number)


def _nth(days: Iterator[date], number: int) -> date:
    for _skipped in range(number - 1):
        next(days)
    return next(days)


def _worked(
    day: date, step: timedelta, working_days: Collection[int], holidays: Collection[date]
) -> Iterator[date]:
    worked = frozenset(working_days) or frozenset(WEEKDAYS)
    while True:
        day += step
        if day.isoweekday() in worked and day not in holidays:
            yield day
