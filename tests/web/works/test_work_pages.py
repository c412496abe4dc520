"""Pieces of work, parts in them and thanks, in the browser's words."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from commonpool.access import Role
from commonpool.bookings.models import BookingTerms, Thanks
from commonpool.bookings.operations import say_thanks
from commonpool.people.models import Participation, PieceOfWork
from commonpool.people.queries import claim_sha256
from tests.factories import NOW, actor, council, make_employment, make_role, signed_in
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.works import make_work, took_part

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "a\u202eb", "x" * 100_000]


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(**over: str) -> dict[str, str]:
    began = {"starts_on_day": "3", "starts_on_month": "3", "starts_on_year": "2025"}
    return {"title": "Moved council tax", "what_was_done": "All of it", **began, **over}


def test_what_is_like_a_title_is_shown_before_it_is_written_down():
    place = council(depth="peer")
    browser = signed_in(make_employment(place).person)
    make_work(council(depth="peer"), "Council tax moved to a new system")
    page = browser.get(reverse("work_new"), {"title": "Moving council tax"}).content.decode()
    assert "Council tax moved to a new system" in page
    assert f"{reverse('work_write')}?title=Moving+council+tax" in page
    assert (
        "Nothing here is like it yet" in browser.get(reverse("work_new"), {"title": "Zebra"}).content.decode()
    )


def test_is_written_changed_and_withdrawn_and_keeps_what_was_typed():
    place = council(depth="peer")
    browser = signed_in(make_employment(place).person)
    there = {"organisation": str(place.pk)}
    wrong = browser.post(reverse("work_write"), typed(links="http://example.org", **there))
    assert wrong.status_code == 422
    assert "begin with https://" in wrong.content.decode()
    assert "All of it" in wrong.content.decode()
    for field in ("title", "what_was_done", "what_was_learned", "links", "starts_on_year", "function"):
        for hostile in HOSTILE:
            answer = browser.post(reverse("work_write"), typed(**there, **{field: hostile}))
            assert answer.status_code == 422, (field, hostile[:9])
    links = "https://example.org/a\nhttps://example.org/b"
    browser.post(reverse("work_write"), typed(links=links, **there))
    work = PieceOfWork.objects.get()
    assert work.links == links.split()
    page = browser.get(reverse("work_change", args=[work.reference])).content.decode()
    assert "https://example.org/b" in page
    browser.post(reverse("work_change", args=[work.reference]), typed(**there, what_was_done="Half of it"))
    assert "Half of it" in browser.get(reverse("work", args=[work.reference])).content.decode()
    browser.post(reverse("work_withdraw", args=[work.reference]))
    assert browser.get(reverse("work", args=[work.reference])).status_code == 404


def test_a_part_is_claimed_and_its_council_says_whether_it_was_so():
    place = council(depth="peer")
    work, manager = make_work(place), make_role(place, Role.APPROVER)
    officer = signed_in(make_employment(council(depth="peer")).person)
    part = {"role": "Led the testing", "from_on_day": "3", "from_on_month": "3", "from_on_year": "2025"}
    officer.post(reverse("work_part", args=[work.reference]), part)
    page = officer.get(reverse("work", args=[work.reference])).content.decode()
    assert "In their words, since March 2025" in page
    browser = signed_in(manager)
    assert reverse("parts") in browser.get(reverse("home")).content.decode()
    address = reverse("work", args=[work.reference])
    link = f'href="{reverse("parts")}"'
    assert link in browser.get(address).content.decode()
    for another in (officer, signed_in(make_role(council(depth="peer"), Role.APPROVER))):
        assert link not in another.get(address).content.decode()
    assert "Led the testing" in browser.get(reverse("parts")).content.decode()
    answer = reverse("part_answer", args=[Participation.objects.get().pk])
    assert browser.post(answer, {"answer": "confirm"}).status_code == 409
    shown = claim_sha256(Participation.objects.get())
    assert browser.post(answer, {"shown": shown}).status_code == 409
    shown = claim_sha256(Participation.objects.get())
    browser.post(answer, {"answer": "confirm", "shown": shown})
    page = officer.get(reverse("work", args=[work.reference])).content.decode()
    assert f"Confirmed by {place.name}" in page
    assert reverse("parts") not in browser.get(reverse("home")).content.decode()
    assert link not in browser.get(address).content.decode()


def test_is_for_those_whose_council_has_joined():
    work = make_work(council(depth="peer"))
    took_part(make_employment(council(depth="peer")).person, work)
    browser = signed_in(make_employment(council(depth="none")).person)
    for address in (reverse("works"), reverse("work", args=[work.reference]), reverse("work_new")):
        answer = browser.get(address)
        assert (answer.status_code, work.title in answer.content.decode()) == (422, False), address


def test_a_delivered_booking_and_thanks_are_shown_without_what_it_was_for():
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    agreed_hours(pair, booking)
    thanks = reverse("thanks", args=[booking.reference])
    assert "<textarea" in signed_in(pair.booker).get(thanks).content.decode()
    assert "of thanks" not in signed_in(pair.officer.person).get(reverse("listing")).content.decode()
    say_thanks(actor=actor(pair.booker), reference=booking.reference, words="You saved the audit", at=FRIDAY)
    reader, officer = signed_in(make_employment(pair.host).person), signed_in(pair.officer.person)
    page = reader.get(reverse("person", args=[pair.officer.reference])).content.decode()
    assert f"Worked for {pair.host.name}" in page
    assert "2 hours, December 2026" in page
    for unseen in ("You saved the audit", BookingTerms.objects.get().purpose, booking.reference):
        assert unseen not in page
    said = signed_in(pair.booker).get(thanks).content.decode()
    assert "You saved the audit" in said
    assert reverse("thanks_take_back", args=[booking.reference]) in said
    assert "<textarea" not in said
    assert "You saved the audit" in officer.get(reverse("listing_experience")).content.decode()
    assert "1 sentence of thanks" in officer.get(reverse("listing")).content.decode()
    officer.post(reverse("thanks_show", args=[booking.reference]), {"shown": "yes"})
    shown = reader.get(reverse("person", args=[pair.officer.reference])).content.decode()
    assert "You saved the audit" in shown
    signed_in(pair.booker).post(reverse("thanks_take_back", args=[booking.reference]))
    assert "You saved" not in reader.get(reverse("person", args=[pair.officer.reference])).content.decode()
    again = {"words": "Thank you, all the same"}
    signed_in(pair.booker).post(reverse("thanks", args=[booking.reference]), again)
    assert Thanks.objects.filter(taken_back_at=None).get().words == again["words"]
