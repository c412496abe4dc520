"""Who may tick and check, and who may not even see."""

import pytest

from commonpool.access import Role
from commonpool.access.actor import DecideScopeNeeded
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.people import queries
from commonpool.people.operations import check_employment, tick_payroll
from tests.factories import NOW, TODAY, actor, make_officer, make_organisation, make_role, make_steward
from tests.factories.people import facts_shown

pytestmark = pytest.mark.django_db

COUNCIL_ROLES = [role for role in Role if role is not Role.STEWARD]


@pytest.mark.parametrize("role", [role for role in COUNCIL_ROLES if role is not Role.APPROVER])
def test_no_other_role_ticks(role: Role) -> None:
    council = make_organisation()
    job = make_officer(council, ticked=False, checked=False)
    with pytest.raises(NotFound):
        tick_payroll(actor=actor(make_role(council, role)), employment_id=job.pk, at=NOW)


@pytest.mark.parametrize("role", [role for role in COUNCIL_ROLES if role is not Role.HR])
def test_no_other_role_checks_or_reads_the_list(role: Role) -> None:
    council = make_organisation()
    job = make_officer(council, checked=False)
    other = actor(make_role(council, role))
    with pytest.raises(NotFound):
        check_employment(
            actor=other, employment_id=job.pk, payroll_number="1", facts_sha256=facts_shown(job), at=NOW
        )
    with pytest.raises(Forbidden):
        queries.officers_to_check(other, council.pk, TODAY)
    with pytest.raises(NotFound):
        queries.officer_to_check(other, job.pk)


def test_another_councils_hr_and_manager_find_nothing() -> None:
    job = make_officer(make_organisation(), ticked=False, checked=False)
    elsewhere = make_organisation()
    hr, manager = make_role(elsewhere, Role.HR), make_role(elsewhere, Role.APPROVER)
    with pytest.raises(NotFound):
        tick_payroll(actor=actor(manager), employment_id=job.pk, at=NOW)
    with pytest.raises(NotFound):
        check_employment(
            actor=actor(hr), employment_id=job.pk, payroll_number="1", facts_sha256=facts_shown(job), at=NOW
        )
    with pytest.raises(NotFound):
        queries.officer_to_check(actor(hr), job.pk)


def test_a_steward_finds_nothing() -> None:
    job = make_officer(make_organisation(), checked=False)
    with pytest.raises(NotFound):
        check_employment(
            actor=actor(make_steward()),
            employment_id=job.pk,
            payroll_number="1",
            facts_sha256=facts_shown(job),
            at=NOW,
        )


def test_a_token_without_the_decide_scope_does_not_check() -> None:
    council = make_organisation()
    job = make_officer(council, checked=False)
    hr = actor(make_role(council, Role.HR), may_decide=False)
    with pytest.raises(DecideScopeNeeded):
        check_employment(
            actor=hr, employment_id=job.pk, payroll_number="1", facts_sha256=facts_shown(job), at=NOW
        )
