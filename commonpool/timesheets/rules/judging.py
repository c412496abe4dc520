"""Hours worked: what may be sent, by when they are answered. Whole minutes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.bookings.rules import rests
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after
from commonpool.timesheets.rules.days import WHOLE_DAY_MINUTES, Day, lasts
from commonpool.timesheets.rules.refusals import (
    DayTwice,
    HoursWrong,
    NotYetWorked,
    OutsideBooking,
    TimesWrong,
)

SILENCE_WORKING_DAYS = 5
CLOSE_OF_DAY = 17
MOST_DAYS = 60


def said_of_hours(
    days: Sequence[Day],
    average: str | None,
    *,
    agreed: rests.Agreed = rests.USUAL,
    around: Iterable[Day] = (),
) -> dict[str, str]:
    """What the rules of working time say to hours that were worked, by rule: nothing to undo, so they warn or pass.

    Rest, breaks and nights are judged where a day's times are given, and not otherwise. `average`: what the 48-hour
    rule says, and `around`: what else was worked in the weeks about, both for those whom the officer's other hours
    concern. `agreed`: how the home council counts rest.
    """
    duties = _timed(days)
    all_duties, about = [*duties, *_timed(around)], {day for day, _starts, _ends in duties}
    worked = {day.date: day.minutes for day in days}
    daily = rests.daily_rest(all_duties, least_minutes=agreed.daily_minutes, about=about)
    weekly = rests.weekly_rest(all_duties, fortnights_from=agreed.fortnights_from, about=about)
    judged = {
        "WT-01": average,
        "WT-03": daily.effect if about else None,
        "WT-04": weekly.effect if about else None,
        "WT-05": rests.breaks(duties, worked).effect,
        "WT-06": rests.night(duties).effect,
    }
    return {rule: "PASS" if effect == "PASS" else "WARN" for rule, effect in judged.items() if effect}


def _timed(days: Iterable[Day]) -> list[rests.Duty]:
    return [(day.date, day.starts, day.ends) for day in days if day.starts and day.ends]


JUDGED = ("WT-01", "WT-03", "WT-04", "WT-05", "WT-06")
"""The rules of law that are judged on hours worked."""


@dataclass(frozen=True)
class Span:
    """The first and the last day on which work for a booking counts."""

    first: date
    last: date


def total(days: Iterable[Day]) -> int:
    """All the minutes together."""
    return sum(day.minutes for day in days)


def judge(days: Sequence[Day], *, today: date, span: Span) -> list[Day]:
    """The days worked, in order and without empty ones, if they may be sent: also more than is booked.

    Refuses `hours_wrong`, `day_twice`, `times_wrong`, `not_yet_worked`, `outside_booking`.
    """
    if len(days) > MOST_DAYS or any(not _whole(day.minutes) for day in days):
        raise HoursWrong
    worked = sorted((day for day in days if day.minutes), key=lambda day: day.date)
    if len({day.date for day in worked}) != len(worked):
        raise DayTwice
    for day in worked:
        _judge_day(day, today, span)
    return worked


def _whole(minutes: object) -> bool:
    return isinstance(minutes, int) and not isinstance(minutes, bool) and 0 <= minutes <= WHOLE_DAY_MINUTES


def _judge_day(day: Day, today: date, span: Span) -> None:
    if not times_hold(day):
        raise TimesWrong
    if day.date > today:
        raise NotYetWorked(day=day.date.strftime("%d/%m/%Y"))
    if not span.first <= day.date <= span.last:
        raise OutsideBooking(first=span.first.strftime("%d/%m/%Y"), last=span.last.strftime("%d/%m/%Y"))


def times_hold(day: Day) -> bool:
    """Whether the minutes fit between the times given. An end before the start is after midnight."""
    if day.starts is None and day.ends is None:
        return True
    if day.starts is None or day.ends is None:
        return False
    return day.minutes <= lasts(day.date, day.starts, day.ends)


def silence_by(at: datetime, holidays: Collection[date]) -> datetime:
    """17:00 UK time on the fifth working day after the day the hours were sent."""
    day = nth_working_day_after(london_date(at), SILENCE_WORKING_DAYS, WEEKDAYS, holidays)
    return london_instant(day, CLOSE_OF_DAY)
