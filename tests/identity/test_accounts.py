"""Accounts: made once, changed by their owner, anonymised and never deleted."""

import pytest
from allauth.account.models import EmailAddress

from commonpool.identity import queries
from commonpool.identity.models import Person
from commonpool.identity.operations import (
    AddressNotUsable,
    anonymise_person,
    change_details,
    register_person,
)
from commonpool.identity.rules import NameNeeded
from commonpool.kernel.refusals import Forbidden
from tests.factories import NOW, actor, make_person, make_steward
from tests.factories.people import SIGNED_UP

pytestmark = pytest.mark.django_db


def test_one_address_is_one_account_in_any_case() -> None:
    first = register_person(actor=SIGNED_UP, email="Asha@Example.org", at=NOW)
    second = register_person(actor=SIGNED_UP, email=" asha@example.ORG ", at=NOW)
    assert first == second
    assert first.email == "asha@example.org"
    assert not first.has_usable_password()


def test_an_address_is_proved_only_by_its_code() -> None:
    person = register_person(actor=SIGNED_UP, email="asha@example.org", at=NOW)
    assert queries.proved_mailboxes(person.pk) == []
    register_person(actor=SIGNED_UP, email="asha@example.org", proved=True, at=NOW)
    assert queries.proved_mailboxes(person.pk) == ["asha@example.org"]


@pytest.mark.parametrize(
    "email", ["", "asha", "asha@", "@example.org", "a b@example.org", "a\x00@example.org"]
)
def test_refuses_what_is_no_address(email: str) -> None:
    with pytest.raises(AddressNotUsable):
        register_person(actor=SIGNED_UP, email=email, at=NOW)


def test_a_person_changes_their_own_details() -> None:
    person = make_person()
    change_details(actor=actor(person), name=" Asha Rao ", telephone="0113 496 0000", language="cy", at=NOW)
    person.refresh_from_db()
    assert (person.name, person.telephone, person.language) == ("Asha Rao", "0113 496 0000", "cy")


def test_an_anonymised_person_keeps_their_row_and_loses_their_details() -> None:
    person = make_person("asha@example.org", name="Asha Rao")
    anonymise_person(actor=actor(person), person_id=person.pk, at=NOW)
    person.refresh_from_db()
    assert "asha" not in f"{person.email}{person.name}{person.telephone}".lower()
    assert not EmailAddress.objects.filter(user_id=person.pk).exists()
    assert (person.is_active, person.anonymised_at) == (False, NOW)
    assert register_person(actor=SIGNED_UP, email="asha@example.org", at=NOW) != person


def test_only_oneself_or_a_steward_anonymises() -> None:
    person = make_person()
    with pytest.raises(Forbidden):
        anonymise_person(actor=actor(make_person()), person_id=person.pk, at=NOW)
    anonymise_person(actor=actor(make_steward()), person_id=person.pk, at=NOW)
    assert Person.objects.get(pk=person.pk).anonymised_at == NOW


def test_an_address_never_stands_for_a_name() -> None:
    nameless = register_person(actor=SIGNED_UP, email="asha@example.org", at=NOW)
    assert "asha" not in str(nameless)
    with pytest.raises(NameNeeded):
        queries.require_name(actor(nameless))
    with pytest.raises(NameNeeded):
        change_details(actor=actor(nameless), name="  ", at=NOW)
    change_details(actor=actor(nameless), name="Asha Rao", at=NOW)
    queries.require_name(actor(nameless))
