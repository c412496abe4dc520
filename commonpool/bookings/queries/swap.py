"""What changes hands when terms bind: weeks that stay, weeks that go, lines that come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonpool.bookings.models import BookedWeek, BookingTerms
from commonpool.bookings.rules import pricing
from commonpool.bookings.rules.pricing import Priced
from commonpool.kernel import weeks as iso


@dataclass(frozen=True)
class Swap:
    """The weeks a booking holds, and what its terms would have in their place."""

    live: tuple[BookedWeek, ...]
    lines: tuple[Priced, ...]

    @property
    def going(self) -> list[BookedWeek]:
        """Weeks held that the terms do not have just so."""
        kept = {(line.monday, line.minutes, line.hourly_pence, line.when) for line in self.lines}
        return [
            week
            for week in self.live
            if (week.monday, week.minutes, week.hourly_pence, week.when) not in kept
        ]

    @property
    def coming(self) -> list[Priced]:
        """Lines of the terms that are not held just so."""
        staying = {week.monday for week in self.live} - {week.monday for week in self.going}
        return [line for line in self.lines if line.monday not in staying]

    @property
    def first(self) -> date:
        """The Monday of the first week that changes."""
        return min([week.monday for week in self.going] + [line.monday for line in self.coming])

    @property
    def pence(self) -> tuple[list[tuple[date, int]], list[tuple[date, int]]]:
        """Pairs of Monday and pence, before and after."""
        before = [(week.monday, week.net_pence) for week in self.live]
        return before, [(line.monday, line.net_pence) for line in self.lines]

    @property
    def minutes(self) -> tuple[list[tuple[date, int]], list[tuple[date, int]]]:
        """Pairs of Monday and minutes, before and after."""
        before = [(week.monday, week.minutes) for week in self.live]
        return before, [(line.monday, line.minutes) for line in self.lines]

    @property
    def uses_a_limit(self) -> bool:
        """Whether a week that goes was paid out of some spending limit."""
        return any(week.spending_limit_id is not None for week in self.going)

    @property
    def adding(self) -> dict[date, int]:
        """Pence that binding adds to each month, whoever pays; less than nothing where it frees more."""
        return self._adding(self.going)

    def months(self, limit_id: int | None) -> dict[date, int]:
        """Pence that binding adds to each month of this limit; less than nothing where it frees more."""
        return self._adding(
            week for week in self.going if limit_id is not None and week.spending_limit_id == limit_id
        )

    def _adding(self, going: Iterable[BookedWeek]) -> dict[date, int]:
        found = pricing.by_month(self.coming)
        for week in going:
            month = pricing.month_of(week.monday)
            found[month] = found.get(month, 0) - week.net_pence
        return found


def swap_of(live: Iterable[BookedWeek], terms: BookingTerms) -> Swap:
    """What would change hands if these terms took the place of the weeks held."""
    lines = tuple(
        Priced(iso.read(each["week"]), each["minutes"], each["hourly_pence"], each["net_pence"], each["when"])
        for each in terms.weeks
    )
    return Swap(tuple(sorted(live, key=lambda week: week.monday)), lines)
