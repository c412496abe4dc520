"""The manager's page, the permission's page and the release contact's."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from commonpool.access import Role
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.operations import ask_permission
from commonpool.organisations.queries.roles import holders
from commonpool.people.operations import end_employment, say_experience
from tests.factories import NOW, TODAY, actor, council, make_employment, make_officer, make_role, signed_in
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.listings import (
    UNTIL,
    asked_permission,
    case_sha256,
    draft_listing,
    listed_officer,
    post_stated,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked() -> Permission:
    return asked_permission(draft_listing(make_officer(council(), ticked=False, checked=False)))


def decision(permission: Permission, **over: Any) -> dict[str, Any]:
    return {
        "case": case_sha256(permission),
        "weekly_minutes": "1.5",
        "starts_on_day": "2",
        "starts_on_month": "11",
        "starts_on_year": "2026",
        "ends_on_day": "30",
        "ends_on_month": "4",
        "ends_on_year": "2027",
        "time_basis": "time_back",
        "peer_help": "on",
        "on_payroll": "on",
        **over,
    }


def address(permission: Permission, name: str = "permission") -> str:
    return reverse(name, args=[permission.pk])


def test_is_allowed_by_the_manager_with_limits_in_one_page(asked: Permission):
    done = say_experience(actor=actor(asked.employment.person), words="Ran 40 appeals", at=NOW)
    browser = signed_in(asked.approver)
    assert asked.listing.person.name in browser.get(reverse("permissions")).content.decode()
    page = browser.get(address(asked)).content.decode()
    assert "Ran 40 appeals" in page
    assert "£64.00 a week for 2 hours" in page
    answer = browser.post(address(asked), decision(asked, confirmed_experience_ids=[str(done.pk)]))
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.weekly_minutes, asked.time_basis) == ("granted", 90, "time_back")
    asked.employment.refresh_from_db()
    assert asked.employment.ticked_by == asked.approver
    assert "Allowed by" in browser.get(address(asked)).content.decode()


def test_changes_nothing_by_opening_it(asked: Permission):
    browser = signed_in(asked.approver)
    for _again in range(10):
        browser.get(address(asked))
        browser.head(address(asked))
        browser.get(address(asked, "permission_refuse"))
    asked.refresh_from_db()
    assert asked.status == "asked"
    for name in ("permission_pause", "permission_resume", "permission_ask_no_more"):
        assert browser.get(address(asked, name)).status_code in (403, 405)


def test_shows_the_case_again_when_it_changed_meanwhile(asked: Permission):
    old = decision(asked)
    draft_listing(asked.employment, headline="Something else altogether")
    page = signed_in(asked.approver).post(address(asked), old)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Read it again" in text
    assert case_sha256(asked) in text
    assert old["case"] not in text
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_is_refused_with_a_reason(asked: Permission):
    browser = signed_in(asked.approver)
    assert browser.post(address(asked, "permission_refuse"), {}).status_code == 422
    assert browser.post(address(asked, "permission_refuse"), {"reason": "ill"}).status_code == 422
    browser.post(address(asked, "permission_refuse"), {"reason": "not_now"})
    asked.refresh_from_db()
    assert asked.status == "refused"
    officer = signed_in(asked.employment.person)
    assert "Not now" in officer.get(address(asked)).content.decode()
    assert "Not now" in officer.get(reverse("listing")).content.decode()


def test_is_paused_resumed_and_withdrawn_by_the_manager():
    officer = listed_officer(council())
    browser = signed_in(officer.approver)
    for name, status in (("permission_pause", "paused"), ("permission_resume", "granted")):
        browser.post(address(officer.permission, name))
        officer.permission.refresh_from_db()
        assert officer.permission.status == status
        assert browser.get(address(officer.permission)).status_code == 200
    browser.post(address(officer.permission, "permission_withdraw"), {"reason": "workload"})
    officer.permission.refresh_from_db()
    assert officer.permission.status == "withdrawn"
    assert browser.get(address(officer.permission)).status_code == 200


def test_is_withdrawn_by_the_officer(asked: Permission):
    browser = signed_in(asked.employment.person)
    assert "Withdraw this request" in browser.get(address(asked)).content.decode()
    browser.post(address(asked, "permission_ask_no_more"))
    asked.refresh_from_db()
    assert asked.status == "withdrawn"


def test_keeps_the_manager_waiting_until_the_release_contact_knows_them():
    home = council()
    manager = make_employment(home, name="Mo Manager")
    listing = post_stated(draft_listing(make_officer(home)))
    ask_permission(
        actor=actor(listing.person),
        listing_id=listing.pk,
        approver_email=manager.mailbox,
        weekly_minutes=120,
        starts_on=TODAY,
        ends_on=UNTIL,
        at=NOW,
    )
    asked, check = Permission.objects.get(), ApproverCheck.objects.get()
    waiting = signed_in(manager.person)
    assert "checked once first" in waiting.get(address(asked)).content.decode()
    assert waiting.post(address(asked), decision(asked)).status_code == 403
    contact = signed_in(make_role(home, Role.RELEASE_CONTACT))
    assert "Mo Manager" in contact.get(reverse("approver_checks")).content.decode()
    page = reverse("approver_check", args=[check.pk])
    assert contact.get(page).status_code == 200
    assert contact.post(page, {}).status_code == 422
    contact.post(page, {"answer": "yes"})
    assert contact.post(page, {"answer": "no"}).status_code == 422
    assert waiting.post(address(asked), decision(asked)).status_code == 302
    assert waiting.get(reverse("approver_checks")).status_code == 403


def test_is_not_there_for_anybody_else(asked: Permission):
    home = asked.employment.organisation
    others = [make_role(home, role) for role in Role if role not in (Role.APPROVER, Role.STEWARD)]
    others.append(make_role(council("Wales"), Role.APPROVER))
    for person in others:
        browser = signed_in(person)
        assert browser.get(address(asked)).status_code == 404
        assert browser.post(address(asked), decision(asked)).status_code == 404
        for name in ("permission_refuse", "permission_withdraw", "permission_pause", "permission_resume"):
            assert browser.post(address(asked, name), {"reason": "workload"}).status_code in (403, 404)
    assert Client().get(address(asked)).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "asked"


@pytest.mark.parametrize(
    "over",
    [
        {"weekly_minutes": "3"},
        {"weekly_minutes": "NaN"},
        {"weekly_minutes": "1_0"},
        {"ends_on_day": "30", "ends_on_month": "2"},
        {"ends_on_year": "2028"},
        {"time_basis": "\x00"},
        {"confirmed_experience_ids": ["1e308"]},
        {"case": "\x00"},
        {"case": ""},
    ],
)
def test_answers_what_cannot_be_with_words(asked: Permission, over: dict[str, Any]):
    say_experience(actor=actor(asked.employment.person), words="Ran 40 appeals", at=NOW)
    page = signed_in(asked.approver).post(address(asked), decision(asked, **over))
    assert page.status_code == 422
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_the_officer_sees_who_has_been_asked_and_when_the_next_reminder_goes(asked: Permission):
    page = signed_in(asked.listing.person).get(address(asked)).content.decode()
    assert "Who has been asked" in page
    assert f"Next: a reminder to {asked.approver} on 4 November 2026" in page


def test_the_release_contact_names_another_manager_for_whoever_has_none():
    officer = listed_officer(council())
    home = officer.employment.organisation
    contact = holders(home.pk, Role.RELEASE_CONTACT)[0].person
    later = make_role(home, Role.APPROVER)
    browser = signed_in(contact)
    name = officer.person.name
    assert name not in browser.get(reverse("approver_checks")).content.decode()
    job = officer.approver.employments.get()
    end_employment(
        actor=actor(officer.approver), employment_id=job.pk, ends_on=TODAY - timedelta(days=1), at=NOW
    )
    assert name in browser.get(reverse("approver_checks")).content.decode()
    where = address(officer.permission, "permission_pass_on")
    assert str(later) in browser.get(where).content.decode()
    wrong = browser.post(where, {"approver_id": str(officer.person.pk)})
    assert wrong.status_code == 422
    assert "govuk-error-message" in wrong.content.decode()
    assert browser.post(where, {"approver_id": str(later.pk)}).status_code == 302
    officer.permission.refresh_from_db()
    assert officer.permission.approver == later
    assert name not in browser.get(reverse("approver_checks")).content.decode()
    elsewhere = make_role(council(), Role.RELEASE_CONTACT)
    assert signed_in(elsewhere).get(where).status_code == 404


def test_withdrawing_asks_what_happens_to_what_is_booked_only_where_something_is():
    free = listed_officer(council())
    page = signed_in(free.approver).get(address(free.permission, "permission_withdraw")).content.decode()
    assert "booked already" not in page
    pair = make_pair()
    booking = bound_booking(pair)
    browser = signed_in(pair.approver)
    where = address(booking.permission, "permission_withdraw")
    assert booking.host.name in browser.get(where).content.decode()
    unsaid = browser.post(where, {"reason": "workload"})
    assert unsaid.status_code == 422
    assert browser.post(where, {"reason": "workload", "bookings": "finish"}).status_code == 302
    booking.refresh_from_db()
    assert booking.status == "bound"
    assert "They finish what is booked" in browser.get(address(booking.permission)).content.decode()


def test_what_binds_while_the_page_is_read_is_asked_about_when_it_is_sent(monkeypatch: pytest.MonkeyPatch):
    pair = make_pair()
    booking = bound_booking(pair)
    browser, where = signed_in(pair.approver), address(booking.permission, "permission_withdraw")
    with monkeypatch.context() as early:
        early.setattr("commonpool.bookings.queries.bound_bookings", lambda permission_id: [])
        sent = browser.post(where, {"reason": "workload"})
    assert sent.status_code == 422
    booking.refresh_from_db()
    assert (booking.status, booking.permission.status) == ("bound", "granted")
