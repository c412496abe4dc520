"""Who may grant and end roles, and who may not even see them."""

import pytest

from commonpool.access import Role
from commonpool.access.actor import DecideScopeNeeded
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.operations.roles import grant_role, make_approver
from commonpool.organisations.queries import roles as queries
from commonpool.people.operations import end_role
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    make_employment,
    make_organisation,
    make_role,
    make_steward,
)

pytestmark = pytest.mark.django_db

COUNCIL_ROLES = [role for role in Role if role is not Role.STEWARD]


@pytest.mark.parametrize("role", [role for role in COUNCIL_ROLES if role is not Role.COUNCIL_ADMINISTRATOR])
def test_no_other_role_grants_ends_or_reads(role: Role) -> None:
    council = make_organisation()
    colleague, other = make_employment(council).person, actor(make_role(council, role))
    holder = make_role(council, Role.AUDITOR)
    holding = queries.holders(council.pk, Role.AUDITOR).get(person=holder)
    with pytest.raises(Forbidden):
        grant_role(actor=other, organisation_id=council.pk, person_id=colleague.pk, role=Role.HR, at=NOW)
    with pytest.raises(NotFound):
        end_role(actor=other, holding_id=holding.pk, at=NOW)
    with pytest.raises(Forbidden):
        queries.roles_at(other, council.pk)


def test_another_councils_administrator_and_a_steward_find_nothing() -> None:
    council = make_organisation()
    colleague = make_role(council, Role.HR)
    holding = queries.holders(council.pk, Role.HR).get()
    for other in (actor(administrator_of(make_organisation())), actor(make_steward())):
        with pytest.raises(Forbidden):
            grant_role(
                actor=other, organisation_id=council.pk, person_id=colleague.pk, role=Role.FINANCE, at=NOW
            )
        with pytest.raises(NotFound):
            end_role(actor=other, holding_id=holding.pk, at=NOW)


@pytest.mark.parametrize("role", [role for role in COUNCIL_ROLES if role is not Role.RELEASE_CONTACT])
def test_only_a_release_contact_makes_approvers(role: Role) -> None:
    council = make_organisation()
    manager = make_employment(council).person
    with pytest.raises(Forbidden):
        make_approver(
            actor=actor(make_role(council, role)), organisation_id=council.pk, person_id=manager.pk, at=NOW
        )


def test_a_token_without_the_decide_scope_grants_nothing() -> None:
    council = make_organisation()
    colleague = make_employment(council).person
    admin = actor(administrator_of(council), may_decide=False)
    with pytest.raises(DecideScopeNeeded):
        grant_role(actor=admin, organisation_id=council.pk, person_id=colleague.pk, role=Role.HR, at=NOW)
