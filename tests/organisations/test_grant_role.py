"""Roles are granted to others, by those who may, with a second factor."""

import pytest

from commonpool.access import Actor, Right, Role
from commonpool.access.actor import StepUpNeeded
from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.operations.roles import (
    GRANTABLE,
    NotToYourself,
    RoleAlreadyHeld,
    appoint_steward,
    grant_role,
    make_approver,
)
from commonpool.organisations.queries import roles as queries
from commonpool.people.operations import LastAdministrator, NotAColleague, appoint, end_role
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    make_employment,
    make_organisation,
    make_person,
    make_role,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", GRANTABLE)
def test_an_administrator_gives_a_colleague_a_role(role: Role) -> None:
    council = make_organisation()
    admin, colleague = administrator_of(council), make_employment(council).person
    holding = appoint(
        actor=actor(admin), organisation_id=council.pk, email=colleague.email.upper(), role=role, at=NOW
    )
    assert queries.holds(colleague.pk, council.pk, role)
    fact = Event.objects.get(name="RoleGranted", facts__holding_id=holding.pk)
    assert (fact.organisation_id, fact.happened_by) == (council.pk, admin.pk)


def test_refuses_an_address_nobody_at_the_council_has() -> None:
    council = make_organisation()
    outsider, elsewhere = make_person(), make_employment(make_organisation()).person
    for email in ("nobody@example.org", outsider.email, elsewhere.email):
        with pytest.raises(NotAColleague):
            appoint(
                actor=actor(administrator_of(council)),
                organisation_id=council.pk,
                email=email,
                role=Role.HR,
                at=NOW,
            )


@pytest.mark.parametrize("role", [Role.STEWARD, Role.OFFICER, Role.COUNCIL_ADMINISTRATOR, "is_staff", ""])
def test_refuses_roles_that_come_in_another_way(role: str) -> None:
    council = make_organisation()
    colleague = make_employment(council).person
    with pytest.raises(Refusal) as refusal:
        appoint(
            actor=actor(administrator_of(council)),
            organisation_id=council.pk,
            email=colleague.email,
            role=role,
            at=NOW,
        )
    assert refusal.value.code == "role_not_grantable"


def test_refuses_a_role_for_oneself() -> None:
    council = make_organisation()
    admin = administrator_of(council)
    with pytest.raises(NotToYourself):
        grant_role(actor=actor(admin), organisation_id=council.pk, person_id=admin.pk, role=Role.HR, at=NOW)


def test_refuses_a_role_held_already() -> None:
    council = make_organisation()
    holder = make_role(council, Role.HR)
    with pytest.raises(RoleAlreadyHeld):
        appoint(
            actor=actor(administrator_of(council)),
            organisation_id=council.pk,
            email=holder.email,
            role=Role.HR,
            at=NOW,
        )


def test_refuses_without_a_second_factor() -> None:
    council = make_organisation()
    colleague = make_employment(council).person
    admin = actor(administrator_of(council), second_factor=False)
    with pytest.raises(StepUpNeeded):
        appoint(actor=admin, organisation_id=council.pk, email=colleague.email, role=Role.HR, at=NOW)


def test_an_ended_role_gives_no_right_at_the_next_request_and_can_be_given_again() -> None:
    council = make_organisation()
    holder = make_role(council, Role.HR)
    admin = actor(administrator_of(council))
    holding = queries.holders(council.pk, Role.HR).get()
    end_role(actor=admin, holding_id=holding.pk, at=NOW)
    assert not actor(holder).may(Right.CHECK_PAYROLL, council.pk)
    make_role(council, Role.HR, person=holder)
    assert actor(holder).may(Right.CHECK_PAYROLL, council.pk)


def test_refuses_to_end_the_last_administrator() -> None:
    council = make_organisation()
    admin = administrator_of(council)
    holding = queries.holders(council.pk, Role.COUNCIL_ADMINISTRATOR).get()
    with pytest.raises(LastAdministrator):
        end_role(actor=actor(admin), holding_id=holding.pk, at=NOW)
    make_role(council, Role.COUNCIL_ADMINISTRATOR)
    end_role(actor=actor(admin), holding_id=holding.pk, at=NOW)
    assert not actor(admin).may(Right.GRANT_ROLES, council.pk)


def test_a_release_contact_makes_a_known_manager_an_approver_once() -> None:
    council = make_organisation()
    contact, manager = make_role(council, Role.RELEASE_CONTACT), make_employment(council).person
    assert make_approver(actor=actor(contact), organisation_id=council.pk, person_id=manager.pk, at=NOW)
    assert not make_approver(actor=actor(contact), organisation_id=council.pk, person_id=manager.pk, at=NOW)
    assert actor(manager).may(Right.GRANT_PERMISSION, council.pk)
    with pytest.raises(NotToYourself):
        make_approver(actor=actor(contact), organisation_id=council.pk, person_id=contact.pk, at=NOW)


def test_no_person_appoints_a_steward() -> None:
    admin = administrator_of(make_organisation())
    for nobody in (actor(admin), Actor(person_id=None)):
        with pytest.raises(Forbidden):
            appoint_steward(actor=nobody, person_id=admin.pk, at=NOW)
