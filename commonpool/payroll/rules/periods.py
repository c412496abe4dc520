"""Payroll periods: a month each, kept as its first day, written `2027-01`, with a cut-off day. UK time."""

from datetime import date, datetime, timedelta

from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.refusals import NotFound

ONE_DAY = timedelta(days=1)
YEARS = range(2000, 2201)


def written(period: date) -> str:
    """`2027-01` for 1 January 2027."""
    return f"{period.year:04d}-{period.month:02d}"


def read(text: str) -> date:
    """The period written so. Refuses `not_found`."""
    year, _dash, month = text.partition("-")
    plain = all(each.isascii() and each.isdecimal() for each in (year, month))
    if not (plain and len(year) == 4 and len(month) == 2 and int(year) in YEARS and 1 <= int(month) <= 12):
        raise NotFound
    return date(int(year), int(month), 1)


def next_after(period: date) -> date:
    """The month after."""
    return (period + timedelta(days=31)).replace(day=1)


def before(period: date) -> date:
    """The month before."""
    return (period - timedelta(days=1)).replace(day=1)


def cut_off(period: date, day: int) -> datetime:
    """The end of the cut-off day: what is agreed before this instant is paid in the period."""
    return london_instant(period.replace(day=day) + timedelta(days=1))


def first_file_after(day: date, cut_off_day: int) -> date:
    """The first cut-off day after a day: hours agreed by its end are paid in its month."""
    this = day.replace(day=cut_off_day)
    return this if this > day else next_after(day.replace(day=1)).replace(day=cut_off_day)


def period_at(at: datetime, day: int) -> date:
    """The period in whose file hours agreed at an instant are: this month's until its cut-off, then the next."""
    month = london_date(at).replace(day=1)
    return month if at < cut_off(month, day) else next_after(month)
