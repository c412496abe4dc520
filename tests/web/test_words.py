"""Numbers and times are written the way the content style says."""

import datetime

import pytest
from django.utils import translation

from commonpool.web.templatetags import words

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("pence", "text"),
    [(7663, "£76.63"), (0, "£0.00"), (123456789, "£1,234,567.89"), (-5, "-£0.05"), (None, "")],
)
def test_writes_pence_as_pounds(pence: int | None, text: str) -> None:
    assert words.pounds(pence) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (120, "2 hours"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (30, "30 minutes"),
        (1, "1 minute"),
        (0, "0 hours"),
        (None, ""),
    ],
)
def test_writes_minutes_as_hours(minutes: int | None, text: str) -> None:
    assert words.hours(minutes) == text


@pytest.mark.parametrize(("minutes", "text"), [(120, "2"), (90, "1.5"), (600, "10"), (0, "0"), (None, "")])
def test_writes_minutes_as_a_small_number(minutes: int | None, text: str) -> None:
    assert words.decimal_hours(minutes) == text


def test_writes_days_and_weeks() -> None:
    monday = datetime.date(2026, 12, 7)
    assert words.day(monday) == "7 December 2026"
    assert words.short_day(monday) == "Monday 7 December"
    assert words.week_of(monday) == "week of 7 December"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime.datetime(2026, 12, 10, 17, 0, tzinfo=UTC), "5pm on Thursday 10 December 2026"),
        (datetime.datetime(2026, 7, 1, 16, 30, tzinfo=UTC), "5:30pm on Wednesday 1 July 2026"),
        (datetime.datetime(2026, 12, 10, 12, 0, tzinfo=UTC), "midday on Thursday 10 December 2026"),
        (datetime.datetime(2027, 3, 31, 23, 0, tzinfo=UTC), "midnight on Thursday 1 April 2027"),
        (datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "1:30am on Sunday 25 October 2026"),
    ],
)
def test_writes_instants_by_the_clocks_of_the_united_kingdom(at: datetime.datetime, text: str) -> None:
    assert words.moment(at) == text


def test_an_instant_after_midnight_in_summer_is_the_british_day() -> None:
    assert words.day(datetime.datetime(2027, 3, 31, 23, 30, tzinfo=UTC)) == "1 April 2027"


def test_writes_months_in_the_readers_language() -> None:
    with translation.override("cy"):
        assert words.day(datetime.date(2026, 12, 7)) == "7 Rhagfyr 2026"
