"""Pages say no address of who closed their account, neither theirs nor one made up."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from commonpool.access import Role
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.operations import ask_permission
from commonpool.identity.models import Person
from commonpool.identity.operations import anonymise_person
from commonpool.notifications.models import Letter
from commonpool.people.models import Employment
from tests.factories import NOW, actor, council, make_officer, make_role, signed_in
from tests.factories.letters import post
from tests.factories.listings import UNTIL, draft_listing, post_stated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def asked_of_somebody_gone() -> tuple[Permission, Person]:
    """An officer asked a manager nobody had checked, who closed their account before they answered."""
    home = council()
    listing = draft_listing(make_officer(home, ticked=False, checked=False))
    manager = make_officer(home, name="Mo Manager")
    post_stated(listing)
    permission = ask_permission(
        actor=actor(listing.person),
        listing_id=listing.pk,
        approver_email=manager.mailbox,
        weekly_minutes=120,
        starts_on=NOW.date(),
        ends_on=UNTIL,
        at=NOW,
    )
    anonymise_person(actor=actor(manager.person), person_id=manager.person.pk, at=NOW)
    return permission, manager.person


def test_no_page_says_an_address_that_is_gone_and_no_letter_goes_there() -> None:
    for permission, gone in [asked_of_somebody_gone(), asked_of_somebody_gone()]:
        home, gone = permission.employment.organisation, Person.objects.get(pk=gone.pk)
        permission.refresh_from_db()
        assert permission.approver_email == ""
        assert Employment.objects.get(person=gone).mailbox == ""
        contact = signed_in(make_role(home, Role.RELEASE_CONTACT))
        keeper = signed_in(make_role(home, Role.COUNCIL_ADMINISTRATOR))
        hr = signed_in(make_role(home, Role.HR))
        check = ApproverCheck.objects.get(person=gone)
        pages = [
            signed_in(permission.listing.person).get(reverse("listing_asked")),
            contact.get(reverse("approver_check", args=[check.pk])),
            contact.get(reverse("approver_checks")),
            keeper.get(reverse("people_and_rights", args=[home.slug])),
            hr.get(reverse("check_officer", args=[gone.employments.get().pk])),
        ]
        for page in pages:
            said = page.content.decode()
            assert page.status_code == 200
            assert "invalid.invalid" not in said
            assert "gets an e-mail that opens your request" not in said
            assert "Somebody who has not given a name:" not in said
    post()
    assert not Letter.objects.filter(template="permission_asked").exists()
