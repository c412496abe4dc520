"""ISO weeks, Monday to Sunday, kept as the date of their Monday and written `2026-W50`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal

WEEK = timedelta(days=7)
WRITTEN = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
LONGEST_RANGE = 53
STEP_MINUTES = 30
"""Hours are offered and booked in half hours; worked to the minute."""
YEARS = range(2000, 2201)
"""Further away nobody is booked, and a day is soon none that a calendar holds: 9999-W52 has no Sunday."""


class NotAWeek(Refusal):
    """The text names no ISO week (`not_a_week`): wrong shape, week 53 of a year of 52, a year before
    2000 or after 2200."""

    code = "not_a_week"
    message = _("Write a week like 2026-W50.")
    field = "weeks"


def monday_of(day: date) -> date:
    """The Monday of the ISO week that holds this day."""
    return day - timedelta(days=day.weekday())


def written(monday: date) -> str:
    """`2026-W53` for 28 December 2026: the ISO year, not the calendar year."""
    year, week, _day = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def read(text: str) -> date:
    """The Monday of a week written `2026-W50`. Refuses `not_a_week`."""
    found = WRITTEN.fullmatch(text)
    if not found or int(found[1]) not in YEARS:
        raise NotAWeek
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        raise NotAWeek from error


def read_range(text: str) -> list[date]:
    """The Mondays of `2026-W50..2027-W02` (both ends included), or of a comma-separated list, at most 53."""
    if ".." in text:
        first, _dots, last = text.partition("..")
        start, end = read(first), read(last)
        if end < start or (end - start) // WEEK >= LONGEST_RANGE:
            raise NotAWeek
        return list(between(start, end))
    mondays = [read(part) for part in text.split(",")]
    if len(mondays) > LONGEST_RANGE:
        raise NotAWeek
    return sorted(set(mondays))


def between(first: date, last: date) -> Iterator[date]:
    """Every Monday from `first`'s week to `last`'s week, both included."""
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += WEEK


def days_of(monday: date) -> list[date]:
    """The seven days of a week."""
    return [monday + timedelta(days=n) for n in range(7)]
