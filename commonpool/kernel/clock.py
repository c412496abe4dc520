"""The one place that reads the clock. Only the edges (web, api, jobs) call it: elsewhere time is an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def london_date(at: datetime) -> date:
    """The calendar day in the United Kingdom at an instant: 1 April 00:30 BST is 1 April, not 31 March."""
    return at.astimezone(LONDON).date()


def london_instant(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant at which UK clocks show this hour of this day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
