"""Hours worked: what the officer says of a booked week, what the host answers, and what the home council allows."""

from commonpool.timesheets.models.correction import CorrectedDay, HoursCorrection
from commonpool.timesheets.models.days import WorkedDay, WorkedPart
from commonpool.timesheets.models.missing_yes import MissingYes
from commonpool.timesheets.models.timesheet import AGREED, Timesheet

__all__ = [
    "AGREED",
    "CorrectedDay",
    "HoursCorrection",
    "MissingYes",
    "Timesheet",
    "WorkedDay",
    "WorkedPart",
]
