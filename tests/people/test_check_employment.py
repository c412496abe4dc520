"""The manager ticks, then HR checks once."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.people import queries
from commonpool.people.operations import (
    AlreadyChecked,
    EmploymentOver,
    FactsChanged,
    NotTickedYet,
    NotYourOwn,
    PayrollNumberMissing,
    check_employment,
    end_employment,
    state_employment_facts,
    tick_payroll,
)
from tests.factories import NOW, TODAY, actor, make_employment, make_officer, make_organisation, make_role
from tests.factories.people import facts_shown

pytestmark = pytest.mark.django_db


def test_a_tick_then_a_check_makes_an_officer_bookable_for_pay() -> None:
    council = make_organisation()
    job = make_officer(council, ticked=True, checked=False)
    hr = actor(make_role(council, Role.HR))
    assert list(queries.officers_to_check(hr, council.pk, TODAY)) == [job]
    check_employment(
        actor=hr, employment_id=job.pk, payroll_number=" 4711 ", facts_sha256=facts_shown(job), at=NOW
    )
    job.refresh_from_db()
    assert (job.payroll_number, job.checked_at, job.checked_by_id) == ("4711", NOW, hr.person_id)
    assert list(queries.officers_to_check(hr, council.pk, TODAY)) == []
    assert list(queries.officers_checked(hr, council.pk, TODAY)) == [job]


def test_refuses_before_the_officer_states_and_the_manager_ticks() -> None:
    council = make_organisation()
    hr = actor(make_role(council, Role.HR))
    for job in (make_employment(council), make_officer(council, ticked=False, checked=False)):
        with pytest.raises(NotTickedYet):
            check_employment(
                actor=hr, employment_id=job.pk, payroll_number="1", facts_sha256=facts_shown(job), at=NOW
            )


def test_refuses_without_a_payroll_number_and_a_second_time() -> None:
    council = make_organisation()
    job = make_officer(council, checked=False)
    hr = actor(make_role(council, Role.HR))
    with pytest.raises(PayrollNumberMissing):
        check_employment(
            actor=hr, employment_id=job.pk, payroll_number=" ", facts_sha256=facts_shown(job), at=NOW
        )
    check_employment(
        actor=hr, employment_id=job.pk, payroll_number="1", facts_sha256=facts_shown(job), at=NOW
    )
    with pytest.raises(AlreadyChecked):
        check_employment(
            actor=hr, employment_id=job.pk, payroll_number="2", facts_sha256=facts_shown(job), at=NOW
        )


def test_refuses_ones_own_tick_and_check() -> None:
    council = make_organisation()
    job = make_officer(council, ticked=False, checked=False)
    make_role(council, Role.APPROVER, person=job.person)
    make_role(council, Role.HR, person=job.person)
    with pytest.raises(NotYourOwn):
        tick_payroll(actor=actor(job.person), employment_id=job.pk, at=NOW)
    other = make_role(council, Role.APPROVER)
    tick_payroll(actor=actor(other), employment_id=job.pk, at=NOW)
    with pytest.raises(NotYourOwn):
        check_employment(
            actor=actor(job.person),
            employment_id=job.pk,
            payroll_number="1",
            facts_sha256=facts_shown(job),
            at=NOW,
        )


def test_the_first_tick_stands() -> None:
    council = make_organisation()
    job = make_officer(council)
    second = make_role(council, Role.APPROVER)
    tick_payroll(actor=actor(second), employment_id=job.pk, at=NOW + timedelta(hours=1))
    job.refresh_from_db()
    assert job.ticked_at == NOW
    assert job.ticked_by_id != second.pk


def test_refuses_to_check_who_works_there_no_more() -> None:
    council = make_organisation()
    job = make_officer(council, checked=False)
    hr = make_role(council, Role.HR)
    end_employment(actor=actor(hr), employment_id=job.pk, ends_on=TODAY, at=NOW)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(EmploymentOver):
        check_employment(
            actor=actor(hr, at=tomorrow),
            employment_id=job.pk,
            payroll_number="1",
            facts_sha256=facts_shown(job),
            at=tomorrow,
        )


def test_refuses_facts_that_hr_has_not_seen() -> None:
    council = make_organisation()
    job = make_officer(council, checked=False)
    hr = actor(make_role(council, Role.HR))
    shown = facts_shown(job)
    state_employment_facts(
        actor=actor(job.person),
        employment_id=job.pk,
        job_title=job.job_title,
        grade_band="Manager",
        weekly_minutes=job.weekly_minutes,
        working_days=job.working_days,
        at=NOW,
    )
    with pytest.raises(FactsChanged) as refusal:
        check_employment(actor=hr, employment_id=job.pk, payroll_number="1", facts_sha256=shown, at=NOW)
    assert refusal.value.status == 409
    job.refresh_from_db()
    assert job.checked_at is None
