"""Leaving a council."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.queries import roles
from commonpool.people.operations import (
    EmploymentOver,
    EndEmploymentsFirst,
    EndsBeforeStart,
    close_account,
    end_employment,
)
from tests.factories import NOW, TODAY, actor, make_employment, make_organisation, make_role

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)


def test_ending_at_once_ends_the_rights_and_the_roles() -> None:
    council = make_organisation()
    manager = make_role(council, Role.BUDGET_HOLDER)
    hr = make_role(council, Role.HR)
    job = manager.employments.get()
    end_employment(actor=actor(hr), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    assert actor(manager).rights == {}
    assert not roles.holds(manager.pk, council.pk, Role.BUDGET_HOLDER)


def test_a_day_to_come_keeps_the_rights_until_then() -> None:
    job = make_employment(make_organisation())
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY + timedelta(days=7), at=NOW)
    assert actor(job.person, at=NOW + timedelta(days=7)).rights
    assert not actor(job.person, at=NOW + timedelta(days=8)).rights


def test_another_job_goes_on() -> None:
    first, second = make_organisation(), make_organisation()
    job = make_employment(first)
    make_employment(second, person=job.person)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    assert set(actor(job.person).rights) == {second.pk}


def test_refuses_a_last_day_before_the_first_and_a_second_end() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(EndsBeforeStart):
        end_employment(
            actor=actor(job.person), employment_id=job.pk, ends_on=TODAY - timedelta(days=2), at=NOW
        )
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    with pytest.raises(EmploymentOver):
        end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY, at=NOW)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.FINANCE, Role.APPROVER])
def test_refuses_a_colleague_without_the_right(role: Role) -> None:
    council = make_organisation()
    job = make_employment(council)
    with pytest.raises(NotFound):
        end_employment(actor=actor(make_role(council, role)), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)


def test_refuses_another_councils_hr() -> None:
    job = make_employment(make_organisation())
    hr = make_role(make_organisation(), Role.HR)
    with pytest.raises(NotFound):
        end_employment(actor=actor(hr), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)


def test_an_account_closes_only_when_no_council_counts_on_it() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(EndEmploymentsFirst):
        close_account(actor=actor(job.person), person_id=job.person_id, at=NOW)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    person = close_account(actor=actor(job.person), person_id=job.person_id, at=NOW)
    assert (person.is_active, person.name) == (False, "")
    assert person.email.endswith("@invalid.invalid")
