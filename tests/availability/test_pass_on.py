"""Another manager is asked: the one named has left, or does not answer."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability import operations, queries
from commonpool.availability.models import Permission
from commonpool.identity.models import Person
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.queries.roles import holders
from commonpool.people.operations import end_employment
from tests.factories import NOW, TODAY, actor, council, make_officer, make_role
from tests.factories.letters import post, written
from tests.factories.listings import Listed, asked_permission, draft_listing, grant, listed_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Listed:
    return listed_officer(council())


@pytest.fixture
def contact(officer: Listed) -> Person:
    return holders(officer.employment.organisation_id, Role.RELEASE_CONTACT)[0].person


def leaves(person: Person) -> None:
    job = person.employments.get()  # type: ignore[attr-defined]
    yesterday = TODAY - timedelta(days=1)
    end_employment(actor=actor(person), employment_id=job.pk, ends_on=yesterday, at=NOW)


def passed_on(permission: Permission, contact: Person, to: Person, at: datetime = NOW) -> Permission:
    return operations.pass_permission_on(
        actor=actor(contact, at=at), permission_id=permission.pk, approver_id=to.pk, at=at
    )


def test_what_a_manager_gave_stands_and_the_release_contact_names_who_is_asked_next(
    officer: Listed, contact: Person
) -> None:
    later = make_role(officer.employment.organisation, Role.APPROVER)
    assert list(queries.to_pass_on(actor(contact), TODAY)) == []
    leaves(officer.approver)
    assert [each.person_id for each in written("manager_left", post())] == [contact.pk]
    assert list(queries.to_pass_on(actor(contact), TODAY)) == [officer.permission]
    passed = passed_on(officer.permission, contact, later)
    assert (passed.status, passed.granted_by_id, passed.approver_id) == (
        "granted",
        officer.approver.pk,
        later.pk,
    )
    officer.employment.refresh_from_db()
    assert officer.employment.manager_id == later.pk
    assert list(queries.to_pass_on(actor(contact), TODAY)) == []
    letters = post()
    assert [each.person_id for each in written("permission_taken_over", letters)] == [later.pk]
    assert [each.person_id for each in written("permission_passed_on", letters)] == [officer.person.pk]
    facts = Event.objects.get(name="PermissionPassedOn").facts
    assert (facts["before_id"], facts["approver_id"]) == (officer.approver.pk, later.pk)


def test_nobody_is_told_of_a_manager_who_was_asked_for_nothing(officer: Listed, contact: Person) -> None:
    leaves(make_role(officer.employment.organisation, Role.APPROVER))
    assert written("manager_left", post()) == []


def test_a_request_is_asked_anew_and_the_reminding_begins_again(contact: Person) -> None:
    home = contact.employments.get().organisation  # type: ignore[attr-defined]
    asked = asked_permission(draft_listing(make_officer(home)))
    later = make_role(home, Role.APPROVER)
    tenth = datetime(2026, 11, 12, 8, 0, tzinfo=LONDON)
    assert operations.remind_of_permissions_asked(at=tenth) == 1
    assert list(queries.to_pass_on(actor(contact), TODAY)) == [asked]
    passed = passed_on(asked, contact, later, at=tenth)
    assert list(queries.to_pass_on(actor(contact), TODAY)) == []
    assert later.pk in {each.person_id for each in written("permission_asked", post())}
    assert operations.remind_of_permissions_asked(at=tenth + timedelta(days=1)) == 0
    assert operations.remind_of_permissions_asked(at=tenth + timedelta(days=4)) == 1
    assert passed.reminders.get(approver=later).told_id == later.pk
    assert grant(queries.permission(asked.pk), at=tenth).status == "granted"


def test_only_a_manager_who_may_release_staff_is_named(officer: Listed, contact: Person) -> None:
    home = officer.employment.organisation
    elsewhere = make_role(council(), Role.APPROVER)
    for person in (make_officer(home).person, elsewhere, officer.person, officer.approver):
        with pytest.raises(operations.ApproverNotKnown):
            passed_on(officer.permission, contact, person)


def test_only_the_release_contact_or_an_administrator_of_that_council_names_them(
    officer: Listed, contact: Person
) -> None:
    later = make_role(officer.employment.organisation, Role.APPROVER)
    elsewhere = make_role(council(), Role.RELEASE_CONTACT)
    for person in (elsewhere, later, officer.approver, officer.person):
        with pytest.raises(NotFound):
            passed_on(officer.permission, person, later)


def test_nobody_names_who_decides_about_themselves() -> None:
    home = council()
    asked = asked_permission(draft_listing(make_officer(home)))
    contact = make_role(home, Role.RELEASE_CONTACT, person=asked.listing.person)
    later = make_role(home, Role.APPROVER)
    with pytest.raises(operations.NotForOneself):
        passed_on(asked, contact, later)
    leaves(asked.approver)
    assert list(queries.to_pass_on(actor(contact), TODAY)) == []


def test_only_who_is_asked_in_the_end_hears_where_it_was_passed_on_twice(
    officer: Listed, contact: Person
) -> None:
    first, second = (make_role(officer.employment.organisation, Role.APPROVER) for _time in range(2))
    leaves(officer.approver)
    passed_on(officer.permission, contact, first)
    passed_on(officer.permission, contact, second)
    letters = post()
    assert [each.person_id for each in written("permission_taken_over", letters)] == [second.pk]
    assert [each.person_id for each in written("permission_passed_on", letters)] == [officer.person.pk]
