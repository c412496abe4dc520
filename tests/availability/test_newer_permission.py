"""A newer permission takes the place of the one that runs."""

from datetime import timedelta

import pytest

from commonpool.availability import operations
from commonpool.availability.queries import standing_of
from tests.factories.bookings import (
    accept,
    bound_booking,
    fresh,
    make_pair,
    monday,
    peer_help,
    requested_booking,
)
from tests.factories.councils import council
from tests.factories.listings import asked_permission, grant, listed_officer
from tests.factories.people import NOW, TODAY, actor

pytestmark = pytest.mark.django_db


def test_takes_the_place_of_the_one_that_runs_and_carries_over_what_hangs_on_it():
    pair = make_pair(weekly_minutes=240)
    old = pair.officer.permission
    bound = bound_booking(pair, [(monday(), 240)])
    kept = requested_booking(pair, [(monday(1), 120)])
    too_much = requested_booking(pair, [(monday(2), 240)])
    helped = peer_help(pair)
    asked = asked_permission(
        pair.officer.listing, approver=pair.approver, weekly_minutes=150, peer_help=False
    )
    assert standing_of(pair.officer.listing.pk, NOW).permission_id == old.pk
    new = grant(asked)
    old.refresh_from_db()
    assert (old.status, old.ended_reason, old.ended_by_id) == ("superseded", "replaced", pair.approver.pk)
    assert standing_of(pair.officer.listing.pk, NOW).permission_id == new.pk
    under = {
        each.pk: (fresh(each).permission_id, fresh(each).status) for each in (bound, kept, too_much, helped)
    }
    assert under == {
        bound.pk: (new.pk, "bound"),
        kept.pk: (new.pk, "requested"),
        too_much.pk: (old.pk, "expired"),
        helped.pk: (old.pk, "expired"),
    }
    assert accept(kept).status == "bound"
    operations.withdraw_permission(
        actor=actor(pair.approver), permission_id=new.pk, reason="workload", bookings="hand_back", at=NOW
    )
    assert {fresh(bound).status, fresh(kept).status} == {"cancelled"}


def test_takes_the_place_of_the_one_that_runs_without_a_gap():
    officer = listed_officer(council())
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(operations.LimitsImpossible) as refused:
        asked_permission(officer.listing, approver=officer.approver, starts_on=tomorrow)
    assert refused.value.field == "starts_on"
    asked = asked_permission(officer.listing, approver=officer.approver)
    with pytest.raises(operations.LimitsImpossible) as refused:
        grant(asked, starts_on=tomorrow)
    assert refused.value.field == "starts_on"
    officer.permission.refresh_from_db()
    assert officer.permission.status == "granted"
    assert grant(asked, at=NOW + timedelta(days=1), starts_on=tomorrow).status == "granted"


def test_leaves_the_one_that_runs_when_the_newer_is_refused_or_withdrawn():
    officer = listed_officer(council())
    for end in ("refuse", "withdraw"):
        asked = asked_permission(officer.listing, approver=officer.approver)
        if end == "refuse":
            operations.refuse_permission(
                actor=actor(officer.approver), permission_id=asked.pk, reason="not_now", at=NOW
            )
        else:
            operations.withdraw_permission(actor=actor(officer.person), permission_id=asked.pk, at=NOW)
        officer.permission.refresh_from_db()
        assert officer.permission.status == "granted"
        assert standing_of(officer.listing.pk, NOW).bookable
