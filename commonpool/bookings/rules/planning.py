"""On which days the hours of a week are planned: a call-off says so, and a timesheet is filled in the same way."""

from collections.abc import Collection
from datetime import date, timedelta

from commonpool.agreements.rules.when import EVENING_SATURDAY, WEEKDAY
from commonpool.kernel.money import split
from commonpool.kernel.workdays import WEEKDAYS

STEP_MINUTES = 30
MOST_A_DAY = 12 * 60
"""Minutes planned on one day at most: more than the usual days hold so are spread over all weekdays."""
SATURDAY, SUNDAY = 6, 7


def planned_days(
    minutes: int,
    monday: date,
    usual_days: Collection[int],
    holidays: Collection[date] = (),
    when: str = WEEKDAY,
) -> dict[date, int]:
    """The minutes of a week by day, in order: spread over the usual days (ISO, 1 to 7) that are no bank holidays.

    In half hours; the earlier days get what cannot be shared evenly: 120 minutes over five days are four times 30.
    Hours agreed for evenings and Saturdays are on the Saturday, for Sundays and bank holidays on the Sunday.
    """
    if when == WEEKDAY:
        usual = set(usual_days) & set(WEEKDAYS) or set(WEEKDAYS)
    else:
        usual, holidays = ({SATURDAY}, holidays) if when == EVENING_SATURDAY else ({SUNDAY}, ())
    all_days = [monday + timedelta(days=day - 1) for day in sorted(usual)]
    days = [day for day in all_days if day not in holidays] or all_days
    if when == WEEKDAY and minutes > MOST_A_DAY * len(days):
        days = [monday + timedelta(days=day - 1) for day in WEEKDAYS]
    steps, rest = divmod(minutes, STEP_MINUTES)
    parts = [part * STEP_MINUTES for part in split(steps, [1] * len(days))]
    parts[0] += rest
    return {day: part for day, part in zip(days, parts, strict=True) if part}
