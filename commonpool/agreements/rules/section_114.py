"""While a council may enter no agreement that spends: Local Government Finance Act 1988 sections 114(3) and 115."""

from collections.abc import Collection
from datetime import date, timedelta

from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after

OF_THE_ACT = ("England", "Wales")
DAYS_TO_CONSIDER = 21
"""Within which the full council has to consider the report, the day it was made being the first: section 115(3)."""


def latest_meeting(made_on: date) -> date:
    """The last day on which the full council is to have considered a report made on a day."""
    return made_on + timedelta(days=DAYS_TO_CONSIDER - 1)


def last_stopped_day(considered_on: date, holidays: Collection[date]) -> date:
    """The last day of the prohibition: the first business day after the meeting, itself included (section 115(9))."""
    return nth_working_day_after(considered_on, 1, WEEKDAYS, holidays)


def stopped_on(day: date, made_on: date, ends_on: date | None) -> bool:
    """Whether the prohibition holds on a day: from the report to its last day, both included.

    With no meeting recorded it has no last day: that the 21 days are over does not end it (section 115(10)).
    """
    return made_on <= day and (ends_on is None or day <= ends_on)
