"""The instants of an invented history, and its entries told in order. Everything is counted from one instant, now."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from commonpool.availability.queries import bank_holidays
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.weeks import monday_of

SLOTS = ((16, 5), (14, 10), (11, 20), (9, 40))
"""When things happen on a working day, the latest first."""


@dataclass
class Diary:
    """What happens when. Entries later than `now` are left out: the present cuts every story where it is."""

    now: datetime
    entries: list[tuple[datetime, int, Callable[..., Any], tuple[Any, ...]]] = field(default_factory=list)
    written: int = 0

    @property
    def today(self) -> date:
        return london_date(self.now)

    def monday(self, week: int) -> date:
        """The Monday of a week counted from this one."""
        return monday_of(self.today) + timedelta(weeks=week)

    def instant(self, week: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
        """An instant of that week: days from its Monday (0, possibly negative), UK time."""
        return london_instant(self.monday(week) + timedelta(days=day), hour, minute)

    def recently(self, back: int) -> datetime:
        """The last working moment before now, or so many before it (four a day; no bank holidays)."""
        day, holidays = self.today, bank_holidays("England") | bank_holidays("Northern Ireland")
        while True:
            if day.weekday() < 5 and day not in holidays:
                for hour, minute in SLOTS:
                    moment = london_instant(day, hour, minute)
                    if moment <= self.now:
                        if not back:
                            return moment
                        back -= 1
            day -= timedelta(days=1)

    def on(self, at: datetime, do: Callable[..., Any], *what: Any) -> None:
        """`do(*what, at)` happens at this instant, after what was entered before for the same one."""
        if at <= self.now:
            self.written += 1
            heapq.heappush(self.entries, (at, self.written, do, what))

    def tell(self) -> None:
        """Everything happens, in order; what happens may enter what follows from it."""
        while self.entries:
            at, _number, do, what = heapq.heappop(self.entries)
            do(*what, at)
