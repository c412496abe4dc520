"""A council joins as a peer; its officers ask it to."""

from functools import partial

import pytest
from django.db import IntegrityError

from commonpool.access import Actor
from commonpool.access.actor import FreshCodeNeeded
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Joining
from commonpool.agreements.operations.joining import AlreadyJoined, AlreadyWished
from commonpool.kernel.refusals import Forbidden
from commonpool.notifications.queries import drafts_for
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations.administrators import PostMissing
from commonpool.people.queries import actor_for
from tests.factories import NOW, actor, council, make_employment, make_person, make_steward

pytestmark = pytest.mark.django_db
join_as_head = partial(operations.join_as_peer, post="Head of planning")


def join(by: Actor, place: Organisation, post: str = "Head of planning") -> None:
    operations.join_as_peer(actor=by, organisation_id=place.pk, post=post, at=NOW)


def test_one_officer_joins_their_council_as_a_peer() -> None:
    place = council(depth="none")
    officer = actor(make_employment(place).person, second_factor=False)
    with pytest.raises(PostMissing):
        join(officer, place, post=" ")
    join(officer, place)
    assert queries.depth_of(place.pk) == "peer"
    assert Joining.objects.get(organisation=place).peer_post == "Head of planning"
    with pytest.raises(AlreadyJoined):
        join(officer, place)


def test_takes_a_code_sent_to_the_mailbox_there() -> None:
    place = council(depth="none")
    job = make_employment(place)
    other = make_employment(council(depth="none"), person=job.person)
    for unproved in ([], [other.mailbox]):
        with pytest.raises(FreshCodeNeeded):
            join(actor_for(person_id=job.person_id, fresh_mailboxes=unproved, at=NOW), place)
    assert queries.depth_of(place.pk) == "none"
    join(actor_for(person_id=job.person_id, fresh_mailboxes=[job.mailbox], at=NOW), place)


def test_the_database_keeps_no_joining_without_a_post() -> None:
    place = council(depth="peer")
    with pytest.raises(IntegrityError, match="joining_peer_by_a_post"):
        Joining.objects.filter(organisation=place).update(peer_post="")


def test_the_stewards_are_told_who_joined_a_council() -> None:
    place, steward = council(depth="none"), make_steward()
    officer = make_employment(place, name="Hema Head").person
    join(actor(officer), place)
    (draft,) = drafts_for(Event.objects.get(name="JoinedAsPeer"))
    assert (draft.person_id, draft.template) == (steward.pk, "council_joined")
    assert (draft.facts["who"], draft.facts["post"]) == ("Hema Head", "Head of planning")


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


@pytest.mark.parametrize("verb", [join_as_head, operations.wish_to_join])
def test_is_for_the_councils_own_people(verb) -> None:
    place, other = council(depth="none"), council(depth="none")
    for stranger in (actor(make_person()), actor(make_employment(other).person), Actor(person_id=None)):
        with pytest.raises(Forbidden):
            verb(actor=stranger, organisation_id=place.pk, at=NOW)


def test_the_half_joined_are_for_stewards() -> None:
    with pytest.raises(Forbidden):
        queries.half_joined(actor(make_employment(council(depth="peer")).person))
