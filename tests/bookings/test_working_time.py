"""The 48-hour average and the weeks in one role, to the minute, and against counting it all out."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.bookings.rules.working_time import (
    Average,
    OptOut,
    WorkingTime,
    average,
    fullest_ahead,
    no_week_is_above,
    of_age,
    weeks_in_role,
)

WEEK = timedelta(days=7)
BASE = date(2026, 11, 2)
CONTRACT = 37 * 60
ROOM = 17 * (48 - 37) * 60
"""Minutes that could be lent in 17 weeks beside a contract of 37 hours."""


def week(number: int) -> date:
    return BASE + number * WEEK


def judged(asked: dict[int, int], **known: object) -> Average:
    """The average of weeks given by number, from the facts of somebody with 37 hours unless said otherwise."""
    lent = known.pop("lent", {})
    facts = {"contract_minutes": CONTRACT, "lent": {week(n): each for n, each in lent.items()}, **known}  # type: ignore[attr-defined]
    return average({week(n): minutes for n, minutes in asked.items()}, WorkingTime(**facts))  # type: ignore[arg-type]


# To the minute


@pytest.mark.parametrize(("more", "effect", "minutes"), [(0, "WARN", 2880), (1, "BLOCK", 2881)])
def test_forty_eight_hours_pass_and_a_minute_more_does_not(more: int, effect: str, minutes: int) -> None:
    found = judged({0: ROOM - 600 + more}, lent={5: 600})
    assert (found.effect, found.minutes, found.weeks) == (effect, minutes, 17)
    assert found.total_minutes == 17 * 2880 + more


@pytest.mark.parametrize(("less", "effect"), [(0, "WARN"), (1, "PASS")])
def test_it_is_shown_from_forty_four_hours(less: int, effect: str) -> None:
    assert judged({0: 17 * (44 - 37) * 60 - less}).effect == effect


@pytest.mark.parametrize(("away", "effect"), [(16, "BLOCK"), (17, "WARN"), (-16, "BLOCK"), (-17, "WARN")])
def test_a_week_counts_with_the_sixteen_before_and_after_it(away: int, effect: str) -> None:
    assert judged({0: ROOM}, lent={away: 1}).effect == effect


@pytest.mark.parametrize(("away", "effect"), [(25, "BLOCK"), (26, "WARN")])
def test_twenty_six_weeks_where_set(away: int, effect: str) -> None:
    found = judged({0: 26 * 11 * 60}, lent={away: 1}, window_weeks=26)
    assert (found.effect, found.weeks) == (effect, 26)


def test_the_window_is_named_by_its_mondays() -> None:
    found = judged({0: ROOM}, lent={10: 1})
    assert (found.monday, found.last_monday) == (week(-6), week(10))
    assert found.last_monday is not None
    assert found.last_monday.isoweekday() == 1


def test_only_windows_with_a_week_asked_for_are_judged() -> None:
    """What was too much long ago is nothing that this request does."""
    assert judged({0: 60}, lent={-20: 2 * ROOM}).effect == "PASS"


def test_hours_for_anybody_else_count() -> None:
    assert judged({0: 17 * 60}, other_minutes=10 * 60).effect == "WARN"
    assert judged({0: 17 * 60 + 1}, other_minutes=10 * 60).effect == "BLOCK"


def test_who_works_over_forty_eight_hours_already_can_be_asked_for_nothing() -> None:
    assert judged({0: 30}, contract_minutes=48 * 60).effect == "BLOCK"


def test_nothing_asked_says_nothing() -> None:
    assert judged({}) == judged({0: 0}) == Average(effect=None)
    assert judged({}).minutes == 0


# New at the council


def test_the_window_of_a_new_officer_begins_with_their_employment() -> None:
    began = week(-1) + timedelta(days=2)
    least = judged({0: 22 * 60}, began_on=began)
    assert (least.effect, least.monday, least.last_monday, least.weeks) == ("WARN", week(-1), week(0), 2)
    assert judged({0: 22 * 60 + 1}, began_on=began).effect == "BLOCK"
    assert judged({0: 22 * 60 + 1}).effect == "PASS"


@pytest.mark.parametrize(("weeks", "effect"), [(16, "WARN"), (15, "BLOCK")])
def test_a_first_day_a_window_ago_changes_nothing(weeks: int, effect: str) -> None:
    assert judged({0: ROOM}, began_on=week(-weeks) + timedelta(days=6)).effect == effect


# Ahead


def test_the_fullest_window_ahead_is_the_latest_of_those_that_are_as_full() -> None:
    lent = {week(-3): 9000, week(2): 600, week(4): 600}
    known = WorkingTime(42 * 60, lent=lent, opt_outs=[OptOut(BASE)])
    found = fullest_ahead(known, week(0))
    assert (found.monday, found.last_monday) == (week(-3), week(13))
    assert (found.effect, found.total_minutes) == ("WARN", 17 * 42 * 60 + 10200)
    found = fullest_ahead(known, week(1))
    assert found.total_minutes == 17 * 42 * 60 + 10200
    assert fullest_ahead(WorkingTime(42 * 60, lent={week(-17): 9000}), week(0)).effect == "PASS"
    assert fullest_ahead(WorkingTime(44 * 60), week(0)).effect == "WARN"


# Opted out


def test_who_opted_out_is_only_warned() -> None:
    found = judged({0: 2 * ROOM}, opt_outs=[OptOut(BASE)])
    assert (found.effect, found.total_minutes) == ("WARN", 17 * CONTRACT + 2 * ROOM)


@pytest.mark.parametrize(("starts", "ends", "effect"), [(0, 6, "WARN"), (1, 6, "BLOCK"), (0, 5, "BLOCK")])
def test_an_opt_out_covers_only_whole_weeks(starts: int, ends: int, effect: str) -> None:
    opt_out = OptOut(BASE + timedelta(days=starts), BASE + timedelta(days=ends))
    assert judged({0: ROOM + 1}, opt_outs=[opt_out]).effect == effect


def test_weeks_opted_out_neither_fill_the_average_nor_make_room_in_it() -> None:
    """Later and earlier weeks take their place: (A+B)/C of regulation 4(6)."""
    opt_out = OptOut(week(-4), week(-1) + timedelta(days=6))
    assert judged({0: ROOM}, lent={-2: 3000}, opt_outs=[opt_out]).effect == "WARN"
    assert judged({0: ROOM}, lent={-20: 1}, opt_outs=[opt_out]).effect == "BLOCK"
    assert judged({0: ROOM}, lent={-21: 1}, opt_outs=[opt_out]).effect == "WARN"


def test_one_week_asked_for_outside_the_opt_out_is_enough() -> None:
    opt_out = OptOut(week(1))
    assert judged({0: 60, 1: 2 * ROOM}, opt_outs=[opt_out]).effect == "WARN"
    assert judged({0: ROOM + 1, 1: 60}, opt_outs=[opt_out]).effect == "BLOCK"


# Counting it all out

DAYS = st.integers(-120, 90)
OPT_OUTS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 120)), max_size=2)
LENT = st.dictionaries(st.integers(-30, 40), st.integers(0, 1500), max_size=12)
ASKED = st.dictionaries(st.integers(0, 12), st.integers(0, 9000), max_size=5)


def free_of_the_limit(monday: date, known: WorkingTime) -> bool:
    """Whether each of the seven days lies in one opt-out."""
    days = [monday + timedelta(days=n) for n in range(7)]
    periods = [(each.starts_on, each.ends_on or date.max) for each in known.opt_outs]
    return any(all(first <= day <= last for day in days) for first, last in periods)


def counted_out(asked: dict[date, int], known: WorkingTime) -> Iterator[tuple[int, Fraction]]:
    """Every window there is, by writing down all its weeks: how grave it is, and its average."""
    wanted = {monday for monday, minutes in asked.items() if minutes}
    free = {monday for monday in wanted if free_of_the_limit(monday, known)}
    calendar = [week(n) for n in range(-50, 71)]
    unlimited = {monday for monday in calendar if free_of_the_limit(monday, known)}
    usual = known.contract_minutes + known.other_minutes
    hours = {monday: usual + known.lent.get(monday, 0) + asked.get(monday, 0) for monday in calendar}
    for limited, ours in ((True, wanted - free), (False, free)):
        if not ours:
            continue
        weeks = [monday for monday in calendar if not (limited and monday in unlimited)]
        if known.began_on is not None:
            weeks = [m for m in weeks if m + WEEK > known.began_on or m >= min(ours)]
        for end in range(1, len(weeks) + 1):
            window = weeks[max(end - known.window_weeks, 0) : end]
            if not ours.isdisjoint(window):
                mean = Fraction(sum(hours[monday] for monday in window), len(window))
                yield (2 if limited and mean > 2880 else 1 if mean >= 2640 else 0), mean


@settings(max_examples=2000, derandomize=True)
@given(
    asked=ASKED,
    lent=LENT,
    usual=st.tuples(st.integers(0, 2900), st.integers(0, 600)),
    began=st.none() | st.integers(-150, 40),
    outs=OPT_OUTS,
    size=st.sampled_from([17, 26]),
)
def test_it_is_what_counting_it_all_out_says(
    asked: dict[int, int],
    lent: dict[int, int],
    usual: tuple[int, int],
    began: int | None,
    outs: list[tuple[int, int | None]],
    size: int,
) -> None:
    known = WorkingTime(
        contract_minutes=usual[0],
        other_minutes=usual[1],
        lent={week(n): minutes for n, minutes in lent.items()},
        began_on=None if began is None else BASE + timedelta(days=began),
        opt_outs=[opt_out_of(*each) for each in outs],
        window_weeks=size,
    )
    wanted = {week(n): minutes for n, minutes in asked.items()}
    found, windows = average(wanted, known), list(counted_out(wanted, known))
    assert found.effect != "BLOCK" or not no_week_is_above(wanted, known)
    if not windows:
        assert found == Average(effect=None)
        return
    gravest = max(windows)
    assert (found.effect, Fraction(found.total_minutes, found.weeks)) == (
        ("PASS", "WARN", "BLOCK")[gravest[0]],
        gravest[1],
    )


def opt_out_of(starts: int, lasts: int | None) -> OptOut:
    first = BASE + timedelta(days=starts)
    return OptOut(first, None if lasts is None else first + timedelta(days=lasts))


# Weeks in one role


def test_the_twelfth_week_in_a_role_warns() -> None:
    mondays = [week(n) for n in range(10)]
    assert weeks_in_role(mondays, [week(10)]).effect == "PASS"
    found = weeks_in_role(mondays, [week(10), week(11)])
    assert (found.effect, found.weeks, found.since) == ("WARN", 12, BASE)


@pytest.mark.parametrize(("away", "weeks"), [(6, 12), (7, 1)])
def test_a_break_of_six_weeks_stops_the_count_and_a_longer_one_starts_it_again(away: int, weeks: int) -> None:
    found = weeks_in_role([week(n) for n in range(11)], [week(11 + away)])
    assert found.weeks == weeks


def test_a_role_that_is_long_over_says_nothing_of_a_new_start() -> None:
    assert weeks_in_role([week(n) for n in range(20)], [week(40)]).effect == "PASS"
    assert weeks_in_role([week(0)], []).effect is None


@settings(max_examples=2000, derandomize=True)
@given(
    had=st.sets(st.integers(0, 50), max_size=25), asked=st.sets(st.integers(0, 50), min_size=1, max_size=4)
)
def test_weeks_in_a_role_are_what_a_calendar_with_seven_empty_weeks_splits(
    had: set[int], asked: set[int]
) -> None:
    calendar = "".join("x" if n in had | asked else "." for n in range(60))
    position, longest = 0, 0
    for part in calendar.split("." * 7):
        weeks = {position + n for n, mark in enumerate(part) if mark == "x"}
        longest = max(longest, len(weeks)) if weeks & asked else longest
        position += len(part) + 7
    found = weeks_in_role([week(n) for n in had], [week(n) for n in asked])
    assert found.weeks == longest
    assert found.effect == ("WARN" if longest >= 12 else "PASS")


@pytest.mark.parametrize(("adult", "effect"), [(True, "PASS"), (False, "BLOCK"), (None, None)])
def test_nobody_under_eighteen_is_lent(adult: bool | None, effect: str | None) -> None:
    assert of_age(adult) == effect
