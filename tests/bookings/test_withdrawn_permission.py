"""What is bound when a permission is withdrawn: finished or handed back, as who withdraws it says."""

from datetime import timedelta

import pytest

from commonpool.availability.models import Permission
from commonpool.availability.operations import BookingsUndecided, withdraw_permission
from commonpool.bookings import operations, queries
from commonpool.bookings.rules.refusals import PermissionEnded
from commonpool.kernel.refusals import NotFound
from commonpool.people.operations import end_employment
from tests.bookings.test_endings import held, used
from tests.factories.bookings import (
    Pair,
    bound_booking,
    fresh,
    function_id,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db


def withdrawn(pair: Pair, **decided: str) -> Permission:
    return withdraw_permission(
        actor=actor(pair.approver),
        permission_id=pair.officer.permission.pk,
        reason="workload",
        at=NOW,
        **decided,
    )


def test_nothing_bound_is_decided_in_silence() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(0), 60)])
    for said in ({}, {"bookings": ""}, {"bookings": "perhaps"}):
        with pytest.raises(BookingsUndecided):
            withdrawn(pair, **said)
    assert fresh(bound).status == "bound"
    assert fresh(bound).permission.status == "granted"


def test_where_nothing_is_bound_nothing_is_to_decide() -> None:
    pair = make_pair()
    asked = requested_booking(pair, [(monday(1), 60)])
    assert withdrawn(pair).status == "withdrawn"
    assert fresh(asked).status == "expired"


def test_what_is_bound_is_finished_where_the_manager_says_so_and_home_may_still_recall_it() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(0), 60)])
    asked = requested_booking(pair, [(monday(1), 60)])
    assert withdrawn(pair, bookings="finish").ended_bookings == "finish"
    assert (fresh(bound).status, fresh(asked).status) == ("bound", "expired")
    assert held(pair) == 60
    operations.cancel_booking(actor=actor(pair.approver), booking_id=bound.pk, reason="recall", at=NOW)
    assert fresh(bound).status == "cancelled"


def test_who_has_left_is_said_to_have_left() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(0), 60)])
    end_employment(
        actor=actor(pair.officer.person),
        employment_id=pair.officer.employment.pk,
        ends_on=NOW.date() - timedelta(days=1),
        at=NOW,
    )
    assert (fresh(bound).status, fresh(bound).ended_reason) == ("cancelled", "left")


def test_withdrawing_the_permission_ends_what_hangs_on_it() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(0), 60)])
    asked = requested_booking(pair, [(monday(1), 60)])
    withdraw_permission(
        actor=actor(pair.approver),
        permission_id=pair.officer.permission.pk,
        reason="workload",
        bookings="hand_back",
        at=NOW,
    )
    assert (fresh(asked).status, fresh(asked).ended_by_rule) == ("expired", "permission_ended")
    assert (fresh(bound).status, fresh(bound).ended_reason) == ("cancelled", "recall")
    assert (held(pair), used(pair)) == (0, 0)


def test_what_is_finished_is_not_changed_and_nothing_more_is_quoted() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(0), 60)])
    withdrawn(pair, bookings="finish")
    with pytest.raises(PermissionEnded):
        varied(pair, bound, [(monday(0), 120)])
    with pytest.raises(NotFound):
        queries.quote(
            actor(pair.booker), pair.host.pk, pair.officer.reference, [(monday(1), 60)], function_id(), at=NOW
        )
