"""Quarters of a year, as councils publish by them: a financial year's quarters end on the same days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

WRITTEN = re.compile(r"(20[0-9]{2})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months: `Quarter(2026, 4)` is October to December 2026, written `2026-Q4`."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def due_on(self) -> date:
        """One month after its last day: the last day to publish it (TRN-01)."""
        following = self.after.first
        days = calendar.monthrange(following.year, following.month)[1]
        return following.replace(day=min(self.last.day, days))

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_written(text: str) -> Quarter | None:
    """`2026-Q4`, or nothing where it is written otherwise."""
    found = WRITTEN.fullmatch(text)
    return Quarter(int(found[1]), int(found[2])) if found else None


def latest(today: date, number: int = 12) -> list[Quarter]:
    """So many quarters, that of today first."""
    found = [quarter_of(today)]
    while len(found) < number:
        found.append(found[-1].before)
    return found
