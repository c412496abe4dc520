"""What a host is to see before work begins: said, recorded for one booking, and never at the officer's cost."""

import pytest

from commonpool.activity.models import Event
from commonpool.bookings.models import Booking, Evidence
from commonpool.notifications.queries.about_hours import hours_without_evidence
from commonpool.people.operations import state_post_facts
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import sent_hours
from tests.factories.people import NOW, TODAY, actor
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SEEN = {"reason": "Seen by HR", "kept": "Folder 7"} | {
    f"{name}_{part}": str(getattr(day, part))
    for name, day in {"paper_on": TODAY, "ends_on": TODAY.replace(year=2027)}.items()
    for part in ("day", "month", "year")
}
STILL = "Still to be seen before work begins"


@pytest.fixture
def pair() -> Pair:
    pair = make_pair()
    said = actor(pair.officer.person)
    state_post_facts(actor=said, employment_id=pair.officer.employment.pk, profession="social_worker", at=NOW)
    return pair


def shown(booking: Booking, pair: Pair, *, officer: bool = False) -> str:
    reader = pair.officer.person if officer else pair.booker
    return signed_in(reader).get(f"/bookings/{booking.reference}/").content.decode()


def test_it_is_said_until_it_is_recorded_for_this_booking_by_who_borrows(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 60)])
    other = bound_booking(pair, [(monday(1), 60)])
    assert STILL in shown(booking, pair)
    assert "count and are paid all the same" in shown(booking, pair, officer=True)
    address = f"/bookings/{booking.reference}/evidence/DBS-01/"
    assert address in shown(booking, pair)
    assert address not in shown(booking, pair, officer=True)
    assert signed_in(pair.officer.person).get(address).status_code in (403, 404)
    assert signed_in(pair.approver).post(address, SEEN).status_code in (403, 404)
    manager = signed_in(pair.booker)
    half = manager.post(address, {**SEEN, "kept": ""})
    assert half.status_code == 422
    assert "Seen by HR" in half.content.decode()
    assert manager.post(address, SEEN).status_code == 302
    assert Evidence.objects.get().booking_id == booking.pk
    assert STILL not in shown(booking, pair)
    assert STILL in shown(other, pair)
    assert manager.get(address).status_code == 404


def test_hours_worked_without_it_are_sent_and_recorded_and_the_host_hears(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 60)])
    sheet = sent_hours(booking)
    assert sheet.status == "submitted"
    said = Event.objects.get(name="HoursWithoutEvidence")
    (letter,) = hours_without_evidence(said)
    assert letter.person_id == pair.booker.pk
