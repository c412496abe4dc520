"""A steward adds a council's domain, exact and checked."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.models import Domain, Organisation
from commonpool.organisations.operations import add_domain
from commonpool.organisations.operations.administrators import HowMissing
from commonpool.organisations.operations.domains import DomainKnown, DomainNotUsable
from commonpool.organisations.rules import exact_domain
from commonpool.people import queries
from tests.factories import (
    NOW,
    TODAY,
    actor,
    make_organisation,
    make_person,
    make_role,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db

HOW = "Called back through the switchboard"


@pytest.fixture
def council() -> Organisation:
    return make_organisation("Ambleford", domains=("ambleford.gov.uk",))


def test_an_address_there_proposes_the_council_from_then_on(council: Organisation) -> None:
    asha = make_person("asha@ambleford-services.gov.uk")
    assert queries.proposals(actor(asha), TODAY) == []
    added = add_domain(
        actor=actor(make_steward()), code=council.code, domain="@Ambleford-Services.gov.uk.", how=HOW, at=NOW
    )
    assert (added.name, added.added_how) == ("ambleford-services.gov.uk", HOW)
    (proposal,) = queries.proposals(actor(asha), TODAY)
    assert proposal.councils == [council]
    event = Event.objects.get(name="DomainAdded")
    assert event.facts == {"organisation_id": council.pk, "domain_id": added.pk}


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "ambleford",
        "amblеford.gov.uk",
        "xn--amblefrd-w4a.gov.uk",
        "a@b.gov.uk",
        "*.gov.uk",
        "a b.gov.uk",
        "a..uk",
    ],
)
def test_refuses_what_is_no_exact_domain_in_plain_letters(council: Organisation, domain: str) -> None:
    assert exact_domain(domain) is None
    with pytest.raises(DomainNotUsable):
        add_domain(actor=actor(make_steward()), code=council.code, domain=domain, how=HOW, at=NOW)


def test_refuses_without_how_it_was_checked_and_what_is_known(council: Organisation) -> None:
    steward = actor(make_steward())
    with pytest.raises(HowMissing):
        add_domain(actor=steward, code=council.code, domain="new.gov.uk", how=" ", at=NOW)
    with pytest.raises(DomainKnown):
        add_domain(actor=steward, code=council.code, domain="AMBLEFORD.gov.uk", how=HOW, at=NOW)
    with pytest.raises(NotFound):
        add_domain(actor=steward, code="NOWHERE", domain="new.gov.uk", how=HOW, at=NOW)


def test_takes_a_steward_with_a_second_factor(council: Organisation) -> None:
    with pytest.raises(StepUpNeeded):
        add_domain(
            actor=actor(make_steward(), second_factor=False),
            code=council.code,
            domain="new.gov.uk",
            how=HOW,
            at=NOW,
        )
    with pytest.raises(Forbidden):
        add_domain(
            actor=actor(make_role(council, Role.COUNCIL_ADMINISTRATOR)),
            code=council.code,
            domain="new.gov.uk",
            how=HOW,
            at=NOW + timedelta(minutes=1),
        )
    assert not Domain.objects.filter(name="new.gov.uk").exists()


def test_the_desk_adds_one_and_keeps_what_was_typed(council: Organisation) -> None:
    client = signed_in(make_steward())
    page = "/desk/domains/"
    assert page in client.get("/desk/").content.decode()
    answer = client.post(page, {"council": "NOWHERE", "domain": "new.gov.uk", "how": HOW})
    assert answer.status_code == 422
    assert "new.gov.uk" in answer.content.decode()
    assert client.post(page, {"council": council.code, "domain": "a@b.uk", "how": HOW}).status_code == 422
    answer = client.post(page, {"council": council.code, "domain": "new.gov.uk", "how": HOW})
    assert answer.headers["Location"] == "/desk/"
    assert Domain.objects.filter(name="new.gov.uk", organisation=council).exists()
