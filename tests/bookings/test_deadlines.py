"""By when a booking is answered, and until when cancelling is free. UK time, the officer's own working days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonpool.availability.queries import bank_holidays
from commonpool.bookings.rules.deadlines import answer_by, free_until, missing_by
from commonpool.kernel.clock import LONDON

WEEKDAYS = (1, 2, 3, 4, 5)
FAR = date(2027, 6, 7)
ENGLAND = bank_holidays("England")


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "days", "until"),
    [
        (london(2026, 11, 2, 10), WEEKDAYS, london(2026, 11, 5, 17)),  # Monday: Tuesday, Wednesday, Thursday
        (london(2026, 11, 6, 10), WEEKDAYS, london(2026, 11, 11, 17)),  # Friday: over the weekend
        (
            london(2026, 11, 3, 10),
            (1, 2, 3),
            london(2026, 11, 10, 10),
        ),  # Monday to Wednesday: at most seven days
        (london(2026, 11, 2, 10), (1,), london(2026, 11, 9, 10)),  # works Mondays: at most seven days
        (london(2026, 12, 23, 10), WEEKDAYS, london(2026, 12, 30, 10)),  # Christmas: at most seven days
        (london(2026, 10, 22, 23, 30), WEEKDAYS, london(2026, 10, 27, 17)),  # the clocks go back on the 25th
        (
            datetime.fromisoformat("2027-03-31T23:30:00+00:00"),
            WEEKDAYS,
            london(2027, 4, 6, 17),
        ),  # 1 April here
    ],
)
def test_three_of_the_officers_own_working_days_at_most_seven_days(
    at: datetime, days: tuple[int, ...], until: datetime
) -> None:
    assert answer_by(at, FAR, days, ENGLAND) == until


def test_never_past_the_start_of_the_first_week() -> None:
    friday = london(2026, 11, 6, 10)
    assert answer_by(friday, date(2026, 11, 9), WEEKDAYS, ENGLAND) == london(2026, 11, 9)
    assert missing_by(friday, date(2026, 11, 9), ENGLAND) == london(2026, 11, 9)


@pytest.mark.parametrize(
    ("monday", "nation", "until"),
    [
        (date(2026, 12, 7), "England", london(2026, 12, 2, 17)),
        (date(2026, 12, 28), "England", london(2026, 12, 22, 17)),  # Christmas Day is no working day
        (date(2027, 1, 4), "England", london(2026, 12, 29, 17)),  # 1 January; 28 December stands for the 26th
        (date(2026, 1, 5), "England", london(2025, 12, 30, 17)),  # 2 January is worked in England
        (date(2026, 1, 5), "Scotland", london(2025, 12, 29, 17)),  # and not in Scotland
        (date(2027, 3, 22), "Northern Ireland", london(2027, 3, 16, 17)),  # St Patrick's Day is the Wednesday
        (date(2026, 3, 30), "England", london(2026, 3, 25, 17)),  # the clocks go forward on the 29th
    ],
)
def test_cancelling_is_free_until_17_00_on_the_third_working_day_before(
    monday: date, nation: str, until: datetime
) -> None:
    holidays = bank_holidays(nation)
    assert free_until(monday, holidays) == until


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    ahead=st.integers(1, 400),
    days=st.sets(st.integers(1, 7), min_size=1),
)
def test_a_hold_is_three_worked_days_found_one_by_one_or_seven_days_or_the_first_week(
    at: datetime, ahead: int, days: set[int]
) -> None:
    """Against a slower reckoning: day by day, from the day after."""
    today = at.astimezone(LONDON).date()
    first = today + timedelta(days=ahead - today.weekday() if ahead > 6 else 7 - today.weekday())
    worked = [
        day
        for day in (today + timedelta(days=n) for n in range(1, 120))
        if day.isoweekday() in days and day not in ENGLAND
    ]
    third = datetime.combine(worked[2], time(17), LONDON)
    begins = datetime.combine(first, time(0), LONDON)
    found = answer_by(at, first, days, ENGLAND)
    assert found == min(third, begins, at + timedelta(days=7))
    assert (found - at) <= timedelta(days=7)
