"""A manager nobody knows yet is checked once; the role is the tick."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.availability import operations
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.queries import can_be_checked, checks_waiting, permissions_waiting
from commonpool.identity.models import Person
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.organisations.operations.roles import NotToYourself
from commonpool.organisations.queries import roles
from commonpool.people.models import Employment
from commonpool.people.operations import end_employment, end_role, state_employment_facts
from tests.factories.councils import council
from tests.factories.listings import UNTIL, asked_permission, draft_listing, grant, post_stated
from tests.factories.people import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    make_employment,
    make_officer,
    make_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return council(depth="peer")


@pytest.fixture
def check(home: Organisation) -> ApproverCheck:
    manager = make_employment(home)
    listing = post_stated(draft_listing(make_officer(home, ticked=False, checked=False)))
    operations.ask_permission(
        actor=actor(listing.person),
        listing_id=listing.pk,
        approver_email=manager.mailbox,
        weekly_minutes=120,
        starts_on=TODAY,
        ends_on=UNTIL,
        at=NOW,
    )
    return ApproverCheck.objects.get()


def answer(check: ApproverCheck, person: Person) -> ApproverCheck:
    return operations.check_approver(actor=actor(person), check_id=check.pk, at=NOW)


def test_makes_the_manager_an_approver_who_can_decide(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    assert list(checks_waiting(actor(contact))) == [check]
    answer(check, contact)
    assert roles.holds(check.person_id, home.pk, Role.APPROVER)
    assert not checks_waiting(actor(contact)).exists()
    waiting = permissions_waiting(actor(check.person))
    assert grant(waiting.get()).status == "granted"


def test_is_asked_of_an_administrator_only_where_nobody_is_release_contact(
    home: Organisation, check: ApproverCheck
):
    administrator = administrator_of(home)
    assert list(checks_waiting(actor(administrator))) == [check]
    make_role(home, Role.RELEASE_CONTACT)
    assert not checks_waiting(actor(administrator)).exists()
    with pytest.raises(NotFound):
        answer(check, administrator)


def test_an_administrator_answers_where_the_only_contact_is_the_manager_or_asks(
    home: Organisation, check: ApproverCheck
):
    make_role(home, Role.RELEASE_CONTACT, person=check.person)
    make_role(home, Role.RELEASE_CONTACT, person=check.asked_by)
    administrator = administrator_of(home)
    assert list(checks_waiting(actor(administrator))) == [check]
    assert answer(check, administrator).checked_at == NOW


def test_an_administrator_answers_where_the_only_contact_is_leaving(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    job = contact.employments.get()
    end_employment(actor=actor(contact), employment_id=job.pk, ends_on=TODAY + timedelta(days=3), at=NOW)
    administrator = administrator_of(home)
    assert list(checks_waiting(actor(administrator))) == [check]
    assert answer(check, administrator).checked_at == NOW


def test_an_approver_no_more_is_checked_again(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    answer(check, contact)
    held = roles.holders(home.pk, Role.APPROVER).get(person=check.person)
    end_role(actor=actor(administrator_of(home)), holding_id=held.pk, at=NOW)
    another = draft_listing(make_officer(home, ticked=False, checked=False))
    asked_permission(another, approver=check.person)
    again = checks_waiting(actor(contact)).get()
    assert again.pk != check.pk
    answer(again, contact)
    assert roles.holds(check.person_id, home.pk, Role.APPROVER)


def test_one_check_is_open_at_a_time_and_who_was_turned_down_is_not_asked_again(
    home: Organisation, check: ApproverCheck
):
    asked_permission(draft_listing(make_officer(home, ticked=False, checked=False)), approver=check.person)
    assert ApproverCheck.objects.get() == check
    contact = make_role(home, Role.RELEASE_CONTACT)
    operations.refuse_approver(actor=actor(contact), check_id=check.pk, at=NOW)
    with pytest.raises(operations.ApproverUnknown):
        asked_permission(
            draft_listing(make_officer(home, ticked=False, checked=False)), approver=check.person
        )


def test_says_whether_anybody_can_check(home: Organisation, check: ApproverCheck):
    place, people = home.pk, (check.person_id, check.asked_by_id, TODAY)
    assert can_be_checked(place, *people)
    RoleHolding.objects.filter(organisation=home).update(ended_at=NOW, ended_by=check.asked_by)
    assert not can_be_checked(place, *people)
    make_role(home, Role.RELEASE_CONTACT, person=check.person)
    RoleHolding.objects.filter(organisation=home).exclude(role=Role.RELEASE_CONTACT).update(
        ended_at=NOW, ended_by=check.asked_by
    )
    assert not can_be_checked(place, *people)


def test_an_administrator_who_has_left_can_check_nobody(home: Organisation, check: ApproverCheck):
    people = (check.person_id, check.asked_by_id)
    administrators = roles.holders(home.pk, Role.COUNCIL_ADMINISTRATOR)
    assert can_be_checked(home.pk, *people, TODAY)
    for held in administrators:
        job = held.person.employments.get()
        end_employment(actor=actor(held.person), employment_id=job.pk, ends_on=TODAY, at=NOW)
    assert administrators.exists()
    assert can_be_checked(home.pk, *people, TODAY)
    assert not can_be_checked(home.pk, *people, TODAY + timedelta(days=1))


def test_is_answered_by_an_administrator_with_a_second_factor(home: Organisation, check: ApproverCheck):
    assert answer(check, administrator_of(home)).checked_at == NOW
    assert roles.holds(check.person_id, home.pk, Role.APPROVER)


def test_refuses_a_second_answer(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    answer(check, contact)
    with pytest.raises(operations.CheckAnswered):
        answer(check, contact)
    with pytest.raises(operations.CheckAnswered):
        operations.refuse_approver(actor=actor(contact), check_id=check.pk, at=NOW)


def test_refuses_who_asked_and_leaves_it_to_an_administrator(home: Organisation, check: ApproverCheck):
    make_role(home, Role.RELEASE_CONTACT, person=check.asked_by)
    with pytest.raises(operations.NotYourOwnCheck):
        answer(check, check.asked_by)
    assert not checks_waiting(actor(check.asked_by)).exists()
    administrator = administrator_of(home)
    assert list(checks_waiting(actor(administrator))) == [check]
    answer(check, administrator)
    assert roles.holds(check.person_id, home.pk, Role.APPROVER)


def test_refuses_a_contact_who_asks_the_same_manager(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    operations.ask_permission(
        actor=actor(contact),
        listing_id=post_stated(draft_listing(make_officer_of(contact, home))).pk,
        approver_email=check.person.email,
        weekly_minutes=60,
        starts_on=TODAY,
        ends_on=UNTIL,
        at=NOW,
    )
    with pytest.raises(operations.NotYourOwnCheck):
        answer(check, contact)
    assert not checks_waiting(actor(contact)).exists()
    assert list(checks_waiting(actor(administrator_of(home)))) == [check]
    other = make_role(home, Role.RELEASE_CONTACT)
    assert not checks_waiting(actor(administrator_of(home))).exists()
    answer(check, other)


def test_the_database_keeps_who_asked_from_answering(check: ApproverCheck):
    check.checked_at, check.checked_by = NOW, check.asked_by
    with pytest.raises(IntegrityError, match="approver_not_by_who_asked"):
        check.save()


def test_the_tick_gives_a_role_and_takes_a_second_factor(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    with pytest.raises(StepUpNeeded):
        operations.check_approver(actor=actor(contact, second_factor=False), check_id=check.pk, at=NOW)
    assert not roles.holds(check.person_id, home.pk, Role.APPROVER)


def make_officer_of(person: Person, home: Organisation) -> Employment:
    job = person.employments.get(organisation=home)
    state_employment_facts(
        actor=actor(person), employment_id=job.pk, job_title="Planner", grade_band="Officer",
        weekly_minutes=2220, working_days=[1, 2, 3, 4, 5], other_jobs="", at=NOW,
    )  # fmt: skip
    return job


def test_refuses_the_manager_themselves(home: Organisation, check: ApproverCheck):
    make_role(home, Role.RELEASE_CONTACT, person=check.person)
    with pytest.raises((operations.NotYourOwnCheck, NotToYourself)):
        answer(check, check.person)
    with pytest.raises(operations.NotYourOwnCheck):
        operations.refuse_approver(actor=actor(check.person), check_id=check.pk, at=NOW)
    assert not checks_waiting(actor(check.person)).exists()


def test_turning_a_manager_down_refuses_what_they_were_asked(home: Organisation, check: ApproverCheck):
    contact = make_role(home, Role.RELEASE_CONTACT)
    operations.refuse_approver(actor=actor(contact), check_id=check.pk, at=NOW)
    assert Permission.objects.get().status == "refused"
    assert not roles.holds(check.person_id, home.pk, Role.APPROVER)


def test_is_not_found_by_others(home: Organisation, check: ApproverCheck):
    make_role(home, Role.RELEASE_CONTACT)
    others = [make_role(home, role) for role in (Role.APPROVER, Role.HR, Role.AUDITOR, Role.OFFICER)]
    elsewhere = make_role(council("Wales", depth="peer"), Role.RELEASE_CONTACT)
    for person in [*others, elsewhere]:
        with pytest.raises(NotFound):
            answer(check, person)
        with pytest.raises(NotFound):
            operations.refuse_approver(actor=actor(person), check_id=check.pk, at=NOW)
