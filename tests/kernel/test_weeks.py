"""Weeks as they are written and read: ISO weeks of years in which somebody may be booked."""

from datetime import date

import pytest

from commonpool.kernel import weeks


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W50", date(2026, 12, 7)),
        ("2026-W53", date(2026, 12, 28)),
        ("2000-W01", date(2000, 1, 3)),
        ("2200-W52", date(2200, 12, 22)),
    ],
)
def test_a_week_is_read_as_its_monday_and_written_the_same(text: str, monday: date) -> None:
    assert weeks.read(text) == monday
    assert weeks.written(monday) == text


@pytest.mark.parametrize(
    "text",
    ["2027-W53", "2026-W00", "0000-W01", "1999-W52", "2201-W01", "9999-W52", "2026-50", "٢٠٢٦-W50", ""],
)
def test_refuses_what_is_no_week_or_too_far_to_have_all_its_days(text: str) -> None:
    with pytest.raises(weeks.NotAWeek):
        weeks.read(text)
    with pytest.raises(weeks.NotAWeek):
        weeks.read_range(f"{text}..{text}")


def test_a_range_holds_at_most_53_weeks() -> None:
    assert len(weeks.read_range("2026-W50..2027-W49")) == 53
    for text in ("2026-W50..2027-W50", "2026-W50..2026-W49", ",".join(["2026-W50"] * 54)):
        with pytest.raises(weeks.NotAWeek):
            weeks.read_range(text)
