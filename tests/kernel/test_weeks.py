"""Weeks, and the days they are made of: week 53, the turn of the tax year, the changes of the clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.workdays import nth_working_day_after, nth_working_day_before

DAYS = st.dates(date(2000, 1, 3), date(2200, 1, 1))


def test_2026_has_a_week_53_that_ends_in_2027() -> None:
    assert weeks.read("2026-W53") == date(2026, 12, 28)
    assert weeks.written(weeks.monday_of(date(2027, 1, 3))) == "2026-W53"
    assert weeks.read("2027-W01") == date(2027, 1, 4)


@pytest.mark.parametrize(
    "text",
    ["2027-W53", "2026-W00", "2026-W54", "2026-W5\N{ARABIC-INDIC DIGIT ZERO}", "2026-W5", "2026W50", " 2026-W50",
     "2026-W50\n", "0000-W01", "1999-W52", "2201-W01", "9999-W52", "2026-w50", "", "2026-W5\0"],
)  # fmt: skip
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(weeks.NotAWeek):
        weeks.read(text)
    with pytest.raises(weeks.NotAWeek):
        weeks.read_range(f"2026-W50..{text}")


@given(DAYS)
def test_a_week_is_read_as_it_is_written(day: date) -> None:
    monday = weeks.monday_of(day)
    assert monday.isoweekday() == 1
    assert weeks.read(weeks.written(monday)) == monday
    assert day in weeks.days_of(monday)


def test_a_range_holds_both_ends_and_at_most_53_weeks() -> None:
    assert weeks.read_range("2026-W52..2027-W01") == [
        date(2026, 12, 21),
        date(2026, 12, 28),
        date(2027, 1, 4),
    ]
    assert weeks.read_range("2027-W01,2026-W50,2027-W01") == [date(2026, 12, 7), date(2027, 1, 4)]
    assert len(weeks.read_range("2026-W01..2026-W53")) == 53
    for refused in ("2026-W01..2027-W01", "2027-W02..2027-W01", "2026-W01..", ",".join(["2026-W01"] * 54)):
        with pytest.raises(weeks.NotAWeek):
            weeks.read_range(refused)


def test_the_week_of_29_march_2027_holds_the_end_of_a_tax_year_and_no_change_of_clocks() -> None:
    days = weeks.days_of(weeks.read("2027-W13"))
    assert (days[0], days[-1]) == (date(2027, 3, 29), date(2027, 4, 4))
    assert {date(2027, 3, 31), date(2027, 4, 1)} <= set(days)
    assert london_instant(days[0]).utcoffset() == timedelta(hours=1)
    assert london_instant(date(2027, 3, 28)).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2027, 3, 29), 24)]
)
def test_the_day_the_clocks_change_is_an_hour_shorter_or_longer(day: date, hours: int) -> None:
    begins, ends = (london_instant(each).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    assert ends - begins == timedelta(hours=hours)


def test_half_past_midnight_in_summer_is_the_day_the_clocks_show() -> None:
    assert london_date(datetime(2027, 3, 31, 23, 30, tzinfo=UTC)) == date(2027, 4, 1)
    assert london_date(datetime(2027, 3, 31, 22, 30, tzinfo=UTC)) == date(2027, 3, 31)
    assert london_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


def test_five_in_the_afternoon_is_five_whatever_the_clocks_do() -> None:
    for day in (date(2027, 3, 26), date(2027, 3, 29), date(2026, 10, 23), date(2026, 10, 26)):
        local = london_instant(day, 17)
        assert (local.hour, london_date(local.astimezone(UTC))) == (17, day)


@given(DAYS, st.integers(1, 30), st.sets(st.integers(1, 7)), st.sets(DAYS, max_size=5))
def test_working_days_are_worked_and_counted(
    day: date, number: int, worked: set[int], holidays: set[date]
) -> None:
    after = nth_working_day_after(day, number, worked, holidays)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    days = worked or {1, 2, 3, 4, 5}
    assert sum(each.isoweekday() in days and each not in holidays for each in between) == number
    assert nth_working_day_before(after, number, worked, holidays) <= day
