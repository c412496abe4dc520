"""Two named people sign the exact text they were shown."""

from datetime import timedelta

import pytest
from django.db import transaction

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Signature
from commonpool.agreements.operations.signing import NameDiffers, SignedBefore, TextChanged
from commonpool.kernel.refusals import NotFound
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, actor, council, make_person, make_role
from tests.factories.councils import (
    agreement_text,
    published_text,
    sign,
    signatories_named,
    signed_agreement,
)
from tests.guards import gone, refused

pytestmark = pytest.mark.django_db


def attempt(place, person, **changes):
    given = {
        "actor": actor(person),
        "organisation_id": place.pk,
        "typed_name": person.name,
        "text_sha256": agreement_text().sha256,
        "at": NOW,
    }
    return operations.sign_agreement(**{**given, **changes})


def test_the_second_signature_puts_the_agreement_in_force() -> None:
    place = council(depth="peer")
    first, second = signatories_named(place)
    sign(place, first)
    assert queries.agreement_of(actor(first), place.pk).status == "one_signature"
    assert queries.governing_on([place.pk], NOW.date()) == {}
    sign(place, second)
    agreement = queries.agreement_of(actor(first), place.pk)
    assert (agreement.status, agreement.in_force_on) == ("in_force", NOW.date())
    assert queries.governing_on([place.pk], NOW.date())[place.pk].agreement_id == agreement.pk
    assert Event.objects.filter(organisation_id=place.pk, name="AgreementInForce").count() == 1


def test_keeps_the_name_post_time_and_hash() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    kept = attempt(place, first, typed_name="  AMA   boateng ")
    assert (kept.typed_name, kept.post, kept.signed_at) == ("AMA boateng", "Director", NOW)
    assert kept.text_sha256 == agreement_text().sha256


def test_refuses_another_text_than_the_one_shown() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    with pytest.raises(TextChanged) as refused:
        attempt(place, first, text_sha256="0" * 64)
    assert (refused.value.code, refused.value.status) == ("text_changed", 409)
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "Somebody Else", "Ama\x00Boateng", "١٢٣", "A" * 10_000])
def test_refuses_a_name_that_differs(typed: str) -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    with pytest.raises(NameDiffers):
        attempt(place, first, typed_name=typed)


def test_refuses_the_same_person_twice() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    sign(place, first)
    with pytest.raises(NotFound):
        attempt(place, first)


def test_the_database_refuses_one_person_under_both_namings() -> None:
    """The same person holds both addresses: the constraint, not the query, says no."""
    place = council(depth="peer")
    first, second = signatories_named(place)
    sign(place, first)
    first.emailaddress_set.create(email="other@example.org", verified=True)
    second_job = second.employments.get()
    mailbox = second_job.mailbox
    second_job.ends_on = NOW.date()
    second_job.save()
    job = first.employments.get()
    job.mailbox = mailbox
    job.save()
    with pytest.raises(SignedBefore), transaction.atomic():
        attempt(place, first, typed_name=second.name)


@pytest.mark.both_servers
def test_a_signature_can_neither_be_changed_nor_removed() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    signature = attempt(place, first)
    refused("signature_stays", lambda: Signature.objects.update(typed_name="X"))
    refused("signature_stays", lambda: gone(signature))


def test_needs_a_second_factor_and_a_deciding_token() -> None:
    place = council(depth="peer")
    first, _second = signatories_named(place)
    for lacking, code in (("second_factor", "step_up_needed"), ("may_decide", "decide_scope_needed")):
        with refusing_code(code) as refused:
            attempt(place, first, actor=actor(first, **{lacking: False}))
        assert refused.value.status == 403


def test_is_not_for_colleagues_strangers_or_other_councils() -> None:
    place = council(depth="peer")
    signatories_named(place)
    colleague = make_role(place, Role.COUNCIL_ADMINISTRATOR)
    with pytest.raises(NotFound):
        attempt(place, colleague)
    elsewhere, _other = signatories_named(council(depth="peer"))
    for stranger in (elsewhere, make_person()):
        with refusing_code("forbidden"):
            attempt(place, stranger)


def test_asks_each_named_person_until_they_have_signed() -> None:
    place = council(depth="peer")
    first, second = signatories_named(place)
    assert [each.agreement.organisation_id for each in queries.to_sign(actor(first))] == [place.pk]
    sign(place, first)
    assert queries.to_sign(actor(first)) == []
    assert len(queries.to_sign(actor(second))) == 1


def test_a_new_text_moves_a_signing_on_and_the_older_version_governs() -> None:
    old, moving = council(depth="peer"), council(depth="peer")
    signed_agreement(old)
    first, second = signatories_named(moving)
    stale = queries.text_to_sign(actor(first), moving.pk).sha256
    later = NOW + timedelta(days=1)
    text = published_text(at=later)
    with pytest.raises(TextChanged):
        attempt(moving, first, text_sha256=stale)
    for person in (first, second):
        attempt(moving, person, text_sha256=text.sha256)
    standing = queries.standing_between(old.pk, moving.pk, NOW.date())
    assert standing is not None
    assert (standing.home.version, standing.host.version, standing.version) == (1, 2, 1)


def test_signing_the_next_version_supersedes_the_first() -> None:
    place = council(depth="borrow")
    published_text()
    signed_agreement(place)
    somebody = actor(make_role(place, Role.AUDITOR))
    assert [each.status for each in queries.agreements_of(somebody, place.pk)] == ["in_force", "superseded"]
    assert queries.governing_on([place.pk], NOW.date())[place.pk].version == 2
    assert queries.depth_of(place.pk) == "borrow"


def test_an_edited_text_is_never_loaded(tmp_path) -> None:
    agreement_text()
    (tmp_path / "agreement-1.md").write_text("# Edited\n", "utf-8")
    with pytest.raises(ValueError, match=r"agreement-1\.md"):
        operations.load_agreement_text(
            actor=actor(make_person()).rule("command_line"), at=NOW, folder=tmp_path
        )


def test_nobody_at_a_council_loads_a_text() -> None:
    somebody = actor(make_role(council(depth="peer"), Role.COUNCIL_ADMINISTRATOR))
    with refusing_code("forbidden"):
        operations.load_agreement_text(actor=somebody, at=NOW)
