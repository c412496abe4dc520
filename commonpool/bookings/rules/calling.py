"""How many calls may be asked: enough to find the right person, too few to wear anybody out."""

from datetime import date, datetime, timedelta

from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.weeks import monday_of

ASKED_PER_WEEK = 5
"""By one person: a call is asked of somebody, not of everybody."""
RECEIVED_PER_WEEK = 3
"""By one officer: at most an hour and a half of their week."""
LAPSES_AFTER_DAYS = 7
MOST_CHARACTERS = 1000


def lapses_at(at: datetime) -> datetime:
    """17:00 UK time on the seventh day."""
    return london_instant(london_date(at) + timedelta(days=LAPSES_AFTER_DAYS), 17)


def week_start(at: datetime) -> datetime:
    """The instant at which this week began in the United Kingdom."""
    monday: date = monday_of(london_date(at))
    return london_instant(monday)


def fits(text: str, *, needed: bool = True) -> bool:
    """Whether this is a message: something said, not too long, no NUL."""
    return (bool(text.strip()) or not needed) and len(text) <= MOST_CHARACTERS and "\x00" not in text
