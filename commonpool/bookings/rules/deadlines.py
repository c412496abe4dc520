"""By when a booking is answered. Days are UK days; a deadline is 17:00 in UK time, a midnight, or seven days to the
minute after asking, whichever comes first."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after, nth_working_day_before

DAY = timedelta(days=1)
CLOSE_OF_DAY = 17
ANSWER_WORKING_DAYS = 3
"""The officer's own: somebody who works three days a week is not asked to answer on the other two."""
LONGEST_HOLD_DAYS = 7
"""Held weeks are nobody else's: a week is as long as others are kept waiting."""
MISSING_WORKING_DAYS = 3
LATE_WORKING_DAYS = 3


def answer_by(
    at: datetime, no_later: date, working_days: Collection[int], holidays: Collection[date]
) -> datetime:
    """Three of the officer's own working days, at most seven days, never past the start of the day `no_later`.

    That is the first Monday asked for; of peer help, and of a variation's first week that changes, the Monday after.
    """
    today = london_date(at)
    third = nth_working_day_after(today, ANSWER_WORKING_DAYS, working_days, holidays)
    longest = at + timedelta(days=LONGEST_HOLD_DAYS)
    return min(london_instant(third, CLOSE_OF_DAY), longest, london_instant(no_later))


def missing_by(at: datetime, no_later: date, holidays: Collection[date]) -> datetime:
    """Three working days for what is missing after the officer's yes, and never past the same."""
    third = nth_working_day_after(london_date(at), MISSING_WORKING_DAYS, WEEKDAYS, holidays)
    return min(london_instant(third, CLOSE_OF_DAY), london_instant(no_later))


def free_until(monday: date, holidays: Collection[date]) -> datetime:
    """Until when cancelling a week costs nothing: 17:00 on the third working day before its Monday."""
    third = nth_working_day_before(monday, LATE_WORKING_DAYS, WEEKDAYS, holidays)
    return london_instant(third, CLOSE_OF_DAY)
