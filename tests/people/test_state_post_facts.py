"""What an officer says of their post: their own to say, whole or refused, never edited."""

from typing import Any

import pytest

from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.people import queries
from commonpool.people.models import Employment, PostFacts
from commonpool.people.operations import state_post_facts
from tests.factories import NOW, TODAY, actor, make_officer, make_organisation
from tests.guards import refused

pytestmark = pytest.mark.django_db
CHECK = {
    "vetting_level": "enhanced",
    "vetting_issuer": "DBS",
    "vetting_issued_on": TODAY,
    "vetting_seen_by": "HR",
}


@pytest.fixture
def job() -> Employment:
    return make_officer(make_organisation())


def stated(job: Employment, **said: Any) -> PostFacts:
    return state_post_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **said)


def test_the_newest_statement_counts_and_the_older_ones_stay(job: Employment) -> None:
    assert queries.post_facts_of(job.pk) is None
    stated(job)
    stated(job, profession="social_worker", registered_in=["Wales", "England"], **CHECK)
    said = queries.post_facts_of(job.pk)
    assert said is not None
    assert (said.profession, said.registered_in) == ("social_worker", ["England", "Wales"])
    assert PostFacts.objects.count() == 2
    refused("post_facts_stay", lambda: PostFacts.objects.update(profession=""))


def test_it_is_ones_own_to_say(job: Employment) -> None:
    other = make_officer(job.organisation)
    with pytest.raises(NotFound):
        state_post_facts(actor=actor(other.person), employment_id=job.pk, at=NOW)


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"profession": "astrologer"}, "post_fact_unknown", "profession"),
        ({"profession": "teacher", "registered_in": ["Mars"]}, "post_fact_unknown", "registered_in"),
        ({"statutory_post": "mayor"}, "post_fact_unknown", "statutory_post"),
        ({"member_of_id": 999_999}, "post_fact_unknown", "interest_councils"),
        ({"vetting_issuer": "DBS"}, "vetting_incomplete", "vetting_level"),
        ({**CHECK, "vetting_seen_by": " "}, "vetting_incomplete", "vetting_seen_by"),
        (
            {**CHECK, "vetting_issued_on": TODAY.replace(year=2027)},
            "vetting_dates_wrong",
            "vetting_issued_on",
        ),
        ({**CHECK, "vetting_ends_on": TODAY}, "vetting_dates_wrong", "vetting_ends_on"),
        ({"interests": "A firm"}, "interest_incomplete", "interest_councils"),
        ({"paid_directly": True}, "interest_incomplete", "interests"),
    ],
)
def test_half_an_answer_is_refused_beside_its_field(
    job: Employment, said: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        stated(job, **said)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not PostFacts.objects.exists()


def test_a_profession_has_a_register_in_every_nation() -> None:
    for profession in queries.professions().values():
        assert set(profession.registers) == {"England", "Wales", "Scotland", "Northern Ireland"}
