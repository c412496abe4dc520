"""Signatures given at the same instant: one for each person, and one agreement in force."""

from functools import partial

import pytest

from commonpool.agreements.models import Agreement, Signature
from commonpool.agreements.operations import sign_agreement
from commonpool.agreements.operations.signing import SignedBefore
from commonpool.kernel.refusals import NotFound
from tests.bookings.racing import Clients, deadlocks
from tests.factories import NOW, actor, council
from tests.factories.councils import agreement_text, signatories_named

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def test_a_double_click_signs_once_and_two_people_at_once_put_it_in_force() -> None:
    sha256 = agreement_text().sha256
    with Clients(2) as both:
        for _round in range(ROUNDS):
            place = council(depth="peer")
            given = {"organisation_id": place.pk, "text_sha256": sha256, "at": NOW}
            first, second = signatories_named(place)
            deeds = [
                partial(sign_agreement, actor=actor(who), typed_name=who.name, **given)
                for who in (first, second)
            ]
            clicks = both.race([deeds[0]] * 2)
            refused = [each for each in clicks if isinstance(each, Exception)]
            assert [type(each) for each in refused] in ([SignedBefore], [NotFound])
            both.race([deeds[1]] * 2)
            at_once = council(depth="peer")
            given["organisation_id"] = at_once.pk
            people = signatories_named(at_once)
            results = both.race(
                [partial(sign_agreement, actor=actor(who), typed_name=who.name, **given) for who in people]
            )
            assert deadlocks(results) == []
            for each in (place, at_once):
                assert Agreement.objects.get(organisation=each).status == "in_force"
                assert Signature.objects.filter(agreement__organisation=each).count() == 2
