"""The page about one's post: one press for most; what was typed stays; the manager reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commonpool.people.models import PostFacts
from commonpool.people.operations import end_employment
from commonpool.people.queries import post_facts_of
from tests.factories import NOW, TODAY, actor, council, make_officer, signed_in
from tests.factories.listings import asked_permission, draft_listing

pytestmark = pytest.mark.django_db


def test_one_press_says_that_nothing_holds() -> None:
    job = make_officer(council())
    client, page = signed_in(job.person), reverse("post_facts", args=[job.pk])
    assert page in client.get(reverse("my_job", args=[job.pk])).content.decode()
    assert client.post(page, {"nothing": "yes"}).status_code == 302
    assert PostFacts.objects.get().statutory_post == ""


def test_of_a_job_that_is_over_nothing_is_said_any_more() -> None:
    job = make_officer(council())
    client, page = signed_in(job.person), reverse("post_facts", args=[job.pk])
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY - timedelta(days=1), at=NOW)
    for typed in ({"nothing": "yes"}, {"restricted": "on"}):
        assert client.post(page, typed).status_code == 422
    assert not PostFacts.objects.exists()


def test_what_was_typed_stays_and_a_council_is_known_by_its_name() -> None:
    job, other = make_officer(council()), council()
    client, page = signed_in(job.person), reverse("post_facts", args=[job.pk])
    wrong = {"statutory_post": "monitoring_officer", "member_of": "Atlantis"}
    answer = client.post(page, wrong).content.decode()
    assert "We do not know a council called “Atlantis”." in answer
    assert 'value="monitoring_officer" selected' in answer
    typed = {"member_of": other.name.upper(), "interests": "A shop", "interest_councils": other.name}
    client.post(page, typed)
    said = post_facts_of(job.pk)
    assert said is not None
    assert (said.member_of, said.interest_councils) == (other, [other.pk])


def test_the_manager_reads_it_and_a_change_in_between_is_noticed() -> None:
    job = make_officer(council())
    asked = asked_permission(draft_listing(job))
    manager, page = signed_in(asked.approver), reverse("permission", args=[asked.pk])
    before = manager.get(page).content.decode()
    assert "Nothing to note" in before
    signed_in(job.person).post(reverse("post_facts", args=[job.pk]), {"restricted": "on"})
    after = manager.get(page).content.decode()
    assert "Politically restricted post" in after
    case = next(line for line in before.splitlines() if 'name="case"' in line).strip()
    assert case not in after
