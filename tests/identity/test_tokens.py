"""Tokens for programs: shown once, kept as a hash."""

from datetime import timedelta

import pytest

from commonpool.access.actor import DecideScopeNeeded, StepUpNeeded
from commonpool.identity import queries, rules
from commonpool.identity.models import ApiToken
from commonpool.identity.operations import (
    TokenEnds,
    anonymise_person,
    make_token,
    note_token_used,
    revoke_token,
)
from commonpool.kernel.refusals import NotFound
from tests.factories import NOW, TODAY, actor, make_person

pytestmark = pytest.mark.django_db


def test_the_secret_is_shown_once_and_kept_only_as_a_hash() -> None:
    token, secret = make_token(actor=actor(make_person()), label="Payroll robot", at=NOW)
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret.startswith(rules.TOKEN_PREFIX)
    assert secret not in str(kept)
    assert kept["sha256"] == rules.sha256(secret)
    found = queries.token_asked(rules.sha256(secret), TODAY)()
    assert found is not None
    assert (found.pk, found.may_decide) == (token.pk, False)


def test_the_decide_scope_takes_a_second_factor() -> None:
    person = make_person()
    with pytest.raises(StepUpNeeded):
        make_token(actor=actor(person, second_factor=False), label="x", may_decide=True, at=NOW)
    with pytest.raises(DecideScopeNeeded):
        make_token(actor=actor(person, may_decide=False), label="x", may_decide=True, at=NOW)
    token, _secret = make_token(actor=actor(person), label="x", may_decide=True, at=NOW)
    assert token.may_decide


def test_a_revoked_token_works_no_more() -> None:
    person = make_person()
    token, secret = make_token(actor=actor(person), label="x", at=NOW)
    revoke_token(actor=actor(person), token_id=token.pk, at=NOW)
    assert queries.token_asked(rules.sha256(secret), TODAY)() is None
    revoke_token(actor=actor(person), token_id=token.pk, at=NOW + timedelta(hours=1))
    assert ApiToken.objects.get(pk=token.pk).revoked_at == NOW


def test_a_token_works_until_the_end_of_its_last_day() -> None:
    _token, secret = make_token(actor=actor(make_person()), label="x", ends_on=TODAY, at=NOW)
    assert queries.token_asked(rules.sha256(secret), TODAY)() is not None
    assert queries.token_asked(rules.sha256(secret), TODAY + timedelta(days=1))() is None


@pytest.mark.parametrize("days", [-1, 367])
def test_refuses_a_last_day_past_or_too_far(days: int) -> None:
    with pytest.raises(TokenEnds):
        make_token(actor=actor(make_person()), label="x", ends_on=TODAY + timedelta(days=days), at=NOW)


def test_an_anonymised_owners_token_works_no_more() -> None:
    person = make_person()
    _token, secret = make_token(actor=actor(person), label="x", at=NOW)
    anonymise_person(actor=actor(person), person_id=person.pk, at=NOW)
    assert queries.token_asked(rules.sha256(secret), TODAY)() is None


def test_refuses_somebody_elses_token_as_if_it_were_not_there() -> None:
    token, _secret = make_token(actor=actor(make_person()), label="x", at=NOW)
    other = actor(make_person())
    with pytest.raises(NotFound):
        revoke_token(actor=other, token_id=token.pk, at=NOW)
    note_token_used(actor=other, token_id=token.pk, at=NOW)
    token.refresh_from_db()
    assert token.last_used_on is None
    assert list(queries.my_tokens(other)) == []


def test_the_owner_sees_the_day_it_was_used() -> None:
    person = make_person()
    token, _secret = make_token(actor=actor(person), label="x", at=NOW)
    note_token_used(actor=actor(person), token_id=token.pk, at=NOW)
    token.refresh_from_db()
    assert token.last_used_on == TODAY
