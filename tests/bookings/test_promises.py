"""What the database promises of bookings, whoever writes: nobody says yes for themselves, and all have said it."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.bookings.models import (
    BookedWeek,
    Booking,
    BookingTerms,
    Call,
    CarriedBooking,
    SpendingMonth,
    Thanks,
)
from commonpool.bookings.operations import Member, request_together, say_thanks
from tests.factories.bookings import (
    PURPOSE,
    asked_call,
    bound_booking,
    function_id,
    make_pair,
    monday,
    peer_help,
)
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor
from tests.factories.register import make_organisation
from tests.guards import again, all_refused, gone

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
HOUR = timedelta(hours=1)


def test_a_bound_booking_has_the_yes_of_three_and_of_nobody_for_themselves() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    row, terms = Booking.objects.filter(pk=booking.pk), BookingTerms.objects.filter(booking=booking)
    officer = pair.officer.person
    approved = {"approved_at": NOW, "approved_by": officer, "approved_by_rule": ""}
    confirmed = {"confirmed_at": NOW, "confirmed_by": pair.booker, "confirmed_by_rule": ""}
    none = {"approved_by": None, "approved_at": None, "approved_by_rule": ""}
    all_refused([
        ("booking_not_of_oneself", lambda: row.update(requested_by=officer)),
        ("booking_officer_answers", lambda: row.update(accepted_by=pair.approver)),
        ("booking_not_approved_by_officer", lambda: row.update(**approved)),
        ("booking_not_confirmed_by_requester", lambda: row.update(**confirmed)),
        ("booking_bound_by_all_three", lambda: row.update(**none)),
        ("booking_bound_by_all_three", lambda: row.update(accepted_at=None, accepted_by=None)),
        ("booking_bound_with_power", lambda: row.update(power=None)),
        ("booking_bound_with_power", lambda: row.update(agreement_text=None)),
        ("booking_requested_before_accepted", lambda: row.update(requested_at=NOW + HOUR)),
        ("booking_accepted_before_bound", lambda: row.update(accepted_at=NOW + HOUR)),
        ("booking_pair_of_both", lambda: row.update(host=make_organisation())),
        ("terms_not_approved_by_officer", lambda: terms.update(**approved)),
        ("terms_not_confirmed_by_who_offered", lambda: terms.update(**confirmed)),
        ("terms_version_once", lambda: again(terms.get())),
        ("terms_offered_before_answered", lambda: terms.update(answered_at=NOW - HOUR)),
    ])  # fmt: skip


def test_a_team_is_asked_for_pay_each_officer_once_and_stays_a_team() -> None:
    pair = make_pair()
    (booking,) = request_together(
        actor=actor(pair.booker), host_id=pair.host.pk, members=[Member(pair.officer.reference, ((monday(), 60),))],
        purpose=PURPOSE, function_id=function_id(), at=NOW,
    )  # fmt: skip
    little = peer_help(pair, week=monday(3))
    all_refused([
        ("booking_together_once", lambda: again(booking, reference="B-AGAIN")),
        ("booking_together_for_pay", lambda: again(little, reference="B-AGAIN", together="T-0")),
        ("booking_together_stays", lambda: Booking.objects.filter(pk=booking.pk).update(together="")),
    ])  # fmt: skip


def test_a_limit_is_one_and_is_not_exceeded() -> None:
    pair = make_pair()
    limit = bound_booking(pair).spending_limit
    assert limit is not None
    months, rows = SpendingMonth.objects.filter(limit=limit), type(limit).objects.filter(pk=limit.pk)
    all_refused([
        ("limit_one_granted", lambda: again(limit, reference="L-AGAIN")),
        ("limit_booking_within_month", lambda: rows.update(per_booking_pence=limit.per_month_pence + 1)),
        ("limit_month_not_exceeded", lambda: months.update(used_pence=F("cap_pence") + 1)),
        ("limit_month_once", lambda: again(months[0])),
    ])  # fmt: skip


def test_a_week_is_worked_or_released_and_a_booking_carried_to_another() -> None:
    pair = make_pair()
    booking, now = bound_booking(pair), make_organisation()
    weeks = BookedWeek.objects.filter(booking=booking)
    both = {"worked_at": NOW, "worked_by_rule": "x", "released_at": NOW, "released_by_rule": "x"}
    carried = CarriedBooking.objects.create(
        booking=booking, of_home=True, was=pair.home, now=now, on=monday(), carried_at=NOW,
        carried_by_rule="succession",
    )  # fmt: skip
    asked_call(pair)
    little = Booking.objects.filter(pk=peer_help(pair, week=monday(3)).pk)
    all_refused([
        ("booked_week_worked_or_released", lambda: weeks.update(**both)),
        ("booking_carried_once", lambda: again(carried, now=pair.host)),
        ("booking_carried_to_another", lambda: again(carried, was=now)),
        ("carried_booking_stays", lambda: CarriedBooking.objects.update(now=pair.host)),
        ("booking_between_two_councils", lambda: little.update(home=F("host"))),
        ("call_not_to_oneself", lambda: Call.objects.update(asked_by=F("officer"))),
        ("call_between_two_councils", lambda: Call.objects.update(host=F("home"))),
    ])  # fmt: skip


def test_thanks_are_of_the_host_once_and_the_officers_to_show() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    agreed_hours(pair, booking)
    said = say_thanks(actor=actor(pair.booker), reference=booking.reference, words="Thank you", at=FRIDAY)
    rows, back = Thanks.objects.filter(pk=said.pk), {"taken_back_at": NOW, "taken_back_by": pair.booker}
    all_refused([
        ("thanks_once", lambda: again(said)),
        ("thanks_say_something", lambda: again(said, words="", **back)),
        ("thanks_of_another", lambda: again(said, said_by=pair.officer.person, **back)),
        ("thanks_shown_by_officer", lambda: rows.update(shown_at=NOW, shown_by=pair.booker)),
        ("thanks_never_edited", lambda: rows.update(words="No thanks")),
        ("thanks_never_edited", lambda: gone(said)),
    ])  # fmt: skip
