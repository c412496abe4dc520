"""The lists of skills and jobs: what they hold, and that loading again writes nothing."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden
from commonpool.people.models import JobRole, Skill
from commonpool.people.operations import load_skills

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_holds_every_skill_and_job_once_by_name() -> None:
    skills = Counter(name.lower() for name in Skill.objects.values_list("name", flat=True))
    jobs = Counter(name.lower() for name in JobRole.objects.values_list("name", flat=True))
    assert (len(skills), max(skills.values())) == (506, 1)
    assert (len(jobs), max(jobs.values())) == (222, 1)


def test_names_read_well_as_tags() -> None:
    assert not Skill.objects.filter(name__contains="(").exists()
    assert not JobRole.objects.filter(name__contains="(").exists()
    assert Skill.objects.filter(name__startswith="Change management").count() == 2


def test_loading_again_writes_nothing() -> None:
    events = Event.objects.count()
    assert load_skills(actor=Actor.rule("reference_data"), at=AT) == 0
    assert Event.objects.count() == events


def test_a_difference_is_put_right_and_is_an_event() -> None:
    Skill.objects.filter(pk="lg-change-management").update(name="Something else")
    assert load_skills(actor=Actor.rule("reference_data"), at=AT) == 1
    assert Skill.objects.get(pk="lg-change-management").name == "Change management"
    assert Event.objects.filter(name="SkillListChanged").last().facts == {"skills": 1, "job_roles": 0}


def test_refuses_a_person_who_does_not_run_the_desk() -> None:
    with pytest.raises(Forbidden):
        load_skills(actor=Actor(person_id=1), at=AT)
