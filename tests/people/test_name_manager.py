"""Who is asked about an officer."""

import pytest

from commonpool.kernel.refusals import NotFound
from commonpool.people.operations import ManagerElsewhere, ManagerIsYou, name_manager
from tests.factories import NOW, actor, make_employment, make_organisation

pytestmark = pytest.mark.django_db


def test_a_manager_who_never_signed_in_has_an_account_without_rights() -> None:
    job = make_employment(make_organisation(domains=("ambleford.gov.uk",)))
    job = name_manager(actor=actor(job.person), employment_id=job.pk, email="Boss@ambleford.gov.uk", at=NOW)
    assert job.manager is not None
    assert job.manager.email == "boss@ambleford.gov.uk"
    assert actor(job.manager).rights == {}


@pytest.mark.parametrize(
    "email", ["boss@example.org", "boss@wexbury.gov.uk", "boss@x.ambleford.gov.uk", "boss"]
)
def test_refuses_an_address_outside_the_council(email: str) -> None:
    make_organisation(domains=("wexbury.gov.uk",))
    job = make_employment(make_organisation(domains=("ambleford.gov.uk",)))
    with pytest.raises(ManagerElsewhere):
        name_manager(actor=actor(job.person), employment_id=job.pk, email=email, at=NOW)


def test_refuses_oneself() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(ManagerIsYou):
        name_manager(actor=actor(job.person), employment_id=job.pk, email=job.mailbox, at=NOW)


def test_refuses_somebody_elses_employment() -> None:
    council = make_organisation()
    mine, theirs = make_employment(council), make_employment(council)
    with pytest.raises(NotFound):
        name_manager(actor=actor(mine.person), employment_id=theirs.pk, email=mine.mailbox, at=NOW)
