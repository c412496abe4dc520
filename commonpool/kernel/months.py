"""Months, each kept as its first day and written `2027-01`."""

from datetime import date, timedelta

from commonpool.kernel.refusals import NotFound

YEARS = range(2000, 2201)


def after(day: date) -> date:
    """The first day of the month after the one a day is in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def before(day: date) -> date:
    """The first day of the month before the one a day is in."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def written(month: date) -> str:
    """`2027-01` for 1 January 2027."""
    return f"{month.year:04d}-{month.month:02d}"


def read(text: str) -> date:
    """The month written so. Refuses `not_found`."""
    year, _dash, month = text.partition("-")
    plain = all(each.isascii() and each.isdecimal() for each in (year, month))
    if not (plain and len(year) == 4 and len(month) == 2 and int(year) in YEARS and 1 <= int(month) <= 12):
        raise NotFound
    return date(int(year), int(month), 1)
