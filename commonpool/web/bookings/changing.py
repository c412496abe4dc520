"""What can be changed of a bound booking: weeks still to be worked, weeks that are free, and the new price."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commonpool.agreements.rules.when import WEEKDAY
from commonpool.bookings import queries
from commonpool.bookings.models import BookedWeek
from commonpool.bookings.rules.asking import free_but_own
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.kernel.money import price_of
from commonpool.web.bookings.viewpoint import Viewpoint

AHEAD = timedelta(weeks=12)
ONE_HOUR = 60


@dataclass(frozen=True)
class Room:
    """Minutes booked and still to be worked, minutes that are free, and pence an hour, by Monday."""

    booked: Mapping[date, int]
    free: Mapping[date, int]
    prices: Mapping[date, int]
    fixed_minutes: int
    fixed_pence: int

    def with_one_more_hour(self) -> dict[date, int]:
        """What is booked with an hour added where there is room for it: in a booked week, else in a free one."""
        for monday in [*self.booked, *self.free]:
            if self.free.get(monday, 0) >= ONE_HOUR:
                return {**self.booked, monday: self.booked.get(monday, 0) + ONE_HOUR}
        return dict(self.booked)

    def net_of(self, chosen: Mapping[date, int]) -> int:
        """Pence before VAT of the whole booking with these weeks in place of those still to be worked."""
        changed = sum(price_of(minutes, self.prices.get(monday, 0)) for monday, minutes in chosen.items())
        return self.fixed_pence + changed


@dataclass(frozen=True)
class Line:
    """One week before and after, in minutes."""

    monday: date
    before: int
    after: int


@dataclass(frozen=True)
class Difference:
    """What a change would come to, in minutes and in pence before VAT."""

    lines: list[Line]
    minutes_before: int
    minutes_after: int
    net_before: int
    net_after: int


def room_of(view: Viewpoint, at: datetime, when: str = "") -> Room:
    """What there is to change, at the prices of `when` in the week it would be worked, where that is to change.

    Eleven SQL queries at most.
    """
    booking, today = view.booking, london_date(at)
    live = sorted(
        (week for week in booking.weeks.all() if week.released_at is None), key=lambda week: week.monday
    )
    open_ones = [week for week in live if week.worked_at is None and week.monday + timedelta(days=6) >= today]
    fixed = [week for week in live if week not in open_ones]
    first = weeks.monday_of(today) + weeks.WEEK
    last = max([first + AHEAD, *(week.monday for week in open_ones)])
    found = queries.free_weeks([booking.listing], [booking.host_id], first, last, at, booking_id=booking.pk)
    free = found[booking.listing_id]
    signed = {week.monday: week.hourly_pence for week in open_ones if when in ("", week.when)}
    prices = _prices(view, [*free, *(week.monday for week in open_ones)], when) | signed
    room = free | _room_in_booked(view, open_ones)
    return Room(
        booked={week.monday: week.minutes for week in open_ones},
        free={monday: minutes for monday, minutes in sorted(room.items()) if monday in prices},
        prices=prices,
        fixed_minutes=sum(week.minutes for week in fixed),
        fixed_pence=sum(week.net_pence for week in fixed),
    )


def _prices(view: Viewpoint, mondays: Collection[date], when: str) -> dict[date, int]:
    """Pence an hour in weeks, where there is a price; on weekdays, if nothing else is said."""
    if not mondays:
        return {}
    band = view.booking.employment.grade_band
    found = queries.prices_on(view.booking.home_id, band, mondays, dict.fromkeys(mondays, when or WEEKDAY))
    return {monday: pence for monday, pence in found.items() if pence is not None}


def _room_in_booked(view: Viewpoint, booked: list[BookedWeek]) -> dict[date, int]:
    """Minutes that are left in weeks this booking has already, within what the permission allows a week."""
    known = queries.weeks_known(view.booking.officer_id, [week.monday for week in booked], lock=False)
    most = view.booking.permission.weekly_minutes
    found = {}
    for week in booked:
        room = min(free_but_own(known[week.monday], week.minutes), most) if week.monday in known else 0
        found[week.monday] = max(room - week.minutes, 0) // weeks.STEP_MINUTES * weeks.STEP_MINUTES
    return found


def difference(room: Room, chosen: Mapping[date, int], net_before: int) -> Difference:
    """The weeks before and after, and the price."""
    mondays = sorted({*room.booked, *chosen})
    return Difference(
        lines=[Line(monday, room.booked.get(monday, 0), chosen.get(monday, 0)) for monday in mondays],
        minutes_before=room.fixed_minutes + sum(room.booked.values()),
        minutes_after=room.fixed_minutes + sum(chosen.values()),
        net_before=net_before,
        net_after=room.net_of(chosen),
    )
