"""The whole way of a manager nobody has seen before: from the letter's link to an officer in the pool."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commonpool.access import Role
from commonpool.agreements.queries import settings_of
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.operations import ask_permission
from commonpool.organisations.models import Organisation
from tests.factories import NOW, TODAY, actor, council, make_officer, make_person, make_role, signed_in
from tests.factories.councils import domain_of
from tests.factories.listings import UNTIL, draft_listing, post_stated
from tests.web.permissions.test_permission_pages import decision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def asked_of_somebody_new(home: Organisation) -> Permission:
    """An officer names as manager an address that has never signed in."""
    listing = post_stated(draft_listing(make_officer(home, ticked=False, checked=False)))
    return ask_permission(
        actor=actor(listing.person),
        listing_id=listing.pk,
        approver_email=f"mo@{domain_of(home)}",
        weekly_minutes=120,
        starts_on=TODAY,
        ends_on=UNTIL,
        at=NOW,
    )


def signed_in_by_code(page: str, email: str) -> tuple[Client, str]:
    """A browser that followed the link and signed in, and where that leads."""
    browser = Client()
    sign_in = browser.get(page).headers["Location"]
    confirm = browser.post(sign_in, {"email": email}).headers["Location"]
    found = re.search(r"Your code is (\S+)", str(mail.outbox[-1].body))
    assert found
    return browser, browser.post(confirm, {"code": found[1]}).headers["Location"]


def test_a_manager_nobody_knew_comes_from_the_letter_to_allowing():
    home = council()
    asked = asked_of_somebody_new(home)
    page = reverse("permission", args=[asked.pk])
    browser, then = signed_in_by_code(page, asked.approver_email)
    assert then == page
    then = browser.get(page).headers["Location"]
    assert then == f"/account/details/?next={page}", "a name first"
    assert browser.post(then, {"name": "Mo Manager", "language": "en-gb"}).headers["Location"] == page
    then = browser.get(page).headers["Location"]
    assert then == f"/account/council/?next={page}", "then the council"
    assert browser.get(then).status_code == 200
    assert browser.post(then, {"council": home.pk}).headers["Location"] == page
    assert "checked once first" in browser.get(page).content.decode()
    contact = signed_in(make_role(home, Role.RELEASE_CONTACT))
    contact.post(reverse("approver_check", args=[ApproverCheck.objects.get().pk]), {"answer": "yes"})
    assert settings_of(home.pk).default_weekly_minutes >= asked.weekly_minutes
    answer = browser.post(page, decision(asked))
    assert answer.status_code == 302, "the code of the sign-in is fresh enough"
    asked.refresh_from_db()
    assert asked.status == "granted"
    assert asked.granted_by is not None
    assert asked.granted_by.name == "Mo Manager"


def test_somebody_of_no_council_is_told_no():
    asked = asked_of_somebody_new(council())
    answer = signed_in(make_person("stranger@example.org")).get(reverse("permission", args=[asked.pk]))
    assert answer.status_code == 403
