"""An officer's own listing shows their hours, week by week, where they come near the 48-hour limit."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from commonpool.people.models import Employment
from commonpool.people.operations import give_opt_out, state_employment_facts
from tests.factories import NOW, TODAY, actor, signed_in
from tests.factories.bookings import Pair, bound_booking, make_pair, monday

pytestmark = pytest.mark.django_db

HEADING = "Your hours and the 48-hour limit"


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def state(job: Employment, **facts: Any) -> None:
    stated = {
        "job_title": job.job_title, "grade_band": job.grade_band, "working_days": job.working_days,
        "weekly_minutes": job.weekly_minutes, **facts,
    }  # fmt: skip
    state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **stated)


def page_of(pair: Pair) -> str:
    return signed_in(pair.officer.person).get("/listing/").content.decode()


def test_nothing_is_shown_far_from_the_limit(pair: Pair) -> None:
    bound_booking(pair)
    assert HEADING not in page_of(pair)


def test_from_forty_four_hours_the_weeks_are_shown(pair: Pair) -> None:
    job = Employment.objects.get(person=pair.officer.person)
    bound_booking(pair, [(monday(), 240), (monday(1), 240)])
    room = 17 * (44 * 60 - job.weekly_minutes) - 480
    state(job, other_jobs="Bar work", other_minutes=room // 17)
    assert HEADING not in page_of(pair)
    state(job, other_jobs="Bar work", other_minutes=room // 17 + 1)
    page = page_of(pair)
    assert HEADING in page
    assert "The limit is 48 hours a week on average" in page
    assert page.count("<progress") == 17
    assert f'value="{job.weekly_minutes + room // 17 + 1 + 240}"' in page


@pytest.mark.parametrize(
    ("opted_out", "says"), [(False, "That is over the limit"), (True, "You have opted out")]
)
def test_over_the_limit_it_says_so(pair: Pair, opted_out: bool, says: str) -> None:
    job = Employment.objects.get(person=pair.officer.person)
    state(job, weekly_minutes=49 * 60)
    if opted_out:
        name = job.person.name
        give_opt_out(actor=actor(job.person), employment_id=job.pk, starts_on=TODAY, signed_name=name, at=NOW)
    assert says in page_of(pair)
