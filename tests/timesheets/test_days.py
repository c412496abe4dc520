"""What kind of day and what time of day minutes were worked in, against a walk from minute to minute."""

from collections import Counter
from datetime import date, time, timedelta
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonpool.organisations.queries import bank_holidays
from commonpool.timesheets.rules.days import Day, day_type, lasts, parts

CLOCKS_CHANGE = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
NATIONS = ["England", "Wales", "Scotland", "Northern Ireland"]
# What the nations' own lists say of these days, typed from gov.uk/bank-holidays.
HOLIDAYS = {
    date(2026, 1, 1): set(NATIONS),
    date(2026, 1, 2): {"Scotland"},
    date(2026, 3, 17): {"Northern Ireland"},
    date(2026, 4, 3): set(NATIONS),
    date(2026, 4, 6): {"England", "Wales", "Northern Ireland"},
    date(2026, 5, 4): set(NATIONS),
    date(2026, 5, 25): set(NATIONS),
    date(2026, 7, 13): {"Northern Ireland"},
    date(2026, 8, 3): {"Scotland"},
    date(2026, 8, 31): {"England", "Wales", "Northern Ireland"},
    date(2026, 11, 30): {"Scotland"},
    date(2026, 12, 25): set(NATIONS),
    date(2026, 12, 28): set(NATIONS),
}
NAMES = ["weekday"] * 5 + ["saturday", "sunday"]

days = st.one_of(
    st.dates(date(2026, 1, 1), date(2026, 12, 30)),
    st.sampled_from(CLOCKS_CHANGE).flatmap(lambda day: st.sampled_from([day - timedelta(days=1), day])),
    st.sampled_from(sorted(HOLIDAYS)).flatmap(lambda day: st.sampled_from([day - timedelta(days=1), day])),
)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@cache
def minutes_of(day: date) -> list[int]:
    """What clocks show through a day, minute by minute: from one to two is skipped in March, and twice in October."""
    skipped, twice = CLOCKS_CHANGE[::2], CLOCKS_CHANGE[1::2]
    hours = [hour for hour in range(24) if day not in skipped or hour != 1]
    hours += [1] if day in twice else []
    return [hour * 60 + minute for hour in sorted(hours) for minute in range(60)]


BANDS = ["00:00-06:00"] * 360 + ["06:00-22:00"] * 960 + ["22:00-24:00"] * 120
"""The time band of each minute that a clock shows."""


def walked(day: date, starts: time, ends: time) -> Counter[tuple[date, str]]:
    """Minutes by calendar day and time band, each minute looked at by itself."""
    last = day if ends >= starts else day + timedelta(days=1)
    first, end = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    assume(first in minutes_of(day) and end in minutes_of(last))  # no clock shows a skipped time
    of_first, of_last = minutes_of(day).index(first), minutes_of(last).index(end)
    walks = {day: minutes_of(day)[of_first : of_last if last == day else None]}
    if last != day:
        walks[last] = minutes_of(last)[:of_last]
    found: Counter[tuple[date, str]] = Counter()
    for on, minutes in walks.items():
        for band, number in Counter(BANDS[minute] for minute in minutes).items():
            found[on, band] = number
    return found


@settings(max_examples=2000)
@given(day=days, starts=times, ends=times, nation=st.sampled_from(NATIONS), less=st.integers(0, 240))
def test_every_minute_lies_in_the_band_in_which_it_was_worked(
    day: date, starts: time, ends: time, nation: str, less: int
) -> None:
    walk = walked(day, starts, ends)
    whole = sum(walk.values())
    assert lasts(day, starts, ends) == whole
    worked = min(max(whole - less, 0), 1440)
    found = parts(Day(day, worked, starts, ends), bank_holidays(nation))
    assert sum(part.minutes for part in found) == worked
    assert [part.date for part in found] == sorted(part.date for part in found)
    for part in found:
        # A pause that nobody placed is shared: each band within a minute of its share.
        assert abs(part.minutes * whole - walk[part.date, part.band] * worked) < whole
        if part.date.year == 2026:
            holiday = nation in HOLIDAYS.get(part.date, set())
            assert part.day_type == ("public_holiday" if holiday else NAMES[part.date.weekday()])
    if worked == whole:
        assert {(part.date, part.band): part.minutes for part in found} == dict(walk)


@pytest.mark.parametrize("nation", NATIONS)
def test_the_kind_of_each_day_of_a_year_is_that_of_the_officers_nation(nation: str) -> None:
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365)):
        holiday = nation in HOLIDAYS.get(day, set())
        assert day_type(day, bank_holidays(nation)) == ("public_holiday" if holiday else NAMES[day.weekday()])


@pytest.mark.parametrize(("day", "minutes"), [(date(2026, 3, 28), 420), (date(2026, 10, 24), 540)])
def test_a_night_on_which_clocks_change_is_as_long_as_it_was(day: date, minutes: int) -> None:
    assert lasts(day, time(22), time(6)) == minutes


def test_after_midnight_on_friday_it_is_saturday() -> None:
    found = parts(Day(date(2026, 12, 11), 240, time(22), time(2)), frozenset())
    assert [(part.date.day, part.day_type, part.band, part.minutes) for part in found] == [
        (11, "weekday", "22:00-24:00", 120),
        (12, "saturday", "00:00-06:00", 120),
    ]


def test_without_times_all_was_in_the_daytime() -> None:
    found = parts(Day(date(2026, 12, 12), 90), frozenset())
    assert [(part.day_type, part.band, part.minutes) for part in found] == [("saturday", "06:00-22:00", 90)]
