"""Rest, breaks and nights, to the minute, and against a calendar of half hours."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.bookings.rules.rests import Duty, Rested, breaks, daily_rest, night, weekly_rest

MONDAY = date(2026, 11, 2)


def duty(day: int, starts: str, ends: str) -> Duty:
    return MONDAY + timedelta(days=day), time.fromisoformat(starts), time.fromisoformat(ends)


def test_without_times_nothing_is_said() -> None:
    for rule in (daily_rest, weekly_rest, breaks, night):
        assert rule([]) == Rested(effect=None)
    assert daily_rest([duty(0, "09:00", "17:00")]).effect is None
    assert breaks([duty(0, "09:00", "15:00")]).effect is None


# Eleven hours


@pytest.mark.parametrize(("starts", "effect", "minutes"), [("07:00", "PASS", 660), ("06:59", "WARN", 659)])
def test_eleven_hours_from_the_end_of_a_day_to_the_next(starts: str, effect: str, minutes: int) -> None:
    found = daily_rest([duty(1, starts, "12:00"), duty(0, "13:00", "20:00"), duty(0, "08:00", "12:00")])
    assert found == Rested(effect, MONDAY + timedelta(days=1), minutes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("least", "effect"), [(480, "PASS"), (481, "WARN")])
def test_a_local_agreement_moves_the_rest_to_the_minute(least: int, effect: str) -> None:
    short = [duty(0, "13:00", "22:00"), duty(1, "06:00", "09:00")]
    assert daily_rest(short).effect == "WARN"
    assert daily_rest(short, least_minutes=least).effect == effect


def test_only_rests_beside_the_days_asked_about_are_judged() -> None:
    late, early = duty(0, "13:00", "22:00"), duty(1, "06:00", "09:00")
    long, after = duty(4, "09:00", "12:00"), duty(5, "09:00", "12:00")
    for day in (0, 1):
        assert daily_rest([late, early, long], about={MONDAY + timedelta(days=day)}).minutes == 480
    found = daily_rest([late, early, long, after], about={after[0]})
    assert found == Rested("PASS", after[0], 21 * 60)
    busy = [duty(day, "06:00", "22:00") for day in range(7)]
    assert (
        weekly_rest([*busy, duty(7, "06:00", "22:00")], about={MONDAY + timedelta(days=7)}).effect == "PASS"
    )
    assert weekly_rest([*busy, duty(7, "06:00", "22:00")], about={MONDAY}).effect == "WARN"


def test_work_past_midnight_ends_on_the_next_day() -> None:
    assert daily_rest([duty(0, "20:00", "01:00"), duty(1, "11:59", "15:00")]).minutes == 659
    assert daily_rest([duty(0, "22:00", "08:00"), duty(1, "07:00", "09:00")]).minutes == 0


@pytest.mark.parametrize(("day", "minutes"), [(date(2027, 3, 27), 600), (date(2026, 10, 24), 720)])
def test_the_nights_on_which_clocks_change_are_as_long_as_they_are(day: date, minutes: int) -> None:
    duties = [(day, time(12), time(20)), (day + timedelta(days=1), time(7), time(9))]
    assert daily_rest(duties).minutes == minutes


# Twenty-four hours in seven days


@pytest.mark.parametrize(("starts", "effect"), [("09:00", "PASS"), ("08:59", "WARN")])
def test_twenty_four_hours_in_a_week(starts: str, effect: str) -> None:
    days = [duty(day, "00:00", "23:59") for day in range(5)]
    found = weekly_rest([*days, duty(5, "00:00", "09:00"), duty(6, starts, "00:00")])
    assert (found.effect, found.on) == (effect, MONDAY)


def test_a_rest_is_cut_at_the_end_of_the_week() -> None:
    """Sunday noon to Tuesday is twelve hours of one week and a day of the next."""
    busy = [duty(day, "06:00", "22:00") for day in range(6)]
    found = weekly_rest([*busy, duty(6, "06:00", "12:00"), duty(8, "00:00", "10:00")])
    assert (found.effect, found.minutes) == ("WARN", 12 * 60)


def test_the_daily_rest_can_be_asked_for_beside_it() -> None:
    busy = [duty(day, "06:00", "22:00") for day in range(6)]
    assert weekly_rest(busy).effect == "PASS"
    assert weekly_rest(busy, apart=True).effect == "WARN"


def test_two_days_in_a_fortnight_where_the_council_counts_so() -> None:
    def busy_but(*free: int) -> list[Duty]:
        return [duty(day, "06:00", "22:00") for day in range(14) if day not in free]

    def effect(*free: int) -> str | None:
        return weekly_rest(busy_but(*free), fortnights_from=MONDAY).effect

    assert [effect(), effect(5), effect(5, 12), effect(12, 13)] == ["WARN", "WARN", "PASS", "PASS"]
    assert weekly_rest(busy_but(12, 13)).effect == "WARN"


@pytest.mark.parametrize(
    ("ends", "starts", "effect"),
    [("22:00", "22:00", "PASS"), ("22:00", "21:59", "WARN"), ("22:01", "22:00", "WARN")],
)
def test_forty_eight_hours_at_once_to_the_minute(ends: str, starts: str, effect: str) -> None:
    busy = [duty(day, "00:00", "23:59") for day in range(14) if day not in (5, 6, 7)]
    found = weekly_rest([*busy, duty(5, "06:00", ends), duty(7, starts, "23:59")], fortnights_from=MONDAY)
    assert (found.effect, found.on) == (effect, MONDAY)


@pytest.mark.parametrize(("starts", "effect"), [("22:00", "PASS"), ("21:59", "WARN")])
def test_twenty_four_hours_twice_to_the_minute(starts: str, effect: str) -> None:
    busy = [duty(day, "00:00", "23:59") for day in range(14) if day not in (3, 4, 10, 11)]
    rests = [duty(3, "06:00", "22:00"), duty(4, "22:00", "23:59"), duty(10, "06:00", "22:00")]
    found = weekly_rest([*busy, *rests, duty(11, starts, "23:59")], fortnights_from=MONDAY)
    assert found.effect == effect


def test_fortnights_are_counted_from_the_monday_given_and_weeks_before_it() -> None:
    day = [duty(0, "09:00", "17:00")]
    found = [weekly_rest(day, fortnights_from=MONDAY + n * timedelta(days=7)).on for n in (-2, -1, 0, 1)]
    assert found == [MONDAY, MONDAY - timedelta(days=7), MONDAY, MONDAY]
    busy = [duty(day, "06:00", "22:00") for day in range(7)]
    found_of = [weekly_rest(busy, fortnights_from=MONDAY + n * timedelta(days=7)).effect for n in (-1, 0, 1)]
    assert found_of == ["PASS", "PASS", "WARN"]


# Twenty minutes


@pytest.mark.parametrize(
    ("starts", "ends", "effect"),
    [("12:20", "15:21", "PASS"), ("12:19", "15:19", None), ("12:19", "15:20", "WARN")],
)
def test_a_break_in_a_day_over_six_hours(starts: str, ends: str, effect: str | None) -> None:
    assert breaks([duty(0, "09:00", "12:00"), duty(0, starts, ends)]).effect == effect


def test_minutes_not_worked_are_the_break() -> None:
    day = [duty(0, "09:00", "17:00")]
    assert breaks(day) == Rested("WARN", MONDAY, 0)
    assert breaks(day, {MONDAY: 460}) == Rested("PASS", MONDAY, 20)
    assert breaks(day, {MONDAY: 461}) == Rested("WARN", MONDAY, 19)
    assert breaks(day, {MONDAY: 360}).effect is None


def test_work_given_twice_counts_once() -> None:
    assert breaks(
        [duty(0, "09:00", "13:00"), duty(0, "10:00", "12:00"), duty(0, "12:30", "15:00")]
    ) == Rested(effect=None)


# Nights


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        ("09:00", "23:00", 0),
        ("22:00", "02:00", 180),
        ("22:00", "01:59", 179),
        ("04:00", "09:00", 120),
        ("03:00", "06:30", 180),
        ("20:00", "20:00", 420),
    ],
)
def test_three_hours_of_night_make_a_night_worker(starts: str, ends: str, minutes: int) -> None:
    found = night([duty(0, starts, ends), duty(3, "09:00", "10:00")])
    assert found.minutes == minutes
    assert found.effect == ("WARN" if minutes >= 180 else "PASS")


# Against a calendar of half hours

CLOCK = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
DUTIES = st.lists(
    st.tuples(st.integers(0, 13).map(lambda n: MONDAY + timedelta(days=n)), CLOCK, CLOCK), max_size=6
)


def half_hours(duties: list[Duty]) -> set[int]:
    """Which half hours from the first Monday on are worked."""
    found = set()
    for day, starts, ends in duties:
        first = (day - MONDAY).days * 48 + starts.hour * 2 + starts.minute // 30
        half = first
        while half == first or half % 48 != ends.hour * 2 + ends.minute // 30:
            found.add(half)
            half += 1
    return found


def free_stretches(worked: set[int], first: int, after: int) -> list[int]:
    """Half hours of each stretch without work between two half hours, the longest first."""
    line = "".join("x" if half in worked else "." for half in range(first, after))
    return sorted((len(free) for free in line.split("x")), reverse=True)


@settings(max_examples=2000, derandomize=True)
@given(
    duties=st.lists(
        st.tuples(st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n)), CLOCK, CLOCK), max_size=14
    ),
    after=st.integers(-2, 4),
    least=st.integers(16, 30),
    asked=st.sets(st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n))),
)
def test_rest_as_agreed_is_what_the_calendar_shows(
    duties: list[Duty], after: int, least: int, asked: set[date]
) -> None:
    """Fortnights from a week on, single weeks before it; another daily rest; only what some days touch."""
    worked = half_hours(duties)
    judged = [each for each in duties if not asked or each[0] in asked]
    numbers = {half // 336 for half in half_hours(judged)}
    periods = {(n, n + 1) if n < after else (n - (n - after) % 2, n - (n - after) % 2 + 2) for n in numbers}
    kept = True
    for first, end in periods:
        longest, *others = free_stretches(worked, first * 336, end * 336)
        if end - first == 1:
            kept &= longest >= 48
        else:
            kept &= longest >= 96 or (longest >= 48 and bool(others) and others[0] >= 48)
    start = MONDAY + after * timedelta(days=7)
    assert weekly_rest(duties, fortnights_from=start, about=asked).effect == (
        None if not periods else "PASS" if kept else "WARN"
    )
    by_day = {day: half_hours([each for each in duties if each[0] == day]) for day, _starts, _ends in duties}
    rests = [
        max(min(by_day[later]) - max(by_day[earlier]) - 1, 0)
        for earlier, later in pairwise(sorted(by_day))
        if not asked or {earlier, later} & asked
    ]
    assert daily_rest(duties, least_minutes=least * 30, about=asked).effect == (
        None if not rests else "PASS" if min(rests) >= least else "WARN"
    )


@settings(max_examples=2000, derandomize=True)
@given(duties=DUTIES)
def test_rest_and_night_are_what_the_calendar_shows(duties: list[Duty]) -> None:
    worked = half_hours(duties)
    weeks = {half // 336 for half in worked}
    stretches = {
        n: max(
            len(free)
            for free in "".join("x" if h in worked else "." for h in range(n * 336, n * 336 + 336)).split("x")
        )
        for n in weeks
    }
    found = weekly_rest(duties)
    assert found.minutes == 30 * min(stretches.values(), default=0)
    assert found.effect == (None if not weeks else "PASS" if found.minutes >= 1440 else "WARN")
    by_day = {day: half_hours([each for each in duties if each[0] == day]) for day, _starts, _ends in duties}
    nights = [
        len([half for half in halves if half % 48 < 12 or half % 48 >= 46]) for halves in by_day.values()
    ]
    assert night(duties).minutes == 30 * max(nights, default=0)
    days = sorted(by_day)
    rests = [max(min(by_day[later]) - max(by_day[earlier]) - 1, 0) for earlier, later in pairwise(days)]
    assert daily_rest(duties).minutes == 30 * min(rests, default=0)
