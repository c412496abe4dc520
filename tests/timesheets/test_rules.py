"""Filling in, judging and answering hours, as plain arithmetic."""

from datetime import date, datetime, time

import pytest

from commonpool.kernel.clock import LONDON
from commonpool.timesheets import rules
from commonpool.timesheets.rules import Day, Span

MONDAY = date(2026, 12, 7)
SPAN = Span(date(2026, 11, 2), date(2026, 12, 11))


def judge(days: list[Day], *, today: date = date(2026, 12, 11)) -> list[Day]:
    return rules.judge(days, today=today, span=SPAN)


@pytest.mark.parametrize("minutes", [-1, 1441, True, 1.5, None, "60"])
def test_refuses_minutes_that_are_no_whole_number_of_a_day(minutes: object) -> None:
    with pytest.raises(rules.HoursWrong):
        judge([Day(MONDAY, minutes)])  # type: ignore[arg-type]


def test_takes_any_whole_minute_and_leaves_empty_days_out() -> None:
    assert judge([Day(MONDAY, 0), Day(date(2026, 12, 9), 77)]) == [Day(date(2026, 12, 9), 77)]


def test_refuses_a_day_twice() -> None:
    with pytest.raises(rules.DayTwice):
        judge([Day(MONDAY, 10), Day(MONDAY, 20)])


def test_refuses_a_day_that_is_still_to_come() -> None:
    with pytest.raises(rules.NotYetWorked):
        judge([Day(date(2026, 12, 11), 10)], today=date(2026, 12, 10))


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 12, 12)])
def test_refuses_a_day_outside_the_booking(day: date) -> None:
    with pytest.raises(rules.OutsideBooking):
        judge([Day(day, 10)], today=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "holds"),
    [
        (time(9), time(10), 60, True),
        (time(9), time(10), 61, False),
        (time(22), time(1), 180, True),
        (time(9), None, 10, False),
        (None, time(9), 10, False),
        (None, None, 10, True),
    ],
)
def test_minutes_fit_between_the_times_given(
    starts: time | None, ends: time | None, minutes: int, holds: bool
) -> None:
    assert rules.times_hold(Day(MONDAY, minutes, starts, ends)) is holds


def test_silence_agrees_at_five_in_the_afternoon_of_the_fifth_working_day() -> None:
    friday = datetime(2026, 12, 18, 16, 0, tzinfo=LONDON)
    holidays = [date(2026, 12, 25), date(2026, 12, 28)]
    assert rules.silence_by(friday, holidays) == datetime(2026, 12, 29, 17, 0, tzinfo=LONDON)


def test_silence_is_counted_in_days_of_the_united_kingdom() -> None:
    summer_night = datetime(2027, 6, 7, 23, 30, tzinfo=LONDON)
    assert rules.silence_by(summer_night, []) == datetime(2027, 6, 14, 17, 0, tzinfo=LONDON)
