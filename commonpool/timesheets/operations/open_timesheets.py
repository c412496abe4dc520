"""Weeks that have begun have a timesheet, filled in as booked."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import one_by_one
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.kernel.clock import london_date
from commonpool.timesheets import queries
from commonpool.timesheets.events import HoursOpened
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations.telling import tell

WEEK_BEGUN = Actor.rule("week_begun")


def open_timesheets(*, at: datetime, actor: Actor = WEEK_BEGUN) -> int:
    """Each live week of a bound, paid booking that has begun has a timesheet; how many were opened.

    Each in its own transaction, under the booking's lock. Repeating it changes nothing.
    """
    due = dict(queries.weeks_to_open(london_date(at)))
    return one_by_one(due, lambda week_id: _open(due[week_id], week_id, actor, at))


def _open(booking_id: int, week_id: int, actor: Actor, at: datetime) -> bool:
    booking = bookings.hold(booking_id).booking
    week = booking.weeks.filter(pk=week_id, released_at__isnull=True).first()
    if booking.status != "bound" or week is None or Timesheet.objects.filter(booked_week=week).exists():
        return False
    open_week(booking, week, actor=actor, at=at)
    return True


def open_week(booking: Booking, week: BookedWeek, *, actor: Actor, at: datetime) -> Timesheet:
    """The week of the locked booking has its timesheet: the writing alone."""
    timesheet = Timesheet.objects.create(
        booking=booking,
        booked_week=week,
        opened_at=at,
        opened_by_id=actor.person_id,
        opened_by_rule=actor.standing_rule,
    )
    tell(HoursOpened, booking, week, timesheet, for_home=True, actor=actor, at=at, minutes=week.minutes)
    return timesheet
