"""Pieces of work, parts in them and thanks, in the browser's words."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from commonpool.access import Role
from commonpool.availability.queries import experience_waiting
from commonpool.bookings.models import BookingTerms, Thanks
from commonpool.bookings.operations import say_thanks
from commonpool.organisations.models import RoleHolding
from commonpool.people.models import Participation, PieceOfWork
from commonpool.people.queries import claim_sha256
from tests.factories import NOW, actor, council, make_employment, make_role, signed_in
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.experience import did
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.listings import listed_officer
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
    assert "Since March 2025. In their words." in page
    browser = signed_in(manager)
    assert reverse("parts") in browser.get(reverse("home")).content.decode()
    address = reverse("work", args=[work.reference])
    link = f'href="{reverse("parts")}"'
    assert link in browser.get(address).content.decode()
    for another in (officer, signed_in(make_role(council(depth="peer"), Role.APPROVER))):
        assert link not in another.get(address).content.decode()
    assert "Led the testing" in browser.get(reverse("parts")).content.decode()
    answer = reverse("part_confirm", args=[Participation.objects.get().pk])
    assert browser.post(answer).status_code == 409
    shown = claim_sha256(Participation.objects.get())
    browser.post(answer, {"shown": shown})
    page = officer.get(reverse("work", args=[work.reference])).content.decode()
    assert f"Confirmed by {place.name}" in page
    assert reverse("parts") not in browser.get(reverse("home")).content.decode()
    assert link not in browser.get(address).content.decode()
    change = reverse("work_change", args=[work.reference])
    assert f"{place.name} has confirmed what 1 person did" in browser.get(change).content.decode()
    browser.post(change, typed(organisation=str(place.pk), title="Rebuilt the whole of benefits"))
    page = officer.get(address).content.decode()
    assert f"Confirmed by {place.name}" not in page
    assert f"{place.name} confirmed it on" in page
    assert work.title in page
    assert "has confirmed what" not in browser.get(change).content.decode()


def test_a_part_is_not_confirmed_for_a_reason_that_its_officer_reads():
    place = council(depth="peer")
    work, manager = make_work(place), make_role(place, Role.APPROVER)
    claim = took_part(make_employment(council(depth="peer")).person, work)
    refuse, browser = reverse("part_refuse", args=[claim.pk]), signed_in(manager)
    assert refuse in browser.get(reverse("parts")).content.decode()
    assert "Led the testing" in browser.get(refuse).content.decode()
    assert browser.post(refuse).status_code == 422
    assert browser.post(refuse, {"reason": "not_known"}).headers["Location"] == reverse("parts")
    page = signed_in(claim.person).get(reverse("listing_experience")).content.decode()
    assert f"{place.name} did not confirm it, so nobody else sees it. The reason: We cannot know it" in page
    elsewhere = signed_in(make_role(council(depth="peer"), Role.APPROVER))
    for another, address in ((browser, refuse), (elsewhere, refuse)):
        assert another.get(address).status_code == 404


def test_what_an_officer_has_done_waits_for_the_manager_who_allowed_them():
    officer = listed_officer(council(depth="lend"))
    first, second = did(officer, "Moved 40,000 accounts"), did(officer, "Ran the elections", finished_in=2024)
    manager, home = signed_in(officer.approver), officer.employment.organisation
    assert "2 things your officers say they have done" in manager.get(reverse("home")).content.decode()
    page = manager.get(reverse("parts")).content.decode()
    assert "Moved 40,000 accounts" in page
    assert "Finished in 2024." in page
    confirm, refuse = (
        reverse("experience_confirm", args=[first.pk]),
        reverse("experience_refuse", args=[second.pk]),
    )
    another = signed_in(make_role(home, Role.APPROVER))
    assert "Moved 40,000" not in another.get(reverse("parts")).content.decode()
    for browser, status in (
        (another, 404),
        (signed_in(make_role(council(depth="lend"), Role.APPROVER)), 404),
        (signed_in(officer.person), 403),
    ):
        assert browser.post(confirm).status_code == status
        assert browser.get(refuse).status_code == status
    assert manager.post(confirm).headers["Location"] == reverse("parts")
    assert manager.post(refuse, {"reason": "elsewhere"}).status_code == 422
    manager.post(refuse, {"reason": "not_so"})
    assert "2 things" not in manager.get(reverse("home")).content.decode()
    page = signed_in(officer.person).get(reverse("listing_experience")).content.decode()
    assert f"Confirmed by {officer.approver}" in page
    assert "so nobody else sees it. The reason: It was not so" in page
    reader = signed_in(make_employment(council(depth="lend")).person)
    page = reader.get(reverse("person", args=[officer.reference])).content.decode()
    assert "Moved 40,000" in page
    assert "Ran the elections" not in page


def test_officers_of_a_manager_who_releases_nobody_any_more_wait_for_the_others():
    officer = listed_officer(council(depth="lend"))
    said, home = did(officer, "Moved 40,000 accounts"), officer.employment.organisation
    another = make_role(home, Role.APPROVER)
    assert not experience_waiting(actor(another))
    assert not experience_waiting(actor(officer.person))
    RoleHolding.objects.filter(person=officer.approver, role=Role.APPROVER).update(
        ended_at=NOW, ended_by=another
    )
    assert list(experience_waiting(actor(another))) == [said]


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
