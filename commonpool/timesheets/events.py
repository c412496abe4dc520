"""What happens to the hours of a booked week. Both councils see it."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class HoursOpened(Fact):
    """The week has begun (or work was done early): its hours can be sent, filled in as booked."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class HoursSubmitted(Fact):
    """The officer said how long they worked."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class HoursAgreed(Fact):
    """The host agreed the hours, or the five working days passed."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class HoursQueried(Fact):
    """The host asked about the hours; the officer sends them again."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TimesheetDropped(Fact):
    """The week was released before any hours were sent: none are expected."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
