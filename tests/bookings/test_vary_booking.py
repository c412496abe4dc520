"""One more hour, these hours in another week: the old terms stand until the new ones bind."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.models import Week
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import operations, queries
from commonpool.bookings.models import SpendingMonth
from commonpool.bookings.rules import deadlines, refusals
from commonpool.kernel.clock import LONDON
from tests.factories.bookings import (
    Pair,
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.listings import asked_permission, grant
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db

IN_WEEK = datetime(2026, 12, 9, 9, tzinfo=LONDON)


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
    assert queries.open_moves(actor(pair.budget_holder), booking, NOW) == ["confirm", "withdraw"]
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
    assert "confirm" not in queries.open_moves(actor(colleague), booking, NOW)
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


def test_only_the_weeks_that_change_are_held_to_a_newer_permission() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 240), (monday(1), 60)])
    grant(asked_permission(pair.officer.listing, approver=pair.approver, weekly_minutes=150))
    with pytest.raises(refusals.OutsidePermission):
        varied(pair, booking, [(monday(), 240), (monday(1), 180)])
    varied(pair, booking, [(monday(), 240), (monday(1), 90)])
    assert accept(booking).version == 2
    assert held(pair) == {monday(): 240, monday(1): 90}


def test_a_change_is_held_to_the_permission_that_took_its_place_meanwhile() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 240)])
    grant(asked_permission(pair.officer.listing, approver=pair.approver, weekly_minutes=150))
    with pytest.raises(refusals.OutsidePermission):
        accept(booking)


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


def test_a_week_agreed_meanwhile_is_never_swapped_away() -> None:
    """The variation leaves with the agreed week it would have changed; bound anyhow, it is refused."""
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    varied(pair, booking, [(monday(), 90), (monday(1), 60)], at=IN_WEEK)
    week = booking.weeks.get(monday=monday())
    week.worked_at, week.worked_by = IN_WEEK, pair.booker
    week.save()
    with pytest.raises(refusals.BookingMoved):
        accept(booking, at=IN_WEEK)


def test_agreed_hours_drop_a_variation_of_their_week_and_no_other() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    agree = {"actor": actor(pair.booker, at=IN_WEEK), "at": IN_WEEK}
    varied(pair, booking, [(monday(), 60), (monday(1), 90)], at=IN_WEEK)
    operations.finish_week(booked_week_id=booking.weeks.get(monday=monday()).pk, **agree)
    assert fresh(booking).pending is not None
    operations.finish_week(booked_week_id=booking.weeks.get(monday=monday(1)).pk, **agree)
    assert (fresh(booking).pending, fresh(booking).status) == (None, "worked")


def test_a_booking_that_is_worked_waits_for_no_change() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 120), (monday(1), 60)], at=IN_WEEK)
    week = booking.weeks.get(monday=monday())
    operations.finish_week(actor=actor(pair.booker, at=IN_WEEK), booked_week_id=week.pk, at=IN_WEEK)
    assert (fresh(booking).status, fresh(booking).pending) == ("worked", None)


def test_a_colleagues_change_is_covered_by_the_colleagues_own_limit_alone() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    colleague = make_role(pair.host, Role.BOOKING_MANAGER)
    operations.vary_booking(actor=actor(colleague), booking_id=booking.pk, weeks=[(monday(), 240)], at=NOW)
    assert [each.what for each in queries.missing_answers(fresh(booking), NOW)] == ["confirmation"]
    booking = accept(booking)
    assert (booking.version, used(pair)) == (1, 6_400)
    operations.withdraw_booking(actor=actor(colleague), booking_id=booking.pk, at=NOW)
    own = granted_limit(pair, holder=colleague)
    operations.vary_booking(actor=actor(colleague), booking_id=booking.pk, weeks=[(monday(), 240)], at=NOW)
    assert queries.missing_answers(fresh(booking), NOW) == ()
    assert accept(booking).version == 3
    assert own.months.get().used_pence == used(pair) == 12_800


def test_what_a_change_still_needs_counts_only_what_it_adds_to_the_month() -> None:
    pair = make_pair(per_booking_pence=10_000, per_month_pence=10_000)
    booking = bound_booking(pair)
    varied(pair, booking, [(monday(), 180)])
    assert queries.missing_answers(fresh(booking), NOW) == ()
    assert accept(booking).version == 2


def test_what_a_change_still_lacks_after_the_officers_yes_has_three_working_days() -> None:
    pair = make_pair(limit=False)
    booking = confirm(pair, accept(requested_booking(pair)))
    offered = varied(pair, booking, [(monday(), 180)])
    later = NOW + timedelta(days=1)
    booking = accept(booking, at=later)
    holidays = bank_holidays(pair.home.nation) | bank_holidays(pair.host.nation)
    assert booking.pending.answer_by == deadlines.missing_by(later, monday(1), holidays) > offered.answer_by


def test_a_change_within_the_signed_ceiling_is_approved_by_that_name() -> None:
    pair = make_pair()
    booking = approve(pair, accept(requested_booking(pair, needs=["account"])))
    varied(pair, booking, [(monday(), 60)])
    assert accept(booking).standing.approved_by_rule == "ceiling"


def test_nobody_says_yes_to_a_change_whose_time_is_over_and_a_budget_holder_may_take_it_back() -> None:
    pair = make_pair(limit=False)
    booking = confirm(pair, accept(requested_booking(pair)))
    terms = varied(pair, booking, [(monday(), 180)])
    booking, late = fresh(booking), terms.answer_by + timedelta(seconds=1)
    assert queries.open_moves(actor(pair.officer.person), booking, NOW) == ["accept", "decline", "cancel"]
    assert queries.open_moves(actor(pair.officer.person), booking, late) == ["decline", "cancel"]
    assert queries.open_moves(actor(pair.budget_holder), booking, late) == ["withdraw"]
    operations.withdraw_booking(actor=actor(pair.budget_holder), booking_id=booking.pk, at=late)
    assert fresh(booking).pending is None
