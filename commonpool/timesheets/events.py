"""What happens to the hours of a booked week. Both councils see it."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutHours(Fact):
    """Something happened to the hours of a booked week. `minutes`: those booked, sent or agreed."""

    timesheet_id: int
    booking_id: int
    booked_week_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class HoursOpened(AboutHours):
    """The week has begun (or work was done early): its hours can be sent, filled in as booked."""


@dataclass(frozen=True, kw_only=True)
class HoursSubmitted(AboutHours):
    """The officer said how long they worked."""


@dataclass(frozen=True, kw_only=True)
class HoursWithoutEvidence(AboutHours):
    """The officer sent hours, and the host has not recorded what it has to have seen before work begins."""


@dataclass(frozen=True, kw_only=True)
class HoursAgreed(AboutHours):
    """The host agreed the hours, or the five working days passed."""


@dataclass(frozen=True, kw_only=True)
class HoursQueried(AboutHours):
    """The host asked about the hours; the officer sends them again."""


@dataclass(frozen=True, kw_only=True)
class TimesheetDropped(AboutHours):
    """The week was released before any hours were sent: none are expected."""
