"""Two stewards press the button at the same instant: everybody has one letter."""

from functools import partial

import pytest

from commonpool.agreements import queries
from commonpool.agreements.operations import invite, invite_all
from commonpool.agreements.operations.inviting import ListMovedOn
from commonpool.organisations.models import Invitation
from commonpool.organisations.operations import refuse_invitations
from commonpool.organisations.rules import InvitedLately
from tests.bookings.racing import Clients, deadlocks
from tests.factories import NOW, actor, make_organisation, make_steward
from tests.factories.invitations import contact, make_invitation

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 25


def test_one_letter_each_however_many_press_send() -> None:
    """25 rounds of one person invited by two stewards at once, and of a list of three councils sent by both."""
    places = [make_organisation() for _place in range(3)]
    stewards = [actor(make_steward()) for _steward in range(2)]
    with Clients(2) as both:
        for number in range(ROUNDS):
            one = contact(places[0], f"One {number}")
            results = both.race([partial(invite, actor=who, contact=one, at=NOW) for who in stewards])
            assert sorted(type(each) for each in results if isinstance(each, Exception)) == [InvitedLately]
            listed = [contact(place, f"Many {number}") for place in places]
            shown = queries.hash_of(queries.judged_contacts(stewards[0], listed, NOW))
            orders = (listed, list(reversed(listed)))
            hashes = [shown, queries.hash_of(queries.judged_contacts(stewards[1], orders[1], NOW))]
            sends = [
                partial(invite_all, actor=who, contacts=order, shown=sha256, at=NOW)
                for who, order, sha256 in zip(stewards, orders, hashes, strict=True)
            ]
            results = both.race(sends)
            assert deadlocks(results) == []
            assert sorted(map(str, map(type, results))) == sorted(map(str, (int, ListMovedOn))), results
    assert Invitation.objects.count() == ROUNDS * 4


def test_the_second_link_pressed_twice_at_once_is_one_wish() -> None:
    place = make_organisation()
    with Clients(2) as both:
        for number in range(ROUNDS):
            sent = make_invitation(place, f"Ada {number}", steward=make_steward())
            wishes = [partial(refuse_invitations, reference=sent.reference, at=NOW)] * 2
            assert sorted(both.race(wishes)) == [False, True]
    assert not Invitation.objects.exclude(email="").exists()


def test_a_mailbox_of_two_councils_has_one_letter() -> None:
    """Two stewards invite the same reader at the same instant, each for another council of a shared domain."""
    places = [make_organisation(domains=("shared.gov.uk",)) for _place in range(2)]
    stewards = [actor(make_steward()) for _steward in range(2)]
    with Clients(2) as both:
        for number in range(ROUNDS):
            sends = [
                partial(
                    invite, actor=who, contact=contact(place, email=f"reader-{number}@shared.gov.uk"), at=NOW
                )
                for who, place in zip(stewards, places, strict=True)
            ]
            results = both.race(sends)
            assert [type(each) for each in results if isinstance(each, Exception)] == [InvitedLately]
    assert Invitation.objects.count() == ROUNDS
