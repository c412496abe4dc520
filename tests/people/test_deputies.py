"""Who decides in an approver's place: for a time, never about themselves, and the record says for whom."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.access import Right, Role
from commonpool.access.actor import FreshCodeNeeded
from commonpool.activity.models import Event
from commonpool.availability import operations as availability
from commonpool.availability import queries
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.notifications.queries import entries
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.people import operations
from commonpool.people.models import Deputy
from tests.factories import NOW, TODAY, actor, council, make_employment, make_officer, make_role
from tests.factories.letters import post, written
from tests.factories.listings import asked_permission, case_sha256, draft_listing, listed_officer
from tests.factories.people import administrator_of

pytestmark = pytest.mark.django_db

FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def home() -> Organisation:
    return council()


@pytest.fixture
def approver(home: Organisation) -> Person:
    return make_role(home, Role.APPROVER)


@pytest.fixture
def colleague(home: Organisation) -> Person:
    return make_employment(home, name="Dee Putt").person


def named(
    approver: Person,
    colleague: Person,
    home: Organisation,
    *,
    starts_on: date = TODAY,
    ends_on: date | None = None,
    at: datetime = NOW,
    fresh_code: bool = True,
    second_factor: bool = True,
) -> Deputy:
    return operations.name_deputy(
        actor=actor(approver, at=at, fresh_code=fresh_code, second_factor=second_factor),
        organisation_id=home.pk,
        email=colleague.email,
        starts_on=starts_on,
        ends_on=ends_on,
        at=at,
    )


def refuse(person: Person, permission_id: int, at: datetime = NOW):
    return availability.refuse_permission(
        actor=actor(person, at=at), permission_id=permission_id, reason="not_now", at=at
    )


def test_a_deputy_decides_what_waits_for_the_approver_and_the_record_says_for_whom(home, approver, colleague):
    asked = asked_permission(draft_listing(make_officer(home)), approver=approver)
    with pytest.raises(NotFound):
        refuse(colleague, asked.pk)
    named(approver, colleague, home)
    assert list(queries.permissions_waiting(actor(colleague))) == [asked]
    assert list(queries.permissions_waiting(actor(approver))) == [asked]
    granted = availability.grant_permission(
        actor=actor(colleague),
        permission_id=asked.pk,
        weekly_minutes=60,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        time_basis="overtime",
        decisions=False,
        peer_help=True,
        on_payroll=True,
        case_sha256=case_sha256(asked),
        at=NOW,
    )
    assert (granted.status, granted.granted_by_id) == ("granted", colleague.pk)
    event = Event.objects.get(name="PermissionGranted")
    assert (event.happened_by, event.facts["in_place_of_id"]) == (colleague.pk, approver.pk)
    (entry,) = entries([event], actor(approver))
    assert entry.who == f"Dee Putt, for {approver.name}"


def test_whoever_decides_in_their_own_right_decides_for_nobody(home, approver, colleague):
    named(approver, colleague, home)
    asked = asked_permission(draft_listing(make_officer(home)), approver=approver)
    refuse(approver, asked.pk)
    assert Event.objects.get(name="PermissionRefused").facts["in_place_of_id"] is None


def test_a_deputy_decides_and_sees_only_what_is_the_approvers(home, approver, colleague):
    named(approver, colleague, home)
    others = listed_officer(home)
    assert list(queries.permissions_given(actor(colleague))) == []
    assert list(queries.permissions_given(actor(approver))) == [others.permission]
    with pytest.raises(NotFound):
        availability.pause_permission(actor=actor(colleague), permission_id=others.permission.pk, at=NOW)
    both = make_role(home, Role.APPROVER, person=colleague)
    availability.pause_permission(actor=actor(both), permission_id=others.permission.pk, at=NOW)


def test_nobody_decides_about_themselves_as_their_managers_deputy(home, approver):
    officer = make_officer(home)
    asked = asked_permission(draft_listing(officer), approver=approver)
    named(approver, officer.person, home)
    assert list(queries.permissions_waiting(actor(officer.person))) == []
    with pytest.raises(availability.NotForOneself):
        refuse(officer.person, asked.pk)
    assert [each.person_id for each in written("permission_asked", post())] == [approver.pk]


@pytest.mark.parametrize(("day", "decides"), [(0, False), (1, True), (4, True), (5, False)])
def test_it_runs_from_its_first_day_to_its_last(home, approver, colleague, day, decides):
    named(approver, colleague, home, starts_on=TODAY + timedelta(days=1), ends_on=FRIDAY)
    then = NOW + timedelta(days=day)
    assert actor(colleague, at=then).may(Right.GRANT_PERMISSION, home.pk) is decides
    assert operations.end_deputies_over(at=then) == (1 if day == 5 else 0)


def test_it_ends_when_the_approver_says_so_or_names_another(home, approver, colleague):
    first = named(approver, colleague, home)
    other = make_employment(home).person
    second = named(approver, other, home)
    assert not actor(colleague).may(Right.GRANT_PERMISSION, home.pk)
    with pytest.raises(NotFound):
        operations.end_deputy(actor=actor(other), deputy_id=second.pk, at=NOW)
    for _again in range(2):
        operations.end_deputy(actor=actor(approver), deputy_id=second.pk, at=NOW)
    assert not actor(other).may(Right.GRANT_PERMISSION, home.pk)
    assert Event.objects.filter(name="DeputyEnded").count() == 2
    first.refresh_from_db()
    assert first.ended_by == approver


def test_it_is_over_with_the_employment_or_the_role_and_does_not_revive(home, approver, colleague):
    named(approver, colleague, home)
    job = colleague.employments.get()
    yesterday = TODAY - timedelta(days=1)
    operations.end_employment(actor=actor(colleague), employment_id=job.pk, ends_on=yesterday, at=NOW)
    assert not actor(colleague).may(Right.GRANT_PERMISSION, home.pk)
    assert operations.end_deputies_over(at=NOW) == 1
    other = make_employment(home).person
    named(approver, other, home)
    job = approver.employments.get()
    operations.end_employment(actor=actor(approver), employment_id=job.pk, ends_on=yesterday, at=NOW)
    assert not actor(other).may(Right.GRANT_PERMISSION, home.pk)
    assert operations.end_deputies_over(at=NOW) == 1
    assert operations.end_deputies_over(at=NOW) == 0


def test_it_is_over_when_the_approver_may_release_staff_no_more(home, approver, colleague):
    named(approver, colleague, home)
    holding = RoleHolding.objects.get(person=approver, role=Role.APPROVER)
    operations.end_role(actor=actor(administrator_of(home)), holding_id=holding.pk, at=NOW)
    assert not actor(colleague).may(Right.GRANT_PERMISSION, home.pk)
    assert operations.end_deputies_over(at=NOW) == 1


def test_a_manager_nobody_knows_yet_decides_nothing_of_their_own_by_being_a_deputy(home, approver, colleague):
    asked = asked_permission(draft_listing(make_officer(home)), approver=colleague)
    named(approver, colleague, home)
    with pytest.raises(Forbidden):
        refuse(colleague, asked.pk)


def test_only_a_colleague_can_be_named_and_not_oneself(home, approver):
    elsewhere = make_employment(council()).person
    with pytest.raises(operations.NotAColleague):
        named(approver, elsewhere, home)
    with pytest.raises(operations.DeputyIsYou):
        named(approver, approver, home)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (TODAY - timedelta(days=1), None),
        (FRIDAY, TODAY),
        (TODAY, TODAY + timedelta(days=400)),
        (TODAY + timedelta(days=400), None),
    ],
)
def test_dates_are_to_come_and_in_order(home, approver, colleague, starts_on, ends_on):
    with pytest.raises(operations.DeputyDatesWrong):
        named(approver, colleague, home, starts_on=starts_on, ends_on=ends_on)


def test_only_an_approver_in_their_own_right_names_one_with_a_fresh_code(home, approver, colleague):
    third = make_employment(home).person
    with pytest.raises(Forbidden):
        named(colleague, third, home)
    with pytest.raises(FreshCodeNeeded):
        named(approver, colleague, home, fresh_code=False, second_factor=False)
    named(approver, colleague, home)
    with pytest.raises(Forbidden):
        named(colleague, third, home)


def test_letters_go_to_both_and_not_before_it_runs(home, approver, colleague):
    named(approver, colleague, home, starts_on=FRIDAY)
    asked_permission(draft_listing(make_officer(home)), approver=approver)
    assert [each.person_id for each in written("permission_asked", post())] == [approver.pk]
    assert [each.person_id for each in written("deputy_named", post())] == [colleague.pk]
    then = NOW + timedelta(days=4)
    asked_permission(draft_listing(make_officer(home, at=then), at=then), approver=approver, at=then)
    told = {each.person_id for each in written("permission_asked", post()) if each.written_at == then}
    assert told == {approver.pk, colleague.pk}


def test_the_last_reminder_goes_to_the_deputy(home, approver, colleague):
    asked = asked_permission(draft_listing(make_officer(home)), approver=approver)
    named(approver, colleague, home)
    availability.remind_of_permissions_asked(at=NOW + timedelta(days=10))
    assert asked.reminders.get().told == colleague
