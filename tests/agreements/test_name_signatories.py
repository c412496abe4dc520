"""A council names the two people who sign."""

import pytest

from commonpool.access import Role
from commonpool.agreements import operations, queries
from commonpool.agreements.operations import Named
from commonpool.agreements.operations.signatories import AgreementAlready, SignedAlready
from commonpool.agreements.queries import DepthNeeded
from commonpool.kernel.refusals import Forbidden
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, actor, administrator_of, council, make_role
from tests.factories.councils import domain_of, sign, signatories_named

pytestmark = pytest.mark.django_db


def two(place) -> list[Named]:
    domain = domain_of(place)
    return [Named("Ada King", "Director", f"Ada@{domain}"), Named("Bo Lee", "Solicitor", f"bo@{domain}")]


def name(place, people, by=None):
    by = by or actor(administrator_of(place))
    return operations.name_signatories(actor=by, organisation_id=place.pk, signatories=people, at=NOW)


def test_begins_the_signing_and_keeps_addresses_in_lower_case() -> None:
    place = council(depth="peer")
    named = name(place, two(place))
    assert [each.email for each in named] == [f"ada@{domain_of(place)}", f"bo@{domain_of(place)}"]
    assert queries.agreement_of(actor(administrator_of(place)), place.pk).status == "offered"


def test_naming_others_replaces_those_who_have_not_signed() -> None:
    place = council(depth="peer")
    before = name(place, two(place))
    kept, other = two(place)[0], Named("Cy Wu", "Finance director", f"cy@{domain_of(place)}")
    after = name(place, [kept, other])
    assert after[0].pk == before[0].pk
    assert [each.name for each in after] == ["Ada King", "Cy Wu"]
    before[1].refresh_from_db()
    assert before[1].replaced_at == NOW


def test_who_has_signed_stays() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    sign(place, first)
    with pytest.raises(SignedAlready):
        name(place, two(place))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (lambda first, second: [first], "two_signatories", "name_2"),
        (
            lambda first, second: [first, Named(second.name, "", second.email)],
            "signatory_incomplete",
            "post_2",
        ),
        (
            lambda first, second: [Named(" ", "Director", first.email), second],
            "signatory_incomplete",
            "name_1",
        ),
        (
            lambda first, second: [first, Named("Bo Lee", "Solicitor", first.email)],
            "same_signatory",
            "email_2",
        ),
        (
            lambda first, second: [first, Named("ADA  king", "Solicitor", second.email)],
            "same_signatory",
            "email_2",
        ),
        (lambda first, second: [first, Named("Bo", "X", "bo@gmail.com")], "email_not_at_council", "email_2"),
        (
            lambda first, second: [first, Named("Bo", "X", "not an address")],
            "email_not_at_council",
            "email_2",
        ),
        (
            lambda first, second: [first, Named("Bo", "X", "bo+2@" + first.email.split("@")[1])],
            "email_not_at_council",
            "email_2",
        ),
    ],
)
def test_refuses_what_is_not_two_colleagues(change, code: str, field: str) -> None:
    place = council(depth="peer")
    with refusing_code(code) as refused:
        name(place, change(*two(place)))
    assert refused.value.field == field


def test_says_to_join_as_a_peer_first() -> None:
    place = council(depth="none")
    with pytest.raises(DepthNeeded):
        name(place, two(place))


def test_refuses_to_sign_the_same_text_again() -> None:
    place = council(depth="borrow")
    with pytest.raises(AgreementAlready):
        name(place, two(place))
    other = council(depth="peer")
    administrator = actor(administrator_of(other))
    operations.offer_agreement(actor=administrator, organisation_id=other.pk, at=NOW)
    with pytest.raises(AgreementAlready):
        operations.offer_agreement(actor=administrator, organisation_id=other.pk, at=NOW)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.COUNCIL_ADMINISTRATOR, Role.STEWARD)]
)
def test_only_an_administrator_names(role: Role) -> None:
    place = council(depth="peer")
    with pytest.raises(Forbidden):
        name(place, two(place), by=actor(make_role(place, role)))


def test_another_councils_administrator_does_not_name() -> None:
    place, other = council(depth="peer"), council(depth="peer")
    with pytest.raises(Forbidden):
        name(place, two(place), by=actor(administrator_of(other)))
