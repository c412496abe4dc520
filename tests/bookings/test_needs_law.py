"""What the rules say of what an officer needs: who has it ready, by which day, when the host is late, what is lost."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import BODIES, Law, Party
from commonpool.bookings.rules import needs as rules
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.needs import JUDGED_OF_NEEDS, Provision, Schedule
from commonpool.kernel.clock import london_instant
from commonpool.organisations.models import Nation
from tests.bookings.test_law import ASK, MONDAY, TODAY, known, said

FRIDAY = date(2026, 12, 4)
DAY = timedelta(days=1)
DOCUMENTS, ACCOUNT, VISIT = (replace(ASK, needs=(need,)) for need in rules.NEEDS)
HELP = replace(ASK, kind="peer_help")
NORTHERN = {"host": Party(Nation.NORTHERN_IRELAND, BODIES[0])}
THE_DAY_BEFORE = {"today": date(2026, 9, 30)}

CASES = {
    "LIA-01": (
        (VISIT, {}, "ASK"),
        (ACCOUNT, {}, "ASK"),
        (DOCUMENTS, {}, "PASS"),
        (ASK, {}, "PASS"),
        (HELP, {}, None),
    ),
    "WT-09": ((VISIT, {}, "ASK"), (ACCOUNT, {}, "PASS"), (HELP, {}, None)),
    "LIA-04": (
        (ASK, {}, "DOC"),
        (ASK, {"today": date(2026, 10, 1)}, "DOC"),
        (ASK, THE_DAY_BEFORE, None),
        (ASK, NORTHERN, None),
    ),
    "LIA-05": ((ASK, {}, "DOC"), (HELP, {}, None)),
    "LIA-06": ((ASK, {}, "DOC"), (HELP, {}, None)),
    "DP-01": ((DOCUMENTS, {}, "DOC"), (ACCOUNT, {}, "DOC"), (VISIT, {}, None), (ASK, {}, None)),
    "DP-02": ((DOCUMENTS, {}, "DOC"), (ACCOUNT, {}, "DOC"), (VISIT, {}, None), (ASK, {}, None)),
    "DP-03": ((ASK, {}, "DOC"), (HELP, {}, None)),
    "CON-01": ((ASK, {}, "DOC"), (HELP, {}, None)),
}
"""For each rule about needs: cases in which it speaks, and the nearest in which it does not."""


@pytest.fixture
def law(reference: None) -> Law:
    return law_as_read()


def test_every_rule_about_needs_has_its_cases() -> None:
    assert set(CASES) == set(JUDGED_OF_NEEDS)


@pytest.mark.django_db
@pytest.mark.parametrize("rule", CASES)
def test_a_rule_about_needs_speaks_and_is_silent(law: Law, rule: str) -> None:
    for ask, facts, effect in CASES[rule]:
        assert said(ask, known(law, **facts)).get(rule) == effect  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ask", "provision", "codes"),
    [
        (VISIT, Provision(7, FRIDAY), set()),
        (VISIT, Provision(None, FRIDAY), {"contact_unknown"}),
        (ASK, Provision(), set()),
        (replace(VISIT, ready_on=MONDAY), Provision(7, MONDAY), set()),
        (replace(VISIT, ready_on=MONDAY + DAY), Provision(7, MONDAY + DAY), {"ready_by_wrong"}),
        (replace(VISIT, ready_on=TODAY), Provision(7, TODAY), set()),
        (replace(VISIT, ready_on=TODAY - DAY), Provision(7, TODAY - DAY), {"ready_by_wrong"}),
    ],
)
def test_a_need_has_somebody_and_a_day_from_today_to_the_first_monday(
    law: Law, ask: object, provision: Provision, codes: set[str]
) -> None:
    subject = known(law, provision=provision)
    refused = {each.code for each in judge(ask, subject, [])}  # type: ignore[arg-type]
    assert refused & {"contact_unknown", "ready_by_wrong"} == codes


@pytest.mark.parametrize(
    ("first", "today", "holidays", "day"),
    [
        (MONDAY, TODAY, (), FRIDAY),
        (MONDAY, TODAY, (FRIDAY,), date(2026, 12, 3)),
        (date(2026, 12, 28), TODAY, (date(2026, 12, 25),), date(2026, 12, 24)),
        (MONDAY, date(2026, 12, 5), (), date(2026, 12, 5)),  # asked on the Saturday before
    ],
)
def test_the_usual_day_is_the_last_working_day_before_the_first_week(
    first: date, today: date, holidays: tuple[date, ...], day: date
) -> None:
    assert rules.last_day_to_be_ready(first, today, holidays) == day


@pytest.mark.parametrize(
    ("before", "first", "today", "day"),
    [
        (FRIDAY, MONDAY, TODAY, FRIDAY),  # nothing moved
        (FRIDAY, MONDAY + 7 * DAY, TODAY, FRIDAY),  # later: the old day stands
        (FRIDAY, MONDAY - 7 * DAY, TODAY, date(2026, 11, 27)),  # sooner: a sooner day
        (FRIDAY, MONDAY + 7 * DAY, FRIDAY + DAY, date(2026, 12, 11)),  # the host was late: a new day
    ],
)
def test_a_change_of_weeks_keeps_the_day_or_makes_a_new_one(
    before: date, first: date, today: date, day: date
) -> None:
    after = rules.provided_after(Provision(7, before), ("visit",), first, today=today, holidays=())
    assert after == Provision(7, day)
    assert rules.provided_after(Provision(), (), first, today=today, holidays=()) == Provision()


def test_the_host_is_late_from_the_day_after() -> None:
    assert not rules.host_is_late(["account", "visit"], ["visit"], FRIDAY, FRIDAY)
    assert rules.host_is_late(["account", "visit"], ["visit"], FRIDAY, FRIDAY + DAY)
    assert not rules.host_is_late(["account", "visit"], ["visit", "account"], FRIDAY, FRIDAY + DAY)
    assert not rules.host_is_late([], [], None, FRIDAY + DAY)


NOT_FREE = london_instant(date(2026, 12, 2), 17) + timedelta(seconds=1)
LOST: dict[str, tuple[dict[str, object], int]] = {
    "not worked at all": ({"worked_minutes": 0}, 60),
    "half an hour less than booked": ({"worked_minutes": 90}, 30),
    "worked as booked": ({"worked_minutes": 120}, 0),
    "worked more": ({"worked_minutes": 150}, 0),
    "hours not agreed yet": ({}, 0),
    "a short week": ({"minutes": 30, "worked_minutes": 0}, 30),
    "ready on the Tuesday": ({"worked_minutes": 0, "all_ready_on": MONDAY + DAY}, 60),
    "late, but ready on the Monday": ({"worked_minutes": 0, "all_ready_on": MONDAY}, 0),
    "ready in time": ({"worked_minutes": 0, "all_ready_on": FRIDAY}, 0),
    "called off for it, too late to be free": ({"released_at": NOT_FREE, "released_reason": HOST_LATE}, 60),
    "called off for it while that was free": (
        {"released_at": NOT_FREE - timedelta(seconds=1), "released_reason": HOST_LATE},
        0,
    ),
    "called off for something else": ({"released_at": NOT_FREE, "released_reason": "recall"}, 0),
}


@pytest.mark.parametrize("case", LOST)
def test_what_was_lost_is_an_hour_at_most_of_what_was_not_worked(case: str) -> None:
    facts, minutes = LOST[case]
    assert lost(**facts) == minutes


def lost(minutes: int = 120, **facts: object) -> int:
    plain = {
        "ready_on": FRIDAY, "all_ready_on": None, "worked_minutes": None, "released_at": None,
        "released_reason": "", "holidays": (),
    }  # fmt: skip
    return rules.lost_minutes(minutes, MONDAY, **plain | facts)  # type: ignore[arg-type]


@given(
    minutes=st.integers(1, 200).map(lambda each: each * 30),
    worked=st.none() | st.integers(0, 6000),
    ready=st.none() | st.integers(-10, 10),
    released=st.none() | st.tuples(st.integers(-10, 10), st.sampled_from([HOST_LATE, "recall", "varied"])),
)
def test_what_is_lost_and_what_was_worked_are_never_more_than_was_booked(
    minutes: int, worked: int | None, ready: int | None, released: tuple[int, str] | None
) -> None:
    all_ready_on = None if ready is None else MONDAY + ready * DAY
    at: datetime | None = london_instant(MONDAY + released[0] * DAY, 12) if released else None
    found = lost(
        minutes,
        worked_minutes=worked,
        all_ready_on=all_ready_on,
        released_at=at,
        released_reason=released[1] if released else "",
    )
    assert 0 <= found <= 60
    assert found == 0 or released or found + (worked or 0) <= minutes
    if all_ready_on is not None and all_ready_on <= FRIDAY:
        assert found == 0


@pytest.mark.parametrize(
    ("schedule", "wrong"),
    [
        (None, True),
        (Schedule("Case notes", "Tenants", "Review", TODAY), False),
        (Schedule("Case notes", "Tenants", "Review", TODAY - DAY), True),
        (Schedule(" ", "Tenants", "Review", TODAY), True),
        (Schedule("Case notes", "T" * 301, "Review", TODAY), True),
        (Schedule("Case notes", "T" * 300, "Review", TODAY), False),
        (Schedule("Case notes", "Tenants", "a\x00b", TODAY), True),
    ],
)
def test_a_schedule_of_processing_says_four_things(schedule: Schedule | None, wrong: bool) -> None:
    assert rules.wrong_schedule(schedule, TODAY) is wrong
