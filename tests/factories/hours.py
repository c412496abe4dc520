"""Hours worked in every state, reached by calling the operations."""

from datetime import date, datetime

from commonpool.bookings.models import Booking
from commonpool.kernel.clock import LONDON
from commonpool.timesheets import operations
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.rules import Day
from tests.factories.bookings import Pair, monday
from tests.factories.people import actor

FRIDAY = datetime(2026, 12, 11, 17, 0, tzinfo=LONDON)
"""The end of the first bookable week of most tests."""


def sent_hours(
    booking: Booking, minutes: int | None = None, *, week: date | None = None, at: datetime = FRIDAY
) -> Timesheet:
    """The officer has sent the hours of a week: as booked, or so many minutes on its Wednesday."""
    start = week or monday()
    days = None if minutes is None else [Day(start.replace(day=start.day + 2), minutes)]
    return operations.submit_hours(
        actor=actor(booking.officer, at=at), booking_id=booking.pk, monday=start, days=days, at=at
    )


def agreed_hours(
    pair: Pair,
    booking: Booking,
    minutes: int | None = None,
    *,
    week: date | None = None,
    at: datetime = FRIDAY,
) -> Timesheet:
    """The host has agreed them."""
    sent = sent_hours(booking, minutes, week=week, at=at)
    return operations.agree_hours(actor=actor(pair.booker, at=at), timesheet_id=sent.pk, at=at)


def corrected_hours(pair: Pair, sheet: Timesheet, days: dict[date, int], *, at: datetime) -> HoursCorrection:
    """The officer has said that agreed hours were other ones, and the host agreed."""
    said = operations.correct_hours(
        actor=actor(sheet.booking.officer, at=at),
        timesheet_id=sheet.pk,
        days=[Day(day, minutes) for day, minutes in days.items()],
        reason="I read the wrong week",
        at=at,
    )
    return operations.agree_correction(actor=actor(pair.booker, at=at), correction_id=said.pk, at=at)
