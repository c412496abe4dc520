"""Who may decide about a permission."""

from collections.abc import Callable

import pytest

from commonpool.access import Role
from commonpool.availability import operations
from commonpool.availability.models import Permission
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.councils import council
from tests.factories.listings import asked_permission, case_sha256, draft_listing
from tests.factories.people import NOW, actor, make_employment, make_officer, make_role

pytestmark = pytest.mark.django_db

Decision = Callable[[Permission, Person], object]


def grant(permission: Permission, person: Person) -> object:
    return operations.grant_permission(
        actor=actor(person),
        permission_id=permission.pk,
        weekly_minutes=60,
        starts_on=permission.starts_on,
        ends_on=permission.ends_on,
        time_basis="overtime",
        decisions=False,
        peer_help=False,
        on_payroll=True,
        case_sha256=case_sha256(permission),
        at=NOW,
    )


def refuse(permission: Permission, person: Person) -> object:
    return operations.refuse_permission(
        actor=actor(person), permission_id=permission.pk, reason="workload", at=NOW
    )


def withdraw(permission: Permission, person: Person) -> object:
    return operations.withdraw_permission(
        actor=actor(person), permission_id=permission.pk, reason="workload", at=NOW
    )


def pause(permission: Permission, person: Person) -> object:
    return operations.pause_permission(actor=actor(person), permission_id=permission.pk, at=NOW)


def resume(permission: Permission, person: Person) -> object:
    return operations.resume_permission(actor=actor(person), permission_id=permission.pk, at=NOW)


DECISIONS = [grant, refuse, withdraw, pause, resume]


@pytest.fixture
def asked() -> Permission:
    return asked_permission(draft_listing(make_officer(council())))


@pytest.mark.parametrize("decide", DECISIONS)
def test_is_not_found_by_any_other_role_at_home_or_an_approver_elsewhere(asked: Permission, decide: Decision):
    home = asked.employment.organisation
    others = [role for role in Role if role not in (Role.APPROVER, Role.STEWARD)]
    for person in [make_role(home, role) for role in others] + [make_role(council("Wales"), Role.APPROVER)]:
        with pytest.raises(NotFound):
            decide(asked, person)
    asked.refresh_from_db()
    assert asked.status == "asked"


@pytest.mark.parametrize("decide", DECISIONS)
def test_is_forbidden_to_the_manager_asked_until_they_are_known(asked: Permission, decide: Decision):
    stranger = make_employment(asked.employment.organisation).person
    Permission.objects.update(approver=stranger)
    with pytest.raises(Forbidden):
        decide(asked, stranger)


def test_is_open_to_another_approver_of_the_council(asked: Permission):
    stand_in = make_role(asked.employment.organisation, Role.APPROVER)
    assert grant(asked, stand_in)


def test_is_not_found_by_an_approver_who_has_left(asked: Permission):
    stand_in = make_role(asked.employment.organisation, Role.APPROVER)
    stand_in.employments.update(ends_on=NOW.date().replace(day=1), starts_on=NOW.date().replace(day=1))  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        grant(asked, stand_in)
