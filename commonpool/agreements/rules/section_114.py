"""While a council may enter no agreement that spends: Local Government Finance Act 1988 sections 114(3) and 115."""

from datetime import date, timedelta

OF_THE_ACT = ("England", "Wales")
DAYS_TO_CONSIDER = 21
"""Within which the full council considers the report, the day it was made being the first."""


def latest_meeting(made_on: date) -> date:
    """The last day on which the full council may consider a report made on a day."""
    return made_on + timedelta(days=DAYS_TO_CONSIDER - 1)


def last_stopped_day(made_on: date, considered_on: date | None) -> date:
    """The last day of the prohibition: the day after the meeting, or after the last day on which it may be held."""
    return (considered_on or latest_meeting(made_on)) + timedelta(days=1)


def stopped_on(day: date, made_on: date, considered_on: date | None) -> bool:
    """Whether the prohibition holds on a day: from the day the report is made to its last day, both included."""
    return made_on <= day <= last_stopped_day(made_on, considered_on)
