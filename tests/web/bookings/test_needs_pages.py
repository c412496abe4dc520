"""What an officer needs, through the pages: asked, checked, ready, late, charged, ended; silent where nothing is."""

import re
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from commonpool.bookings.models import Booking
from commonpool.invoices.models import Charge
from commonpool.kernel import weeks
from tests.factories.bookings import (
    Pair,
    accept,
    approve,
    bound_booking,
    fresh,
    function_id,
    make_pair,
    monday,
)
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.needs import IN_TIME, LATE, needing
from tests.factories.people import NOW, make_officer
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def read(person: object, address: str, at: datetime, **posted: object) -> str:
    """The page as they read it then, after what they posted has led on."""
    with time_machine.travel(at, tick=False):
        client: Client = signed_in(person)  # type: ignore[arg-type]
        response = client.post(address, posted, follow=True) if posted else client.get(address)
    text = re.sub(r"\s+", " ", response.content.decode())
    assert response.status_code in (200, 422), (response.status_code, text[:300])
    return text


def test_a_need_from_asking_to_the_end_of_access(pair: Pair) -> None:
    colleague = make_officer(pair.host, name="Cy Moss").person
    ask = f"/people/{pair.officer.reference}/ask/"
    form = read(pair.booker, ask, NOW)
    assert "cp-when-needed" in form
    assert f'value="{pair.booker.email}"' in form
    asked = {
        "host": pair.host.code, "kind": "paid", "purpose": "Review letters", "function": function_id(),
        "work": "advice", f"week_{weeks.written(monday())}": "2", "needs": ["documents", "account"],
        "contact": "nobody@example.org", "go": "check",
    }  # fmt: skip
    wrong = read(pair.booker, ask, NOW, **asked)
    assert "Nobody of your council is here with that address" in wrong
    assert "nobody@example.org" in wrong
    asked |= {
        "contact": colleague.email,
        "ready_by_day": "8",
        "ready_by_month": "12",
        "ready_by_year": "2026",
    }
    assert "Choose a day from today to the Monday of the first week" in read(pair.booker, ask, NOW, **asked)
    asked |= {"ready_by_day": "4"}
    check = read(pair.booker, ask, NOW, **asked)
    assert f"{colleague.email}, by 4 December 2026" in check
    assert "tells the officer about risks" in check  # LIA-01 asks
    read(pair.booker, ask, NOW, **asked | {"go": "send"})
    booking = Booking.objects.get()
    accept(booking)
    approve(pair, booking)
    page = f"/bookings/{booking.reference}/"
    assert "Not ready yet" in read(pair.officer.person, page, NOW)
    assert "Say that it is ready" not in read(pair.officer.person, page, NOW)
    assert "Have ready what" in read(colleague, "/home/", NOW)
    call_off = read(pair.officer.person, f"{page}call-off/", NOW)
    assert "Cy Moss of" in call_off
    assert "by 4 December 2026" in call_off
    missing = read(colleague, f"{page}ready/", IN_TIME, needs=["documents", "account"])
    assert "Answer “Whose data are they?”" in missing
    assert "to go on" in missing  # the tick about risks
    said = {
        "needs": ["documents", "account"], "induction": "on", "what_data": "Case notes", "whose": "Tenants",
        "why": "To review letters", "kept_until_day": "13", "kept_until_month": "12", "kept_until_year": "2026",
    }  # fmt: skip
    ready = read(colleague, f"{page}ready/", IN_TIME, **said)
    assert ready.count("Cy Moss said on 4 December 2026 that it is ready") == 2
    assert "Whose: Tenants" in read(pair.approver, page, IN_TIME)
    last_day = datetime(2026, 12, 13, 9, tzinfo=NOW.tzinfo)
    assert "End the access of" in read(colleague, "/home/", last_day)
    ended = read(colleague, f"{page}removed/", last_day, needs=["documents", "account"])
    assert ended.count("said on 13 December 2026 that access is ended") == 2


def test_a_late_host_from_the_officers_side(pair: Pair) -> None:
    booking = needing(pair)
    page = f"/bookings/{booking.reference}/"
    assert "What they need is not ready in time" not in read(pair.officer.person, f"{page}cancel/", IN_TIME)
    late = read(pair.officer.person, page, LATE)
    assert "What they need is late" in late
    assert "Call off weeks" in late
    assert "What they need is not ready in time" in read(pair.officer.person, f"{page}cancel/", LATE)
    agreed_hours(pair, booking, 30)
    assert "Charge an hour that was lost" in read(pair.approver, page, FRIDAY)
    assert "Charge an hour that was lost" not in read(pair.booker, page, FRIDAY)
    wanted = {"weeks": [weeks.written(monday())]}
    assert "Say that these hours were lost" in read(pair.approver, f"{page}host-late/", FRIDAY, **wanted)
    read(pair.approver, f"{page}host-late/", FRIDAY, because_late="on", **wanted)
    assert Charge.objects.get(source="host_late").minutes == 60
    assert "lost: what they needed was late" in read(pair.booker, page, FRIDAY)


def test_other_weeks_are_proposed_and_taken_up_through_the_pages(pair: Pair) -> None:
    booking = needing(pair)
    page = f"/bookings/{booking.reference}/"
    assert "nothing to propose now" in read(pair.officer.person, f"{page}propose/", IN_TIME)
    assert "Propose other weeks" in read(pair.officer.person, page, LATE)
    more = {f"week_{weeks.written(monday(2))}": "3"}
    checked = read(pair.officer.person, f"{page}propose/", LATE, **more)
    assert "Check what you propose" in checked
    assert "Price before VAT" not in checked
    refused = read(pair.officer.person, f"{page}propose/", LATE, **more, sure="1")
    assert "Propose no more hours in all than are booked" in refused
    chosen = {f"week_{weeks.written(monday(2))}": "2"}
    shown = read(pair.officer.person, f"{page}propose/", LATE, **chosen, sure="1")
    assert "these weeks are not held" in shown
    assert "Read and answer" in read(pair.booker, page, LATE)
    question = read(pair.booker, f"{page}proposed/", LATE)
    assert "Yes, move the hours" in question
    [number] = re.findall(r'name="proposal" value="(\d+)"', question)
    assert "Change asked" in read(pair.booker, f"{page}proposed/", LATE, proposal=number, answer="yes")
    with time_machine.travel(LATE, tick=False):
        again = signed_in(pair.booker).post(f"{page}proposed/", {"proposal": number, "answer": "no"})
    assert again.status_code == 409


def test_a_booking_without_needs_says_nothing_of_them(pair: Pair) -> None:
    booking = bound_booking(pair)
    page = read(pair.booker, f"/bookings/{booking.reference}/", LATE)
    assert "On these terms" not in page
    assert "Who has it ready" not in page
    assert "Nothing beyond conversation" in page
    for rest in ("ready", "removed"):
        with time_machine.travel(LATE, tick=False):
            assert signed_in(pair.booker).get(f"/bookings/{booking.reference}/{rest}/").status_code == 302
            assert signed_in(pair.approver).get(f"/bookings/{booking.reference}/{rest}/").status_code == 403
    assert fresh(booking).status == "bound"
