"""Whether overtime is regular enough to count for holiday pay (HOL-01; SI 1998/1833 reg 13 and 16)."""

from collections.abc import Iterable
from datetime import date

from commonpool.kernel.weeks import WEEK, monday_of

WEEKS = 52
ONE_IN = 3


def weeks_with_overtime(days: Iterable[date], on: date) -> int:
    """In how many of the 52 weeks before the week of a day there was overtime."""
    this_week = monday_of(on)
    first = this_week - WEEKS * WEEK
    return len({monday_of(day) for day in days if first <= monday_of(day) < this_week})


def is_regular(weeks: int) -> bool:
    """Overtime in a third or more of the 52 weeks: it belongs in the pay of four weeks' holiday (reg 13 leave)."""
    return weeks * ONE_IN >= WEEKS
