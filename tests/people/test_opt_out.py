"""Opting out of the 48-hour limit: one's own to sign, on notice to end."""

from datetime import date, timedelta
from typing import Any

import pytest

from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.people import queries
from commonpool.people.models import Employment, OptOut
from commonpool.people.operations import (
    EmploymentOver,
    NoOptOut,
    NoticeOutOfRange,
    OptedOutAlready,
    OptOutBackdated,
    SignedByAnother,
    end_employment,
    end_opt_out,
    give_opt_out,
)
from tests.factories import NOW, TODAY, actor, make_employment, make_officer, make_organisation
from tests.guards import again, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Employment:
    return make_officer(make_organisation(), name="Asha Patel")


def signed(job: Employment, days: int = 0, **facts: Any) -> OptOut:
    """The officer signs so many days after today that it holds from that day."""
    at = NOW + timedelta(days=days)
    stated = {"starts_on": TODAY + timedelta(days=days), "signed_name": "Asha Patel", **facts}
    return give_opt_out(actor=actor(job.person, at=at), employment_id=job.pk, at=at, **stated)


def test_holds_from_the_day_until_notice_is_up(job: Employment) -> None:
    given = signed(job, signed_name="  asha   PATEL", starts_on=TODAY + timedelta(days=3), notice_days=28)
    given.refresh_from_db()
    assert (given.starts_on, given.notice_days, given.ends_on) == (TODAY + timedelta(days=3), 28, None)
    assert (given.signed_name, given.recorded_at, given.recorded_by_id) == ("asha PATEL", NOW, job.person_id)
    assert queries.opt_out_of(job.pk, TODAY) == given
    later = NOW + timedelta(days=10)
    end_opt_out(actor=actor(job.person, at=later), employment_id=job.pk, at=later)
    given.refresh_from_db()
    last = TODAY + timedelta(days=38)
    assert (given.ends_on, given.ended_at, given.ended_by_id) == (last, later, job.person_id)
    assert queries.opt_out_of(job.pk, last) == given
    assert queries.opt_out_of(job.pk, last + timedelta(days=1)) is None


def test_both_are_in_the_log_of_the_council(job: Employment) -> None:
    signed(job)
    end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    names = list(
        Event.objects.filter(name__startswith="OptOut").order_by("id").values_list("name", flat=True)
    )
    assert names == ["OptOutGiven", "OptOutEnded"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"signed_name": ""}, SignedByAnother),
        ({"signed_name": "Asha"}, SignedByAnother),
        ({"starts_on": TODAY - timedelta(days=1)}, OptOutBackdated),
        ({"notice_days": 6}, NoticeOutOfRange),
        ({"notice_days": 90}, NoticeOutOfRange),
    ],
)
def test_refuses_what_no_opt_out_may_be(job: Employment, facts: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        signed(job, **facts)
    assert not OptOut.objects.exists()


@pytest.mark.parametrize("notice", [7, 89])
def test_takes_seven_days_to_three_months(job: Employment, notice: int) -> None:
    assert signed(job, notice_days=notice).notice_days == notice


def test_another_can_be_signed_once_the_notice_of_the_first_is_up(job: Employment) -> None:
    signed(job)
    with pytest.raises(OptedOutAlready):
        signed(job, days=1)
    end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    with pytest.raises(OptedOutAlready):
        signed(job, days=7)
    assert signed(job, days=8).starts_on == TODAY + timedelta(days=8)


def test_notice_is_given_once(job: Employment) -> None:
    with pytest.raises(NoOptOut):
        end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    signed(job)
    end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    with pytest.raises(NoOptOut):
        end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)


def test_nobody_opts_somebody_else_out_or_in(job: Employment) -> None:
    other = make_employment(job.organisation, name="Asha Patel")
    with pytest.raises(NotFound):
        give_opt_out(
            actor=actor(other.person), employment_id=job.pk, starts_on=TODAY, signed_name="Asha Patel", at=NOW
        )
    signed(job)
    with pytest.raises(NotFound):
        end_opt_out(actor=actor(other.person), employment_id=job.pk, at=NOW)


def test_a_program_without_leave_to_decide_signs_nothing(job: Employment) -> None:
    program = actor(job.person, may_decide=False)
    with pytest.raises(Forbidden):
        give_opt_out(actor=program, employment_id=job.pk, starts_on=TODAY, signed_name="Asha Patel", at=NOW)
    signed(job)
    with pytest.raises(Forbidden):
        end_opt_out(actor=program, employment_id=job.pk, at=NOW)


def test_refuses_an_employment_that_is_over(job: Employment) -> None:
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY, at=NOW)
    with pytest.raises(EmploymentOver):
        signed(job, days=1)


@pytest.mark.both_servers
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"notice_days": 6}, "opt_out_notice_days"),
        ({"notice_days": 90}, "opt_out_notice_days"),
        ({"signed_name": ""}, "opt_out_signed"),
        ({"ends_on": date(2027, 1, 1)}, "opt_out_ends_by_notice"),
    ],
)
def test_the_database_refuses_the_same(job: Employment, wrong: dict[str, Any], constraint: str) -> None:
    given = signed(job)
    refused(constraint, lambda: OptOut.objects.filter(pk=given.pk).update(**wrong))


@pytest.mark.both_servers
def test_the_database_knows_at_most_one_that_runs(job: Employment) -> None:
    given = signed(job)
    refused("opt_out_runs_once", lambda: again(given))
