"""An agreement ends at the midnight its notice states; those it governs are locked against that."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Actor, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.operations.ending import LastDayOutOfRange, NothingInForce
from commonpool.agreements.rules import Standing
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, administrator_of, council, make_role

pytestmark = pytest.mark.django_db
NIGHTLY = Actor.rule("notice_ran_out")


def end(place, by=None, ends_on=TODAY, at=NOW):
    by = by or actor(administrator_of(place))
    return operations.end_agreement(actor=by, organisation_id=place.pk, ends_on=ends_on, at=at)


def test_governs_to_the_last_day_and_not_the_next() -> None:
    home, host = council(), council(depth="borrow")
    end(host, ends_on=TODAY + timedelta(days=3))
    days = [TODAY + timedelta(days=number) for number in range(2, 5)]
    assert [queries.standing_between(home.pk, host.pk, day) is not None for day in days] == [
        True,
        True,
        False,
    ]


def test_depths_close_after_the_midnight_and_not_before() -> None:
    place = council()
    end(place, ends_on=TODAY)
    before = datetime(TODAY.year, TODAY.month, TODAY.day, 23, 59, tzinfo=LONDON)
    assert operations.end_due_agreements(actor=NIGHTLY, at=before) == 0
    assert queries.depth_of(place.pk) == "lend"
    assert operations.end_due_agreements(actor=NIGHTLY, at=before + timedelta(minutes=2)) == 1
    assert queries.depth_of(place.pk) == "peer"
    assert operations.end_due_agreements(actor=NIGHTLY, at=before + timedelta(minutes=3)) == 0


def test_a_council_that_left_can_sign_again() -> None:
    from tests.factories.councils import signed_agreement

    place = council()
    end(place)
    operations.end_due_agreements(actor=NIGHTLY, at=NOW + timedelta(days=1))
    signed_agreement(place)
    assert queries.depth_of(place.pk) == "lend"


def test_a_locked_agreement_says_that_it_ended_meanwhile() -> None:
    home, host = council(), council(depth="borrow")
    standing = queries.standing_between(home.pk, host.pk, TODAY)
    assert standing is not None
    assert standing.reaches(TODAY + timedelta(days=1))
    end(host, ends_on=TODAY)
    held = queries.governing([home.pk, host.pk], TODAY, lock=True)()
    assert held.keys() == {home.pk, host.pk}
    now_standing = Standing(home=held[home.pk], host=held[host.pk])
    assert now_standing.reaches(TODAY)
    assert not now_standing.reaches(TODAY + timedelta(days=1))
    assert queries.governing([home.pk, host.pk], TODAY + timedelta(days=1), lock=True)().keys() == {home.pk}


@pytest.mark.parametrize("days", [-1, 367])
def test_refuses_a_last_day_out_of_range(days: int) -> None:
    with pytest.raises(LastDayOutOfRange):
        end(council(depth="borrow"), ends_on=TODAY + timedelta(days=days))


def test_refuses_where_nothing_is_in_force() -> None:
    with pytest.raises(NothingInForce):
        end(council(depth="peer"))


def test_needs_an_administrator_of_the_council_with_a_second_factor() -> None:
    place, other = council(depth="borrow"), council(depth="peer")
    with refusing_code("step_up_needed"):
        end(place, by=actor(administrator_of(place), second_factor=False))
    for stranger in (administrator_of(other), make_role(place, Role.FINANCE)):
        with pytest.raises(Forbidden):
            end(place, by=actor(stranger))
