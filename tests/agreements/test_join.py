"""A council joins as a peer; its officers ask it to."""

import pytest

from commonpool.access import Actor
from commonpool.agreements import operations, queries
from commonpool.agreements.operations.joining import AlreadyJoined, AlreadyWished
from commonpool.kernel.refusals import Forbidden
from tests.factories import NOW, actor, council, make_employment, make_person, make_steward

pytestmark = pytest.mark.django_db


def test_one_officer_joins_their_council_as_a_peer() -> None:
    place = council(depth="none")
    officer = actor(make_employment(place).person, second_factor=False)
    operations.join_as_peer(actor=officer, organisation_id=place.pk, at=NOW)
    assert queries.depth_of(place.pk) == "peer"
    with pytest.raises(AlreadyJoined):
        operations.join_as_peer(actor=officer, organisation_id=place.pk, at=NOW)


def test_counts_each_officers_wish_once() -> None:
    place = council(depth="none")
    for _number in range(2):
        officer = actor(make_employment(place).person)
        operations.wish_to_join(actor=officer, organisation_id=place.pk, at=NOW)
    with pytest.raises(AlreadyWished):
        operations.wish_to_join(actor=officer, organisation_id=place.pk, at=NOW)
    assert queries.wishes(place.pk) == 2
    (half,) = queries.half_joined(actor(make_steward()))
    assert (half.pk, half.wish_count) == (place.pk, 2)


def test_refuses_a_wish_for_a_council_that_has_joined() -> None:
    place = council(depth="peer")
    officer = actor(make_employment(place).person)
    with pytest.raises(AlreadyJoined):
        operations.wish_to_join(actor=officer, organisation_id=place.pk, at=NOW)


@pytest.mark.parametrize("verb", [operations.join_as_peer, operations.wish_to_join])
def test_is_for_the_councils_own_people(verb) -> None:
    place, other = council(depth="none"), council(depth="none")
    for stranger in (actor(make_person()), actor(make_employment(other).person), Actor(person_id=None)):
        with pytest.raises(Forbidden):
            verb(actor=stranger, organisation_id=place.pk, at=NOW)


def test_the_half_joined_are_for_stewards() -> None:
    with pytest.raises(Forbidden):
        queries.half_joined(actor(make_employment(council(depth="peer")).person))
