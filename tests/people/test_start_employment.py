"""A mailbox at a council's exact domain proves where somebody works."""

from datetime import timedelta

import pytest

from commonpool.access import Actor
from commonpool.access.actor import FreshCodeNeeded
from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden
from commonpool.people import queries
from commonpool.people.operations import (
    AlreadyEmployed,
    MailboxElsewhere,
    MailboxNotProved,
    end_employment,
    start_employment,
)
from tests.factories import NOW, TODAY, actor, make_employment, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_an_address_at_the_exact_domain_proposes_and_starts_the_employment() -> None:
    ambleford = make_organisation("Ambleford", domains=("ambleford.gov.uk",))
    asha = make_person("Asha.Rao@Ambleford.gov.uk")
    (proposal,) = queries.proposals(actor(asha), TODAY)
    assert (proposal.mailbox, proposal.councils) == ("asha.rao@ambleford.gov.uk", [ambleford])
    job = start_employment(actor=actor(asha), organisation_id=ambleford.pk, mailbox=proposal.mailbox, at=NOW)
    assert (job.starts_on, job.proved_by_id, job.checked_at) == (TODAY, asha.pk, None)
    assert queries.proposals(actor(asha), TODAY) == []
    assert Event.objects.get(name="EmploymentStarted").facts == {
        "employment_id": job.pk,
        "person_id": asha.pk,
    }


def test_a_shared_domain_asks_which_council() -> None:
    both = [
        make_organisation("Adder", domains=("adder-warding.gov.uk",)),
        make_organisation("Warding", domains=("adder-warding.gov.uk",)),
    ]
    asha = make_person("asha@adder-warding.gov.uk")
    (proposal,) = queries.proposals(actor(asha), TODAY)
    assert proposal.councils == both


@pytest.mark.parametrize(
    "email",
    [
        "a@housing.ambleford.gov.uk",
        "a@amb1eford.gov.uk",
        "a@ambleford.gov.uk.example.org",
        "a@amblefordgov.uk",
        "a@ambleford-parish.gov.uk",
        "a+b@ambleford.gov.uk",
        "a@xn--amblefrd-w4a.gov.uk",
        "a@ａmbleford.gov.uk",
        "a@amblеford.gov.uk",
    ],
)
def test_refuses_what_only_looks_like_the_domain(email: str) -> None:
    ambleford = make_organisation("Ambleford", domains=("ambleford.gov.uk",))
    assert queries.council_choices(email, TODAY) == []
    stranger = make_person()
    stranger.emailaddress_set.create(email=email, verified=True)  # type: ignore[attr-defined]
    with pytest.raises(MailboxElsewhere):
        start_employment(actor=actor(stranger), organisation_id=ambleford.pk, mailbox=email, at=NOW)


def test_refuses_a_mailbox_nobody_proved() -> None:
    ambleford = make_organisation("Ambleford", domains=("ambleford.gov.uk",))
    asha = make_person("asha@ambleford.gov.uk", proved=False)
    with pytest.raises(MailboxNotProved):
        start_employment(
            actor=actor(asha), organisation_id=ambleford.pk, mailbox="asha@ambleford.gov.uk", at=NOW
        )


def test_refuses_a_council_that_has_ended_or_has_not_begun() -> None:
    make_organisation(domains=("old.gov.uk",), ends_on=TODAY - timedelta(days=1))
    make_organisation(domains=("new.gov.uk",), starts_on=TODAY + timedelta(days=1))
    assert (
        queries.council_choices("a@old.gov.uk", TODAY) == queries.council_choices("a@new.gov.uk", TODAY) == []
    )


def test_refuses_a_second_start_and_allows_one_after_an_end() -> None:
    job = make_employment(make_organisation())
    again = {"organisation_id": job.organisation_id, "mailbox": job.mailbox, "at": NOW}
    with pytest.raises(AlreadyEmployed):
        start_employment(actor=actor(job.person), **again)
    yesterday = TODAY - timedelta(days=1)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=yesterday, at=NOW)
    assert start_employment(actor=actor(job.person), **again).pk != job.pk


def test_coming_back_takes_a_code_given_back_after_the_last_day() -> None:
    job = make_employment(make_organisation())
    again = {"organisation_id": job.organisation_id, "mailbox": job.mailbox, "at": NOW}
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY - timedelta(days=1), at=NOW)
    other = make_employment(make_organisation(), person=job.person)
    for unproved in ([], [other.mailbox]):
        stale = queries.actor_for(
            person_id=job.person_id, second_factor=True, fresh_mailboxes=unproved, at=NOW
        )
        with pytest.raises(FreshCodeNeeded) as refusal:
            start_employment(actor=stale, **again)
        assert refusal.value.facts["mailbox"] == job.mailbox
    assert start_employment(actor=actor(job.person), **again).pk != job.pk


def test_refuses_nobody_and_a_standing_rule() -> None:
    council = make_organisation(domains=("ambleford.gov.uk",))
    for nobody in (Actor(person_id=None), Actor.rule("anything")):
        with pytest.raises(Forbidden):
            start_employment(actor=nobody, organisation_id=council.pk, mailbox="a@ambleford.gov.uk", at=NOW)
