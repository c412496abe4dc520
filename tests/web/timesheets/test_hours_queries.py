"""What the page of a week's hours may ask of the database, for every reader, with pay, a missing yes, corrections."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.access import Role
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.operations import agree_correction, allow_correction, allow_hours, correct_hours
from commonpool.timesheets.rules import Day
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY
from tests.factories.payroll import own_hours, paid, pays
from tests.factories.people import actor, make_role
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
LATER = FRIDAY + timedelta(hours=2)
TUESDAY, WEDNESDAY = monday() + timedelta(days=1), monday() + timedelta(days=2)


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    """Home has said how it pays, and what it pays the officer."""
    made = make_pair()
    paid(pays(made.home), made.officer.employment)
    return made


@pytest.fixture
def booking(pair: Pair) -> Booking:
    return bound_booking(pair, [(monday(), 120), (monday(1), 120)])


def timed(day: date, minutes: int) -> Day:
    """With its times, of which the rules of rest have something to ask."""
    return Day(day, minutes, time(9), time(9 + minutes // 60, minutes % 60))


def before_sending(pair: Pair, booking: Booking) -> None:
    """Nobody has said anything yet."""


def agreed(pair: Pair, booking: Booking) -> Timesheet:
    return own_hours(pair, booking, timed(WEDNESDAY, 120))


def with_a_missing_yes(pair: Pair, booking: Booking) -> Timesheet:
    return own_hours(pair, booking, timed(WEDNESDAY, 150))


def with_a_yes_given(pair: Pair, booking: Booking) -> None:
    sheet = with_a_missing_yes(pair, booking)
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)


def corrected(pair: Pair, booking: Booking, sheet: Timesheet, *days: Day) -> HoursCorrection:
    said = {"reason": "I read the wrong week", "at": LATER}
    by = actor(booking.officer, at=LATER)
    return correct_hours(actor=by, timesheet_id=sheet.pk, days=list(days), **said)


def with_open_correction(pair: Pair, booking: Booking) -> None:
    corrected(pair, booking, agreed(pair, booking), timed(WEDNESDAY, 60))


def with_many_corrections(pair: Pair, booking: Booking) -> None:
    """One that both councils agreed, one that the host agreed, and one that waits: each has its people."""
    sheet, host = agreed(pair, booking), actor(pair.booker, at=LATER)
    more = corrected(pair, booking, sheet, timed(TUESDAY, 60), timed(WEDNESDAY, 120))
    agree_correction(actor=host, correction_id=more.pk, at=LATER)
    allow_correction(actor=actor(pair.approver, at=LATER), correction_id=more.pk, yes=True, at=LATER)
    fewer = corrected(pair, booking, sheet, timed(WEDNESDAY, 90))
    agree_correction(actor=host, correction_id=fewer.pk, at=LATER)
    corrected(pair, booking, sheet, timed(WEDNESDAY, 60))


@pytest.mark.parametrize(
    "state",
    [
        before_sending,
        agreed,
        with_a_missing_yes,
        with_a_yes_given,
        with_open_correction,
        with_many_corrections,
    ],
)
def test_keeps_to_twenty_queries(
    pair: Pair, booking: Booking, state: Callable[[Pair, Booking], object]
) -> None:
    state(pair, booking)
    readers = {
        "officer": pair.officer.person,
        "host": pair.booker,
        "approver": pair.approver,
        "finance": make_role(pair.home, Role.FINANCE),
        "payroll": make_role(pair.home, Role.HR),
    }
    found = {name: page(person, booking) for name, person in readers.items()}
    assert {name: count for name, (count, _html) in found.items() if count > MOST_QUERIES} == {}
    shows_pay = {name for name, (_count, html) in found.items() if "before tax" in html}
    assert shows_pay == (set() if state is before_sending else {"officer", "finance", "payroll"})


def page(person: Person, booking: Booking) -> tuple[int, str]:
    """How many queries it took, and what it says."""
    client = signed_in(person)
    client.get("/home/")  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/bookings/{booking.reference}/hours/2026-W50/")
    assert answer.status_code == 200
    return len(asked), answer.content.decode()
