"""An officer asks their manager, once, with one page."""

from datetime import date
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.agreements.queries import DepthNeeded
from commonpool.availability import operations
from commonpool.availability.models import ApproverCheck, Listing, Permission
from commonpool.availability.queries import permissions_waiting
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.people.operations import ManagerElsewhere, ManagerIsYou
from tests.factories.councils import council, domain_of
from tests.factories.listings import UNTIL, asked_permission, draft_listing, listed_officer, post_stated
from tests.factories.people import NOW, actor, make_employment, make_officer, make_role
from tests.guards import again, refused

pytestmark = pytest.mark.django_db


def ask(listing: Listing, email: str, by: Person | None = None, **over: Any) -> Permission:
    facts: dict[str, Any] = {"weekly_minutes": 120, "starts_on": date(2026, 11, 2), "ends_on": UNTIL}
    return operations.ask_permission(
        actor=actor(by or listing.person),
        listing_id=listing.pk,
        approver_email=email,
        at=NOW,
        **(facts | over),
    )


@pytest.fixture
def listing() -> Listing:
    return post_stated(draft_listing(make_officer(council())))


def manager_mailbox(listing: Listing) -> str:
    return f"Manager@{domain_of(listing.employment.organisation)}"


def test_asks_a_manager_who_has_never_signed_in(listing: Listing):
    permission = ask(listing, manager_mailbox(listing))
    assert permission.status == "asked"
    assert permission.approver_email == permission.approver.email == manager_mailbox(listing).lower()
    assert len(permission.case_sha256) == 64


def test_has_a_manager_nobody_knows_checked_once(listing: Listing):
    ask(listing, manager_mailbox(listing))
    colleague = post_stated(draft_listing(make_officer(listing.employment.organisation)))
    ask(colleague, manager_mailbox(listing))
    assert ApproverCheck.objects.count() == 1


def test_does_not_have_an_approver_checked(listing: Listing):
    permission = asked_permission(listing)
    assert not ApproverCheck.objects.exists()
    assert list(permissions_waiting(actor(permission.approver))) == [permission]


def test_refuses_oneself(listing: Listing):
    with pytest.raises(ManagerIsYou):
        ask(listing, listing.employment.mailbox)


@pytest.mark.parametrize(
    "email", ["boss@gmail.com", "boss@sub.{domain}", "boss+1@{domain}", "boss@{domain}.uk"]
)
def test_refuses_a_manager_at_another_domain(listing: Listing, email: str):
    with pytest.raises(ManagerElsewhere):
        ask(listing, email.format(domain=domain_of(listing.employment.organisation)))


def test_refuses_a_second_question_while_one_is_open(listing: Listing):
    ask(listing, manager_mailbox(listing))
    with pytest.raises(operations.AskedAlready) as refused:
        ask(listing, manager_mailbox(listing))
    assert refused.value.status == 409


def test_refuses_facts_not_stated_yet():
    listing = draft_listing(make_employment(council()))
    with pytest.raises(operations.FactsNeeded):
        ask(listing, manager_mailbox(listing))


def test_refuses_a_post_of_which_nothing_is_said():
    listing = draft_listing(make_officer(council()))
    with pytest.raises(Refusal) as refused:
        ask(listing, manager_mailbox(listing))
    assert refused.value.code == "post_facts_needed"
    assert not Permission.objects.exists()


def test_says_which_step_opens_it_when_the_council_has_not_joined():
    listing = draft_listing(make_officer(council(depth="none"), ticked=False, checked=False))
    with pytest.raises(DepthNeeded):
        ask(listing, manager_mailbox(listing))


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"weekly_minutes": 0}, "weekly_minutes"),
        ({"weekly_minutes": 45}, "weekly_minutes"),
        ({"weekly_minutes": 2250}, "weekly_minutes"),
        ({"weekly_minutes": -30}, "weekly_minutes"),
        ({"ends_on": date(2026, 11, 1)}, "ends_on"),
        ({"ends_on": date(2028, 11, 3)}, "ends_on"),
        ({"starts_on": date(2027, 11, 1)}, "ends_on"),
        ({"time_basis": "magic"}, "time_basis"),
    ],
)
def test_refuses_impossible_limits_at_their_field(listing: Listing, over: dict[str, Any], field: str):
    with pytest.raises(operations.LimitsImpossible) as refused:
        ask(listing, manager_mailbox(listing), **over)
    assert refused.value.field == field
    assert not Permission.objects.exists()


def test_refuses_a_manager_whom_the_release_contact_turned_down(listing: Listing):
    permission = ask(listing, manager_mailbox(listing))
    contact = make_role(listing.employment.organisation, Role.RELEASE_CONTACT)
    check = ApproverCheck.objects.get()
    operations.refuse_approver(actor=actor(contact), check_id=check.pk, at=NOW)
    permission.refresh_from_db()
    assert (permission.status, permission.refused_reason) == ("refused", "approver_unknown")
    with pytest.raises(operations.ApproverUnknown):
        ask(listing, manager_mailbox(listing))


def test_is_refused_by_the_database_for_a_second_open_permission():
    officer = listed_officer(council())
    refused("permission_one_live", lambda: again(Permission.objects.get(pk=officer.permission.pk)))


def test_finds_nobody_elses_listing(listing: Listing):
    colleague = make_officer(listing.employment.organisation)
    with pytest.raises(NotFound):
        ask(listing, manager_mailbox(listing), by=colleague.person)


def test_forbids_a_leaver(listing: Listing):
    listing.employment.ends_on = date(2026, 11, 2)
    listing.employment.save()
    later = actor(listing.person, at=NOW.replace(day=4))
    with pytest.raises(Forbidden):
        operations.ask_permission(
            actor=later,
            listing_id=listing.pk,
            approver_email=manager_mailbox(listing),
            weekly_minutes=60,
            starts_on=date(2026, 11, 2),
            ends_on=UNTIL,
            at=NOW.replace(day=4),
        )
