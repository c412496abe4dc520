"""The page of one week's hours: one tap for the officer, one for the host."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.invoices.models import Charge
from commonpool.timesheets.models import MissingYes, Timesheet
from commonpool.timesheets.operations import submit_hours
from commonpool.timesheets.queries import timesheet_for
from commonpool.timesheets.rules import Day
from commonpool.web.timesheets.forms import HoursForm
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY, agreed_hours, sent_hours
from tests.factories.people import actor, make_officer
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    return make_pair()


@pytest.fixture
def booking(pair: Pair) -> Booking:
    return bound_booking(pair)


def address(booking: Booking, rest: str = "", week: str = "2026-W50") -> str:
    return f"/bookings/{booking.reference}/hours/{week}/{rest}"


def page(person: Person, booking: Booking) -> str:
    response = signed_in(person).get(address(booking))
    assert response.status_code == 200
    return response.content.decode()


def test_the_officer_sends_the_hours_as_booked_in_one_tap(booking: Booking) -> None:
    html = page(booking.officer, booking)
    assert "Worked as booked" in html
    assert "Monday 7 December" in html
    response = signed_in(booking.officer).post(
        address(booking), {"as_booked": "1", "booked-own_time": "on"}, follow=True
    )
    assert response.redirect_chain[-1][0] == address(booking)
    assert "count as agreed" in response.content.decode()
    assert Timesheet.objects.get().minutes == 120


def test_the_officer_changes_minutes_and_adds_a_day_of_another_week(booking: Booking) -> None:
    typed = {
        "day_2026-12-08": "1h 7m",
        "other_1_on_day": "3",
        "other_1_on_month": "12",
        "other_1_on_year": "2026",
        "other_1_minutes": "0.5",
        "own_time": "on",
    }
    assert signed_in(booking.officer).post(address(booking), typed).status_code == 302
    days = Timesheet.objects.get().days.order_by("date").values_list("date", "minutes")
    assert [(str(day), minutes) for day, minutes in days] == [("2026-12-03", 30), ("2026-12-08", 67)]


def test_every_other_day_that_was_said_stays_on_the_form(booking: Booking) -> None:
    """A program may say more other days than the form begins with: none is lost by sending it again."""
    others = [Day(date(2026, 12, number), 15) for number in (1, 2, 3, 4)]
    sent = submit_hours(
        actor=actor(booking.officer, at=FRIDAY),
        booking_id=booking.pk,
        monday=monday(),
        days=others,
        at=FRIDAY,
    )
    shown = HoursForm(sheet=timesheet_for(actor(booking.officer, at=FRIDAY), booking.reference, monday()))
    assert [shown.initial[f"other_{number}_on"] for number in range(1, 5)] == [day.date for day in others]
    assert {f"other_{number}_on" for number in range(1, 5)} <= set(shown.fields)
    assert sent.minutes == 60


def test_more_hours_than_booked_are_sent_and_both_read_that_they_are_not_charged(
    pair: Pair, booking: Booking
) -> None:
    response = signed_in(booking.officer).post(
        address(booking), {"day_2026-12-08": "2h 30m", "own_time": "on"}
    )
    assert response.status_code == 302
    for reader in (booking.officer, pair.booker):
        html = page(reader, booking)
        assert "30 minutes more than the 2 hours booked" in html
        assert "What is above the booking is not charged" in html
        assert "They wait until the host answers." in html


@pytest.mark.parametrize("typed", ["٢", "1_0", "NaN", "-1", "1e3", "25", "\x00", "x" * 100_000])
def test_hostile_hours_get_a_message_and_nothing_is_lost(booking: Booking, typed: str) -> None:
    response = signed_in(booking.officer).post(
        address(booking), {"day_2026-12-08": typed, "day_2026-12-09": "1"}
    )
    assert response.status_code == 422
    assert "Error:" in response.content.decode()
    assert not Timesheet.objects.exists()


@pytest.mark.parametrize("week", ["2026-W51", "2027-W53", "nonsense", "2026-W5٠"])
def test_another_week_is_not_found(booking: Booking, week: str) -> None:
    assert signed_in(booking.officer).get(address(booking, week=week)).status_code == 404


def test_the_host_says_right_to_the_hours_shown_and_a_charge_exists(pair: Pair, booking: Booking) -> None:
    sent_hours(booking, 77)
    html = page(pair.booker, booking)
    assert "1 hour 17 minutes" in html
    shown = re.search(r'name="minutes"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="minutes"', html)
    assert shown is not None
    client = signed_in(pair.booker)
    stale = client.post(address(booking, "agree/"), {"minutes": "120"})
    assert stale.status_code == 422
    assert "have changed since" in stale.content.decode()
    minutes = shown[1] or shown[2]
    assert client.post(address(booking, "agree/"), {"minutes": minutes}).status_code == 302
    assert Charge.objects.get().minutes == 77
    assert "Charge before VAT" in page(pair.booker, booking)
    assert "Charge before VAT" in page(pair.approver, booking)
    assert "Charge before VAT" not in page(booking.officer, booking)


def test_the_host_asks_and_the_officer_answers_by_sending_again(pair: Pair, booking: Booking) -> None:
    sent_hours(booking)
    client = signed_in(pair.booker)
    empty = client.post(address(booking, "query/"), {"question": ""})
    assert empty.status_code == 422
    assert client.post(address(booking, "query/"), {"question": "Was it <b>two</b>?"}).status_code == 302
    html = page(booking.officer, booking)
    assert "Was it &lt;b&gt;two&lt;/b&gt;?" in html
    assert (
        signed_in(booking.officer)
        .post(address(booking), {"day_2026-12-07": "1", "own_time": "on"})
        .status_code
        == 302
    )


def test_others_cannot_answer_and_strangers_find_nothing(pair: Pair, booking: Booking) -> None:
    sent_hours(booking)
    assert signed_in(booking.officer).post(address(booking, "agree/"), {"minutes": "120"}).status_code == 403
    assert (
        signed_in(pair.budget_holder).post(address(booking, "agree/"), {"minutes": "120"}).status_code == 403
    )
    stranger = make_officer(council()).person
    assert signed_in(stranger).get(address(booking)).status_code == 404
    assert Timesheet.objects.get().status == "submitted"


def test_an_approver_at_home_says_yes_to_hours_outside_of_the_booking(pair: Pair, booking: Booking) -> None:
    agreed_hours(pair, booking, 150)
    html = page(pair.approver, booking)
    assert "Waits for the home council: more than was booked" in html
    assert "Yes, pay them" in html
    assert "Yes, pay them" not in page(pair.booker, booking)
    assert signed_in(pair.booker).post(address(booking, "allow/")).status_code == 403
    response = signed_in(pair.approver).post(address(booking, "allow/"), follow=True)
    assert "said yes to 30 minutes" in response.content.decode()
    assert MissingYes.objects.get().status == "given"


def test_the_officer_asks_to_move_the_hours_from_the_same_page(booking: Booking) -> None:
    client = signed_in(booking.officer)
    asked = {"to": "2026-W52", "when": "weekday"}
    assert client.post(address(booking, "move/"), asked, follow=True).status_code == 200
    again = client.post(address(booking, "move/"), asked)
    assert "You have asked for this move already" in again.content.decode()
