"""One more hour, these hours in another week: the old terms stand until the new ones bind."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.models import Week
from commonpool.bookings import operations, queries
from commonpool.bookings.models import SpendingMonth
from commonpool.bookings.rules import refusals
from commonpool.kernel.clock import LONDON
from tests.factories.bookings import (
    Pair,
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    make_pair,
    monday,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def held(pair: Pair) -> dict:
    weeks = Week.objects.filter(person=pair.officer.person, held_minutes__gt=0)
    return dict(weeks.values_list("monday", "held_minutes"))


def used(pair: Pair) -> int:
    return sum(
        SpendingMonth.objects.filter(limit__organisation=pair.host).values_list("used_pence", flat=True)
    )


def test_one_more_hour_binds_by_the_officers_tap_inside_the_limits() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    terms = varied(pair, booking, [(monday(), 180)])
    assert (terms.version, held(pair), fresh(booking).version) == (2, {monday(): 120}, 1)
    booking = accept(booking)
    assert (booking.version, booking.standing.net_pence) == (2, 9_600)
    assert (held(pair), used(pair)) == ({monday(): 180}, 9_600)
    assert booking.standing.confirmed_by_rule == "spending_limit"


def test_hours_can_be_moved_to_another_week() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(5), 120)])
    booking = accept(booking)
    assert (held(pair), used(pair)) == ({monday(5): 120}, 6_400)
    assert SpendingMonth.objects.get(month="2026-12-01").used_pence == 0


def test_what_is_dearer_than_the_limit_asks_the_budget_holder_and_the_old_terms_stand() -> None:
    pair = make_pair(per_booking_pence=7_000)
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 240)])
    booking = accept(booking)
    assert (booking.version, held(pair)) == (1, {monday(): 120})
    assert queries.open_moves(actor(pair.budget_holder), booking) == ["confirm"]
    booking = confirm(pair, booking)
    assert (booking.version, held(pair), used(pair)) == (2, {monday(): 240}, 0)


def test_who_offered_a_change_never_confirms_or_approves_it() -> None:
    pair = make_pair(per_booking_pence=7_000)
    booking = bound_booking(pair)
    colleague = make_role(pair.host, Role.BUDGET_HOLDER, person=make_role(pair.host, Role.BOOKING_MANAGER))
    operations.vary_booking(actor=actor(colleague), booking_id=booking.pk, weeks=[(monday(), 240)], at=NOW)
    booking = accept(booking)
    with pytest.raises(refusals.NotForYourself):
        confirm(pair, booking, by=colleague)
    assert "confirm" not in queries.open_moves(actor(colleague), booking)
    assert not [row for row in queries.waiting_for(actor(colleague), NOW) if "confirm" in row.kind]
    assert confirm(pair, booking).version == 2


def test_an_answer_to_a_change_is_asked_of_one_person_once() -> None:
    pair = make_pair(limit=False)
    booking = confirm(pair, approve(pair, accept(requested_booking(pair, needs=["account"]))))
    varied(pair, booking, [(monday(), 180)])
    asked = Event.objects.filter(name="AnswersMissing")
    booking = accept(booking)
    assert (asked.count(), asked.filter(facts__version=2).count()) == (2, 1)
    booking = approve(pair, booking)
    assert (booking.version, asked.count()) == (1, 2)


def test_a_booking_confirmed_in_person_may_shrink_without_asking_again() -> None:
    pair = make_pair(limit=False)
    booking = confirm(pair, accept(requested_booking(pair)))
    varied(pair, booking, [(monday(), 60)])
    booking = accept(booking)
    assert (booking.version, booking.standing.confirmed_by_rule) == (2, "ceiling")


def test_later_than_what_was_confirmed_in_person_is_asked_again() -> None:
    pair = make_pair(limit=False)
    booking = confirm(pair, accept(requested_booking(pair)))
    varied(pair, booking, [(monday(1), 120)])
    assert accept(booking).version == 1


def test_home_is_asked_again_where_it_was_asked_before() -> None:
    pair = make_pair()
    booking = approve(pair, accept(requested_booking(pair, needs=["account"])))
    assert booking.status == "bound"
    varied(pair, booking, [(monday(), 180)])
    assert accept(booking).version == 1
    assert approve(pair, booking).version == 2


def test_declined_withdrawn_or_unanswered_leaves_everything_as_it_was() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 180)])
    operations.decline_booking(
        actor=actor(pair.officer.person), booking_id=booking.pk, terms=terms_of(booking), at=NOW
    )
    varied(pair, booking, [(monday(), 180)])
    with pytest.raises(refusals.VariationPending):
        varied(pair, booking, [(monday(), 210)])
    operations.withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    terms = varied(pair, booking, [(monday(), 180)])
    assert operations.expire_bookings(at=terms.answer_by + timedelta(seconds=1)) == 1
    booking = fresh(booking)
    assert (booking.status, booking.version, booking.pending, held(pair)) == (
        "bound",
        1,
        None,
        {monday(): 120},
    )


def test_refuses_what_a_request_would_refuse_and_what_changes_nothing() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    requested_booking(pair, [(monday(1), 60)])
    with pytest.raises(refusals.NothingVaried):
        varied(pair, booking, [(monday(), 120)])
    with pytest.raises(refusals.WeekTaken):
        varied(pair, booking, [(monday(), 120), (monday(1), 60)])
    with pytest.raises(refusals.OutsidePermission):
        varied(pair, booking, [(monday(), 300)])


def test_a_week_taken_meanwhile_is_said_at_the_officers_tap() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 120), (monday(1), 60)])
    requested_booking(pair, [(monday(1), 60)])
    with pytest.raises(refusals.WeekTaken):
        accept(booking)
    assert fresh(booking).version == 1


def test_weeks_that_are_over_stay_as_they_are() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(0), 60), (monday(1), 60)])
    later = datetime(2026, 12, 15, 9, tzinfo=LONDON)
    terms = varied(pair, booking, [(monday(1), 120)], at=later)
    assert terms.hours == [(monday(0), 60), (monday(1), 120)]
    operations.withdraw_booking(actor=actor(pair.booker), booking_id=booking.pk, at=later)
    with pytest.raises(refusals.WeekBegun):
        varied(pair, booking, [(monday(0), 120), (monday(1), 120)], at=later)
