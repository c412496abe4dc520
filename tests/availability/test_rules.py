"""What a week offers, and why not: pure arithmetic over dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonpool.availability import rules
from commonpool.availability.queries import bank_holidays
from commonpool.availability.rules import Limits, Offering, Span
from commonpool.kernel.hashes import sha256_of

WEEK_53 = date(2026, 12, 28)
CHRISTMAS = date(2026, 12, 21)
YEARS = Span(date(2026, 1, 1), date(2028, 12, 31))


def offering(**over: object) -> Offering:
    facts: dict[str, object] = {
        "weekly_minutes": 120,
        "offered": YEARS,
        "permitted": YEARS,
        "permitted_minutes": 240,
        "usual_days": (1, 2, 3, 4, 5),
    }
    return Offering(**(facts | over))  # type: ignore[arg-type]


def test_offers_the_weekly_hours():
    assert rules.derive(offering(), WEEK_53) == rules.Derived(WEEK_53, 120, "")


def test_never_goes_above_the_permissions_weekly_cap():
    assert rules.derive(offering(permitted_minutes=90), WEEK_53).minutes == 90


def test_adds_one_off_hours_to_their_own_week_under_the_cap():
    blocks = {WEEK_53: 60, CHRISTMAS: 1000}
    assert rules.derive(offering(blocks=blocks), WEEK_53).minutes == 180
    assert rules.derive(offering(blocks=blocks), CHRISTMAS).minutes == 240


def test_offers_one_off_hours_alone_in_their_week_only():
    only = offering(weekly_minutes=0, blocks={WEEK_53: 90})
    assert rules.derive(only, WEEK_53).minutes == 90
    assert rules.derive(only, CHRISTMAS) == rules.Derived(CHRISTMAS, 0, "not_offered")


def test_closes_a_week_off():
    assert rules.derive(offering(weeks_off={WEEK_53}), WEEK_53).why_closed == "leave"


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"offered": None}, "not_offered"),
        ({"offered": Span(date(2027, 1, 4))}, "not_offered"),
        ({"offered": Span(date(2026, 1, 1), date(2026, 12, 27))}, "not_offered"),
        ({"permitted": None}, "not_permitted"),
        ({"permitted": Span(date(2027, 1, 4), date(2027, 12, 31))}, "not_permitted"),
        ({"permitted": Span(date(2026, 1, 1), date(2026, 12, 27))}, "not_permitted"),
        ({"permitted_minutes": 0}, "not_permitted"),
    ],
)
def test_says_why_a_week_is_closed(over: dict[str, object], why: str):
    assert rules.derive(offering(**over), WEEK_53) == rules.Derived(WEEK_53, 0, why)


def test_offers_a_week_in_which_a_usual_day_is_left():
    last_day = Span(date(2026, 1, 1), date(2026, 12, 30))
    assert rules.derive(offering(permitted=last_day, usual_days=(3, 4, 5)), WEEK_53).minutes == 120
    assert (
        rules.derive(offering(permitted=last_day, usual_days=(4, 5)), WEEK_53).why_closed == "not_permitted"
    )


def test_ends_on_31_march_and_not_on_1_april():
    to_march = Span(date(2026, 1, 1), date(2027, 3, 31))
    week = date(2027, 3, 29)
    assert rules.derive(offering(permitted=to_march, usual_days=(3,)), week).minutes == 120
    assert rules.derive(offering(permitted=to_march, usual_days=(4,)), week).why_closed == "not_permitted"


def test_closes_a_part_time_officers_week_when_all_three_days_are_bank_holidays():
    holidays = {date(2026, 12, 28), date(2026, 12, 29), date(2026, 12, 30)}
    three_days = offering(usual_days=(1, 2, 3), holidays=holidays)
    assert rules.derive(three_days, WEEK_53) == rules.Derived(WEEK_53, 0, "bank_holiday")
    assert rules.derive(offering(usual_days=(1, 2, 4), holidays=holidays), WEEK_53).minutes == 120


@pytest.mark.parametrize(
    ("nation", "day", "off"),
    [
        ("England", date(2026, 12, 28), True),  # Boxing Day, a Saturday, moved
        ("Wales", date(2026, 12, 28), True),
        ("Scotland", date(2027, 1, 4), True),  # 2 January, a Saturday, moved
        ("England", date(2027, 1, 4), False),
        ("Northern Ireland", date(2027, 3, 17), True),  # St Patrick's Day
        ("Scotland", date(2026, 11, 30), True),  # St Andrew's Day
        ("England", date(2026, 11, 30), False),
        ("Scotland", date(2027, 3, 29), False),  # Easter Monday is no bank holiday there
        ("England", date(2027, 3, 29), True),
    ],
)
def test_knows_the_bank_holidays_of_the_nations(nation: str, day: date, off: bool):
    assert (day in bank_holidays(nation)) is off


def test_keeps_fifty_two_weeks_with_week_53_of_2026_among_them():
    weeks = list(rules.weeks_ahead(date(2026, 11, 2)))
    assert len(weeks) == 52
    assert weeks[8] == WEEK_53
    assert weeks[9] == date(2027, 1, 4)
    assert weeks[-1] == date(2027, 10, 25)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_adds_months_to_a_day(day: date, months: int, later: date):
    assert rules.add_months(day, months) == later


def limits(minutes: int = 120, ends_on: date = date(2027, 5, 1), **over: bool) -> Limits:
    return Limits(minutes, date(2026, 11, 2), ends_on, **over)


@pytest.mark.parametrize(
    ("wanted", "enough"),
    [
        (limits(240), True),
        (limits(270), False),
        (limits(ends_on=date(2027, 5, 2)), True),
        (limits(ends_on=date(2027, 5, 3)), False),
    ],
)
def test_asks_for_more_proof_beyond_the_usual_limits(wanted: Limits, enough: bool):
    assert rules.within_usual(wanted, 240, 6) is enough


@pytest.mark.parametrize(
    ("wider", "field"),
    [
        (limits(150), "weekly_minutes"),
        (limits(ends_on=date(2027, 5, 2)), "ends_on"),
        (Limits(120, date(2026, 11, 1), date(2027, 5, 1)), "starts_on"),
        (limits(decisions=True), "decisions"),
        (limits(90), ""),
        (limits(peer_help=False), ""),
    ],
)
def test_names_the_limit_that_is_wider_than_asked(wider: Limits, field: str):
    assert rules.beyond(wider, limits()) == field


def test_hashes_a_case_by_every_fact_in_it():
    case = {"officer": 1, "headline": "Appeals", "asked_minutes": 120}
    assert sha256_of(case) == sha256_of(dict(case))
    assert sha256_of(case) != sha256_of({**case, "asked_minutes": 150})


days = st.dates(date(2026, 1, 1), date(2028, 1, 1))
spans = st.none() | st.builds(Span, days, days)
mondays = days.map(lambda day: day.fromordinal(day.toordinal() - day.weekday()))


@given(
    st.builds(
        Offering,
        weekly_minutes=st.integers(0, 2220),
        offered=spans,
        permitted=spans,
        permitted_minutes=st.integers(0, 2220),
        usual_days=st.sets(st.integers(1, 7), min_size=1),
        blocks=st.dictionaries(mondays, st.integers(30, 2220), max_size=4),
        weeks_off=st.sets(mondays, max_size=4),
        holidays=st.sets(days, max_size=20),
    ),
    mondays,
)
def test_never_offers_more_than_permitted_nor_without_a_day_to_work_on(facts: Offering, monday: date):
    derived = rules.derive(facts, monday)
    assert 0 <= derived.minutes <= facts.permitted_minutes
    assert (derived.minutes == 0) is bool(derived.why_closed)
    if derived.minutes:
        assert facts.permitted is not None
        assert any(facts.permitted.holds(date.fromordinal(monday.toordinal() + n)) for n in range(7))
        assert monday not in facts.weeks_off
