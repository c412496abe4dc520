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
    """The host agreed the hours, or the five working days passed. `lent_minutes`: those that wait for nobody."""

    lent_minutes: int


@dataclass(frozen=True, kw_only=True)
class YesMissing(AboutHours):
    """Of the hours agreed, so many lie outside of what was booked: the home council is asked."""


@dataclass(frozen=True, kw_only=True)
class HoursAllowed(AboutHours):
    """The home council said yes to hours outside of what was booked: so many minutes are paid and charged."""


@dataclass(frozen=True, kw_only=True)
class HoursNotAllowed(AboutHours):
    """The home council said no to hours outside of what was booked: they are neither paid nor charged."""


@dataclass(frozen=True, kw_only=True)
class MoveAsked(AboutHours):
    """The officer asked the host to move a week's hours to another week, or to another time of the week."""

    to_monday: date
    when: str


@dataclass(frozen=True, kw_only=True)
class HoursLocked(AboutHours):
    """What was agreed is charged, and closed for good."""


@dataclass(frozen=True, kw_only=True)
class HoursQueried(AboutHours):
    """The host asked about the hours; the officer sends them again."""


@dataclass(frozen=True, kw_only=True)
class TimesheetDropped(AboutHours):
    """The week was released before any hours were sent: none are expected."""


@dataclass(frozen=True, kw_only=True)
class AboutCorrection(AboutHours):
    """Something happened to a correction of agreed hours. `minutes`: all that it says."""

    correction_id: int
    was_minutes: int


@dataclass(frozen=True, kw_only=True)
class CorrectionProposed(AboutCorrection):
    """The officer, or HR of the home council, said that agreed hours are wrong, and what is right."""


@dataclass(frozen=True, kw_only=True)
class CorrectionRefused(AboutCorrection):
    """The host does not agree to a correction: the hours stay as they were agreed."""


@dataclass(frozen=True, kw_only=True)
class CorrectionWithdrawn(AboutCorrection):
    """Who proposed a correction took it back."""


@dataclass(frozen=True, kw_only=True)
class CorrectionWaits(AboutCorrection):
    """The host agreed to a correction, and of its hours so many lie outside of the booking: home is asked."""

    waiting_minutes: int


@dataclass(frozen=True, kw_only=True)
class HoursCorrected(AboutCorrection):
    """A correction holds: its hours take the place of those before. `payable_minutes`: those that are paid."""

    payable_minutes: int
    was_payable_minutes: int
