"""Agreed hours are corrected in the browser: proposed, answered, and the times typed; an asked move opens filled in."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from commonpool.bookings.models import Booking
from commonpool.timesheets import queries
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.operations import ask_to_move
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    with time_machine.travel(FRIDAY + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    return make_pair()


@pytest.fixture
def booking(pair: Pair) -> Booking:
    return bound_booking(pair)


def address(booking: Booking, rest: str = "") -> str:
    return f"/bookings/{booking.reference}/hours/2026-W50/{rest}"


def test_the_officer_corrects_and_the_host_agrees(pair: Pair, booking: Booking) -> None:
    sheet = agreed_hours(pair, booking)
    officer, host = signed_in(booking.officer), signed_in(pair.booker)
    assert "These hours are wrong" in officer.get(address(booking)).content.decode()
    assert "These hours are wrong" not in host.get(address(booking)).content.decode()
    typed = {"day_2026-12-08": "1h", "day_2026-12-08_from": "9.30", "day_2026-12-08_to": "11"}
    refused = officer.post(address(booking, "correct/"), typed)
    assert refused.status_code == 422
    assert 'value="9.30"' in refused.content.decode()
    said = officer.post(
        address(booking, "correct/"), typed | {"reason": "I was ill on Wednesday"}, follow=True
    )
    assert "I was ill on Wednesday" in said.content.decode()
    assert "are to be corrected" in host.get("/home/").content.decode()
    html = host.get(address(booking)).content.decode()
    assert "Agree the correction" in html
    assert "09:30–11:00" in html
    stale = host.post(address(booking, "correct/answer/"), {"number": "2", "answer": "yes"}, follow=True)
    assert "has been answered or taken back" in stale.content.decode()
    done = host.post(address(booking, "correct/answer/"), {"number": "1", "answer": "yes"}, follow=True)
    assert done.status_code == 200
    assert HoursCorrection.objects.get().status == "agreed"
    assert [day.minutes for day in queries.days_of(sheet)] == [60]


def test_times_are_typed_beside_the_hours_and_judged_beside_them(booking: Booking) -> None:
    client, day = signed_in(booking.officer), "day_2026-12-08"
    for times, message in (
        ({"from": "9"}, "Give both times, or neither"),
        ({"from": "9", "to": "10"}, "The hours do not fit between these times"),
        ({"from": "25", "to": "10"}, "Enter a time like 9:30"),
    ):
        typed = {f"{day}_{end}": text for end, text in times.items()}
        html = client.post(address(booking), typed | {day: "2h", "own_time": "on"}).content.decode()
        assert message in html
        assert 'value="2h"' in html
    typed = {day: "2h", f"{day}_from": "0900", f"{day}_to": "11:30", "own_time": "on"}
    assert client.post(address(booking), typed).status_code == 302
    kept = Timesheet.objects.get().days.get()
    assert (str(kept.starts), str(kept.ends), kept.minutes) == ("09:00:00", "11:30:00", 120)


def test_a_move_that_was_asked_opens_the_change_filled_in(pair: Pair) -> None:
    with time_machine.travel(NOW, tick=False):
        booking = bound_booking(pair)
        ask_to_move(
            actor=actor(booking.officer), booking_id=booking.pk, monday=monday(), to_monday=monday(1), at=NOW
        )
        html = signed_in(pair.booker).get(f"/bookings/{booking.reference}/change/2026-W50/").content.decode()
    assert "asked to move the hours" in html
    boxes = {
        week: re.search(f'<input[^>]*name="week_{week}"[^>]*>', html) for week in ("2026-W50", "2026-W51")
    }
    found = {week: 'value="2"' in box.group() for week, box in boxes.items() if box}
    assert found == {"2026-W50": False, "2026-W51": True}
