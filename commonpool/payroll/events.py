"""What happens in payroll: counts and ids only, never a payroll number or a rate of pay."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PayrollExported(Fact):
    """A council's payroll file of a period exists. `period`: its first day. Minutes are the sum of its lines."""

    file_id: int
    period: date
    lines: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class PayrollFileTaken(Fact):
    """Somebody took a payroll file: number 1 is the first time, every later one is the same file again."""

    file_id: int
    period: date
    number: int


@dataclass(frozen=True, kw_only=True)
class OwnTimeStated(Fact):
    """The officer stated that the hours of a booked week were outside their contracted hours, or made up."""

    timesheet_id: int
    booking_id: int
    officer_id: int
    monday: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TimeBackEarned(Fact):
    """Agreed hours became time back."""

    employment_id: int
    person_id: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TimeBackLapsed(Fact):
    """Time back that was not taken in time is gone."""

    employment_id: int
    person_id: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class AboutTimeTaken(Fact):
    """Something happened to time back that an officer took."""

    taken_id: int
    employment_id: int
    person_id: int
    on: date
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TimeTakenRecorded(AboutTimeTaken):
    """The officer recorded time back that they take on a day; their manager answers."""


@dataclass(frozen=True, kw_only=True)
class TimeTakenAgreed(AboutTimeTaken):
    """The manager agreed: the time back is taken."""


@dataclass(frozen=True, kw_only=True)
class TimeTakenRefused(AboutTimeTaken):
    """The manager refused: the balance stands."""


@dataclass(frozen=True, kw_only=True)
class HrListsReady(Fact):
    """HR's two lists of a month: how many officers wait for a check, how many are lent."""

    month: date
    to_check: int
    out: int


@dataclass(frozen=True, kw_only=True)
class HoursToPayCarriedOver(Fact):
    """A council ended: hours of so many timesheets, which it had not paid, are paid by another."""

    was_id: int
    now_id: int
    timesheets: int
