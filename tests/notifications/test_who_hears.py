"""Who was asked for an answer hears that it is wanted no more, and why."""

import pytest

from commonpool.availability.operations import withdraw_permission
from commonpool.bookings.operations import withdraw_booking
from tests.factories.bookings import accept, bound_booking, make_pair, monday, requested_booking, varied
from tests.factories.people import NOW, actor
from tests.notifications.test_letters import post, whole, written

pytestmark = pytest.mark.django_db


def test_who_was_asked_hears_that_it_is_over_and_why() -> None:
    pair = make_pair(per_booking_pence=3_000)
    booking = accept(requested_booking(pair, needs=["account"]))
    post()
    withdraw_permission(
        actor=actor(pair.approver), permission_id=booking.permission_id, reason="workload", at=NOW
    )
    told = written("booking_expired", post())
    assert {each.person_id for each in told} == {
        pair.officer.person.pk,
        pair.booker.pk,
        pair.budget_holder.pk,
        pair.approver.pk,
    }
    assert all("has ended its permission" in whole(each) for each in told)
    assert not any("answered in time" in whole(each) for each in told)


def test_who_was_asked_about_a_change_hears_that_it_is_dropped() -> None:
    pair = make_pair(per_booking_pence=7_000)
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 240)])
    accept(booking)
    post()
    withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    told = written("variation_dropped", post())
    assert pair.budget_holder.pk in {each.person_id for each in told}


def test_a_host_whose_booking_goes_on_is_told_so_and_the_officer_why() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    withdraw_permission(
        actor=actor(pair.approver),
        permission_id=booking.permission_id,
        reason="working_time",
        bookings="finish",
        at=NOW,
    )
    letters = post()
    (host,) = written("booking_stands", letters)
    assert host.person_id == pair.booker.pk
    assert booking.reference in whole(host)
    assert "working" not in whole(host).lower(), "why is between home and its officer"
    (officer,) = written("permission_withdrawn", letters)
    assert "working time or health and safety limits" in whole(officer)
    assert "you finish it" in whole(officer)
    assert written("booking_cancelled", letters) == []


def test_a_host_whose_weeks_are_taken_back_is_told_so_and_that_it_costs_nothing() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    withdraw_permission(
        actor=actor(pair.approver),
        permission_id=booking.permission_id,
        reason="workload",
        bookings="hand_back",
        at=NOW,
    )
    letters = post()
    assert written("booking_stands", letters) == []
    told = written("booking_cancelled", letters)
    assert pair.booker.pk in {each.person_id for each in told}
    assert all("Nothing is charged for the cancelled weeks" in whole(each) for each in told)
    (officer,) = written("permission_withdrawn", letters)
    assert "are cancelled" in whole(officer)


def test_who_has_two_bookings_that_go_on_hears_of_both_in_one_letter() -> None:
    pair = make_pair()
    first, second = bound_booking(pair), bound_booking(pair, [(monday(3), 60)])
    withdraw_permission(
        actor=actor(pair.approver),
        permission_id=first.permission_id,
        reason="working_time",
        bookings="finish",
        at=NOW,
    )
    (letter,) = written("booking_stands", post())
    assert first.reference in whole(letter)
    assert second.reference in whole(letter)
