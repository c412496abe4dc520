"""On which days the hours of a week are planned: they add up, on the usual days, and on no bank holiday."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commonpool.agreements.rules.when import EVENING_SATURDAY, SUNDAY_HOLIDAY
from commonpool.bookings.rules.planning import MOST_A_DAY, planned_days
from commonpool.kernel.workdays import WEEKDAYS

MONDAY = date(2026, 12, 7)


@given(
    steps=st.integers(1, 200),
    usual=st.sets(st.integers(1, 7)),
    holidays=st.sets(st.integers(0, 6).map(lambda n: MONDAY + timedelta(days=n))),
)
def test_what_is_planned_adds_up_to_what_is_booked(steps: int, usual: set[int], holidays: set[date]) -> None:
    days = planned_days(steps * 30, MONDAY, usual, holidays)
    assert sum(days.values()) == steps * 30
    assert list(days) == sorted(days)
    assert all(minutes > 0 and minutes % 30 == 0 for minutes in days.values())
    open_days = {MONDAY + timedelta(days=n - 1) for n in usual & {*WEEKDAYS} or WEEKDAYS} - holidays
    if open_days and steps * 30 <= MOST_A_DAY * len(open_days):
        assert set(days) <= open_days


def test_two_hours_over_five_days_are_four_half_hours() -> None:
    days = planned_days(120, MONDAY, [1, 2, 3, 4, 5])
    assert [(day.isoweekday(), minutes) for day, minutes in days.items()] == [
        (1, 30),
        (2, 30),
        (3, 30),
        (4, 30),
    ]


def test_christmas_week_skips_its_holidays() -> None:
    holidays = [date(2026, 12, 25), date(2026, 12, 28)]
    days = planned_days(300, date(2026, 12, 21), [1, 2, 3, 4, 5], holidays)
    assert date(2026, 12, 25) not in set(days)
    assert sum(days.values()) == 300


def test_a_three_day_officer_has_three_days_planned() -> None:
    days = planned_days(360, MONDAY, [1, 2, 4])
    assert list(days.values()) == [120, 120, 120]


def test_weekend_hours_are_on_their_day_whatever_is_usual() -> None:
    assert planned_days(90, MONDAY, [1], when=EVENING_SATURDAY) == {date(2026, 12, 12): 90}
    assert planned_days(90, MONDAY, [1], {date(2026, 12, 13)}, SUNDAY_HOLIDAY) == {date(2026, 12, 13): 90}


def test_more_than_the_usual_days_hold_is_spread_over_the_weekdays() -> None:
    days = planned_days(15 * 60, MONDAY, [1])
    assert list(days.values()) == [180] * 5
