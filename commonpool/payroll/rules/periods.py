"""Payroll periods: a month each, with a cut-off day. UK time."""

from datetime import date, datetime, timedelta

from commonpool.kernel import months
from commonpool.kernel.clock import london_date, london_instant

ONE_DAY = timedelta(days=1)


def cut_off(period: date, day: int) -> datetime:
    """The end of the cut-off day: what is agreed before this instant is paid in the period."""
    return london_instant(period.replace(day=day) + timedelta(days=1))


def first_file_after(day: date, cut_off_day: int) -> date:
    """The first cut-off day after a day: hours agreed by its end are paid in its month."""
    this = day.replace(day=cut_off_day)
    return this if this > day else months.after(day.replace(day=1)).replace(day=cut_off_day)


def period_at(at: datetime, day: int) -> date:
    """The period in whose file hours agreed at an instant are: this month's until its cut-off, then the next."""
    month = london_date(at).replace(day=1)
    return month if at < cut_off(month, day) else months.after(month)
