"""How bookings end: declined, withdrawn, expired, cancelled, recalled; and what is free again, and owed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.models import Permission, Week
from commonpool.bookings import operations, queries
from commonpool.bookings.models import Booking, SpendingMonth
from commonpool.bookings.rules import refusals
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden
from tests.factories.bookings import (
    Pair,
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    make_pair,
    monday,
    peer_help,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.listings import asked_permission, grant
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def held(pair: Pair) -> int:
    return sum(Week.objects.filter(person=pair.officer.person).values_list("held_minutes", flat=True))


def used(pair: Pair) -> int:
    return sum(
        SpendingMonth.objects.filter(limit__organisation=pair.host).values_list("used_pence", flat=True)
    )


def test_declining_frees_the_weeks_and_needs_no_reason() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    operations.decline_booking(
        actor=actor(pair.officer.person), booking_id=booking.pk, terms=terms_of(booking), at=NOW
    )
    assert (fresh(booking).status, held(pair)) == ("declined", 0)


def test_a_manager_may_decline_after_the_officers_yes() -> None:
    pair = make_pair(limit=False)
    booking = accept(requested_booking(pair))
    yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": NOW}
    with pytest.raises(refusals.BookingMoved):
        operations.decline_booking(actor=actor(pair.officer.person), **yes)
    operations.decline_booking(actor=actor(pair.approver), reason="home_needs_them", **yes)
    assert fresh(booking).ended_reason == "home_needs_them"


def test_withdrawing_frees_the_weeks_until_it_is_bound() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    operations.withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    assert (fresh(booking).status, held(pair)) == ("withdrawn", 0)
    with pytest.raises(refusals.BookingMoved):
        operations.withdraw_booking(actor=actor(pair.booker), booking_id=bound_booking(pair).pk, at=NOW)


def test_the_clock_ends_what_nobody_answered() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    assert operations.expire_bookings(at=booking.answer_by) == 0
    assert operations.expire_bookings(at=booking.answer_by + timedelta(minutes=1)) == 1
    assert (fresh(booking).status, fresh(booking).ended_by_rule, held(pair)) == (
        "expired",
        "expired_unanswered",
        0,
    )
    assert operations.expire_bookings(at=booking.answer_by + timedelta(minutes=2)) == 0


def test_cancelling_in_time_owes_nothing_and_gives_the_budget_back() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    assert used(pair) == 6_400
    in_time = datetime(2026, 12, 2, 17, tzinfo=LONDON)
    operations.cancel_booking(
        actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=in_time
    )
    event = Event.objects.get(name="BookingCancelled")
    assert (fresh(booking).status, event.facts["owed"], held(pair), used(pair)) == ("cancelled", [], 0, 0)


def test_cancelling_late_owes_at_most_two_hours_of_each_week() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(0), 240), (monday(1), 60)])
    first = booking.weeks.get(monday=monday(0))
    late = datetime(2026, 12, 2, 17, 0, 1, tzinfo=LONDON)
    operations.cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=late)
    assert Event.objects.get(name="BookingCancelled").facts["owed"] == [[first.pk, 120]]


@pytest.mark.parametrize("reason", ["illness", "emergency"])
def test_illness_and_emergencies_are_never_charged(reason: str) -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    late = datetime(2026, 12, 6, 12, tzinfo=LONDON)
    operations.cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason=reason, at=late)
    assert Event.objects.get(name="BookingCancelled").facts["owed"] == []


def test_home_takes_its_officer_back_for_nothing() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    late = datetime(2026, 12, 6, 12, tzinfo=LONDON)
    operations.cancel_booking(actor=actor(pair.approver), booking_id=booking.pk, reason="recall", at=late)
    facts = Event.objects.get(name="BookingCancelled").facts
    assert (facts["by_home"], facts["owed"]) == (True, [])


def test_a_part_can_be_called_off_and_the_rest_stands() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(0), 60), (monday(1), 60)])
    operations.cancel_booking(
        actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", mondays=[monday(1)], at=NOW
    )
    assert (fresh(booking).status, held(pair), used(pair)) == ("bound", 60, 3_200)
    with pytest.raises(refusals.NothingToCancel):
        operations.cancel_booking(
            actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", mondays=[monday(1)], at=NOW
        )


def test_a_booking_with_agreed_hours_and_the_rest_called_off_is_worked() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(0), 60), (monday(1), 60)])
    week = booking.weeks.get(monday=monday(0))
    after = datetime(2026, 12, 9, 12, tzinfo=LONDON)
    for other in (pair.officer.person, pair.approver):
        with pytest.raises(Forbidden):
            operations.finish_week(actor=actor(other), booked_week_id=week.pk, at=after)
    operations.finish_week(actor=actor(pair.booker), booked_week_id=week.pk, at=after)
    operations.cancel_booking(actor=actor(pair.approver), booking_id=booking.pk, reason="recall", at=after)
    assert fresh(booking).status == "worked"


def test_a_week_that_is_over_is_not_the_hosts_to_call_off() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    over = datetime(2026, 12, 14, 9, tzinfo=LONDON)
    with pytest.raises(refusals.NothingToCancel):
        operations.cancel_booking(
            actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=over
        )


def test_cancelling_is_offered_while_a_week_is_left_to_cancel() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    begun = datetime(2026, 12, 7, 9, tzinfo=LONDON)
    host, home = actor(pair.booker), actor(pair.approver)
    assert "cancel" in queries.open_moves(host, booking, NOW)
    assert "cancel" not in queries.open_moves(host, booking, begun)
    assert queries.open_moves(home, booking, begun) == ["cancel"]


def replaced(pair: Pair, **limits: Any) -> Permission:
    return grant(asked_permission(pair.officer.listing, approver=pair.approver, **limits))


def test_a_request_that_the_newer_permission_does_not_cover_ends_by_that_name() -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(), 240)])
    replaced(pair, weekly_minutes=150)
    booking = fresh(booking)
    assert (booking.status, booking.ended_by_rule) == ("expired", "permission_replaced")
    assert held(pair) == 0


def test_free_help_in_weeks_that_the_newer_permission_does_not_reach_ends() -> None:
    pair = make_pair()
    kept, ended = peer_help(pair, week=monday()), peer_help(pair, week=monday(4))
    new = replaced(pair, ends_on=monday(1))
    assert (fresh(kept).permission_id, fresh(kept).status) == (new.pk, "requested")
    assert fresh(ended).status == "expired"


def test_a_yes_by_the_older_permission_binds_nothing_that_the_newer_one_excludes() -> None:
    pair = make_pair(limit=False, decisions=True)
    by_rule = accept(requested_booking(pair, decisions=True))
    assert (by_rule.status, by_rule.approved_by_rule) == ("accepted", "permission")
    wider = replaced(pair, decisions=True)
    assert (fresh(by_rule).status, fresh(by_rule).permission_id) == ("accepted", wider.pk)
    replaced(pair, decisions=False)
    assert fresh(by_rule).ended_by_rule == "permission_replaced"
    in_person = approve(pair, accept(requested_booking(pair, [(monday(1), 120)], decisions=True)))
    replaced(pair, decisions=False)
    assert confirm(pair, in_person).status == "bound"


def test_a_change_agreed_by_the_older_permission_goes_where_the_newer_one_excludes_it() -> None:
    pair = make_pair(limit=False, decisions=True)
    booking = confirm(pair, accept(requested_booking(pair, decisions=True)))
    varied(pair, booking, [(monday(), 180)])
    assert accept(booking).pending.approved_by_rule == "permission"
    replaced(pair, decisions=True)
    assert fresh(booking).pending is not None
    replaced(pair, decisions=False)
    booking = fresh(booking)
    assert (booking.status, booking.version, booking.pending) == ("bound", 1, None)
    assert booking.terms.get(version=2).dropped_by_rule == "permission_replaced"


def test_a_reason_must_be_on_the_list_of_ones_own_side() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    for who, reason in ((pair.booker, "recall"), (pair.approver, "not_needed"), (pair.booker, "because")):
        with pytest.raises(refusals.ReasonUnknown):
            operations.cancel_booking(actor=actor(who), booking_id=booking.pk, reason=reason, at=NOW)


def test_the_first_in_line_is_told_when_a_week_frees() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    others = [make_role(pair.host, Role.BOOKING_MANAGER) for _n in range(2)]
    for number, other in enumerate(others):
        operations.stand_in_line(
            actor=actor(other),
            officer=pair.officer.reference,
            mondays=[monday()],
            host_id=pair.host.pk,
            at=NOW + timedelta(minutes=number),
        )
    operations.withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    told = Event.objects.get(name="WaitingTold")
    assert told.facts["asked_by_id"] == others[0].pk
    assert Booking.objects.get().status == "withdrawn"


def test_nobody_waits_for_a_week_that_has_begun() -> None:
    pair = make_pair()
    requested_booking(pair, [(monday(), 60), (monday(1), 60)])
    other = actor(make_role(pair.host, Role.BOOKING_MANAGER))
    wanted = {"officer": pair.officer.reference, "mondays": [monday(), monday(1)], "host_id": pair.host.pk}
    operations.stand_in_line(actor=other, **wanted, at=NOW)
    assert queries.my_waiting(other, pair.officer.listing.pk) == [monday(), monday(1)]
    begun = datetime(2026, 12, 7, 9, tzinfo=LONDON)
    assert [operations.expire_waiting(at=begun), operations.expire_waiting(at=begun)] == [1, 0]
    assert queries.my_waiting(other, pair.officer.listing.pk) == [monday(1)]
    assert operations.leave_line(actor=other, officer=pair.officer.reference, at=NOW) == 1
    assert Event.objects.filter(name="WaitingEnded").count() == 2
