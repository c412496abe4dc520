"""What an officer states about their job."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.people import queries
from commonpool.people.models import Employment
from commonpool.people.operations import EmploymentOver, end_employment, state_employment_facts
from tests.factories import NOW, TODAY, actor, make_employment, make_officer, make_organisation
from tests.guards import refused

pytestmark = pytest.mark.django_db

FACTS: dict[str, Any] = {
    "job_title": " Planner ",
    "grade_band": "Officer",
    "weekly_minutes": 1110,
    "working_days": [5, 1, 1],
    "other_jobs": "",
}


def test_keeps_what_the_officer_states() -> None:
    job = make_employment(make_organisation())
    job = state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **FACTS)
    job.refresh_from_db()
    assert (job.job_title, job.working_days, job.weekly_minutes) == ("Planner", [1, 5], 1110)
    assert (job.stated_at, job.stated_by_id) == (NOW, job.person_id)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("job_title", " ", "fact_missing"),
        ("grade_band", "", "fact_missing"),
        ("weekly_minutes", 0, "weekly_hours_implausible"),
        ("weekly_minutes", 6001, "weekly_hours_implausible"),
        ("working_days", [], "working_days_missing"),
        ("working_days", [0, 1], "working_days_missing"),
        ("working_days", [8], "working_days_missing"),
        ("other_minutes", 60, "fact_missing"),
        ("other_minutes", -1, "other_hours_implausible"),
        ("other_minutes", 6001, "other_hours_implausible"),
        ("began_on", TODAY + timedelta(days=1), "begins_later"),
    ],
)
def test_refuses_facts_payroll_could_not_use(field: str, value: Any, code: str) -> None:
    job = make_employment(make_organisation())
    with pytest.raises(Refusal) as refusal:
        state_employment_facts(
            actor=actor(job.person), employment_id=job.pk, at=NOW, **{**FACTS, field: value}
        )
    assert refusal.value.code == code


def test_a_change_after_hrs_check_resets_the_check_and_not_the_tick() -> None:
    job = make_officer(make_organisation(), grade_band="Officer")
    job = state_employment_facts(
        actor=actor(job.person), employment_id=job.pk, at=NOW, **{**FACTS, "grade_band": "Head of service"}
    )
    job.refresh_from_db()
    assert job.checked_at is None
    assert job.checked_by is None
    assert job.ticked_at == NOW


WORKING_TIME: dict[str, Any] = {
    "other_jobs": "Bar work",
    "other_minutes": 600,
    "under_18": True,
    "began_on": TODAY - timedelta(days=20),
}


def test_keeps_what_the_working_time_limits_need() -> None:
    job = make_employment(make_organisation())
    facts = {**FACTS, **WORKING_TIME}
    job = state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **facts)
    job.refresh_from_db()
    assert {name: getattr(job, name) for name in WORKING_TIME} == WORKING_TIME


@pytest.mark.parametrize("fact", ["under_18", "began_on"])
def test_hr_checks_again_after_a_change_of_them(fact: str) -> None:
    job = make_officer(make_organisation())
    before = queries.facts_sha256(job)
    same = {name: getattr(job, name) for name in FACTS} | {fact: WORKING_TIME[fact]}
    job = state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **same)
    assert job.checked_at is None
    assert queries.facts_sha256(job) != before


@pytest.mark.both_servers
@pytest.mark.parametrize("wrong", [{"other_minutes": 60}, {"other_minutes": 6001, "other_jobs": "Bar work"}])
def test_the_database_refuses_hours_in_no_job_and_too_many(wrong: dict[str, Any]) -> None:
    job = make_employment(make_organisation())
    refused("employment_other_minutes", lambda: Employment.objects.filter(pk=job.pk).update(**wrong))


def test_stating_the_same_again_keeps_the_check() -> None:
    job = make_officer(make_organisation())
    same = {name: getattr(job, name) for name in FACTS}
    job = state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **same)
    assert job.checked_at == NOW


def test_refuses_an_employment_that_is_over() -> None:
    job = make_employment(make_organisation())
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY, at=NOW)
    with pytest.raises(EmploymentOver):
        state_employment_facts(
            actor=actor(job.person), employment_id=job.pk, at=NOW + timedelta(days=1), **FACTS
        )


def test_refuses_somebody_elses_employment_as_if_it_were_not_there() -> None:
    council = make_organisation()
    mine, theirs = make_employment(council), make_employment(council)
    with pytest.raises(NotFound):
        state_employment_facts(actor=actor(mine.person), employment_id=theirs.pk, at=NOW, **FACTS)
