"""The steward's board: where every council stands on its way in."""

from datetime import timedelta

import pytest

from commonpool.access import Actor
from commonpool.agreements import operations, queries
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Organisation
from commonpool.organisations.rules import STRATEGIC_TYPES
from tests.factories import NOW, TODAY, actor, administrator_of, council, make_organisation, make_steward
from tests.factories.invitations import make_invitation

pytestmark = pytest.mark.django_db

MONTH = timedelta(days=30)


@pytest.fixture
def place() -> Organisation:
    return make_organisation("Ambleford", domains=("ambleford.gov.uk",))


@pytest.fixture
def steward() -> Actor:
    return actor(make_steward())


def test_standings_follow_what_a_council_does(place: Organisation, steward: Actor) -> None:
    def standing() -> str:
        return queries.board(steward, day=TODAY).get(pk=place.pk).standing  # type: ignore[attr-defined]

    assert standing() == "not_started"
    make_invitation(place)
    assert standing() == "invited"
    administrator = administrator_of(place)
    assert standing() == "joining"
    operations.join_as_peer(actor=actor(administrator), organisation_id=place.pk, post="Head", at=NOW)
    assert standing() == "peer"
    for depth in ("borrow", "lend"):
        one = council(depth=depth)
        assert queries.board(steward, day=TODAY).get(pk=one.pk).standing == depth  # type: ignore[attr-defined]
    with pytest.raises(Forbidden):
        queries.board(actor(administrator), day=TODAY)


def test_the_board_says_what_is_missing_and_how_many_letters_went(
    place: Organisation, steward: Actor
) -> None:
    make_invitation(place)
    make_invitation(place, "Ben Ito", at=NOW + MONTH)
    administrator_of(place)
    peer = council(depth="peer")
    ended = make_organisation(ends_on=TODAY - timedelta(days=1))
    found = queries.board(steward, day=TODAY).filter(pk__in=[place.pk, peer.pk, ended.pk])
    lines = {line.council.pk: line for line in queries.board_lines(found)}
    assert set(lines) == {place.pk, peer.pk}
    assert (lines[place.pk].letters, lines[place.pk].invited_at) == (2, NOW + MONTH)
    assert [step.slug for step in lines[place.pk].missing][:2] == ["peer", "agreement"]
    assert "peer" not in [step.slug for step in lines[peer.pk].missing]
    assert lines[peer.pk].missing
    counts = queries.board_counts(found)
    assert {name: number for name, number in counts.items() if number} == {"joining": 1, "peer": 1}


def test_names_every_principal_council_and_authority_of_today(steward: Actor) -> None:
    found = queries.board(steward, day=TODAY)
    assert sum(each.type not in STRATEGIC_TYPES for each in found) == 382
    assert sum(each.type in STRATEGIC_TYPES for each in found) >= 10
    assert sum(queries.board_counts(found).values()) == len(found)
