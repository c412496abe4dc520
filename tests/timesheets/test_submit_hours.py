"""The officer says how long they worked."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.agreements.operations import set_defaults
from commonpool.availability.operations import close_listing, expire_permissions, withdraw_permission
from commonpool.invoices.models import Charge
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import NotFound
from commonpool.timesheets import queries, rules
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations import agree_by_silence, agree_hours, query_hours, submit_hours
from commonpool.timesheets.rules import Day
from tests.factories.bookings import bound_booking, make_pair, monday, peer_help, requested_booking
from tests.factories.hours import FRIDAY, sent_hours
from tests.factories.listings import asked_permission, grant
from tests.factories.people import NOW, actor, administrator_of

pytestmark = pytest.mark.django_db


def test_worked_as_booked_sends_the_days_as_they_were_filled_in() -> None:
    booking = bound_booking()
    sheet = sent_hours(booking)
    assert (sheet.status, sheet.minutes, sheet.submitted_by_id) == ("submitted", 120, booking.officer_id)
    days = list(sheet.days.order_by("date").values_list("date", "minutes"))
    assert days == [(date(2026, 12, 7) + timedelta(days=n), 30) for n in range(4)]
    assert sheet.answer_by == datetime(2026, 12, 18, 17, 0, tzinfo=LONDON)


def test_any_whole_minute_of_fewer_hours_can_be_sent() -> None:
    assert sent_hours(bound_booking(), 77).minutes == 77


def test_no_hours_at_all_can_be_sent() -> None:
    booking = bound_booking()
    sheet = submit_hours(
        actor=actor(booking.officer, at=FRIDAY), booking_id=booking.pk, monday=monday(), days=[], at=FRIDAY
    )
    assert (sheet.minutes, sheet.status) == (0, "submitted")


def test_hours_worked_in_another_week_than_booked_count_for_the_booked_week() -> None:
    booking = bound_booking(weeks=[(monday(), 120)])
    early = datetime(2026, 11, 20, 9, 0, tzinfo=LONDON)
    later = datetime(2026, 12, 21, 9, 0, tzinfo=LONDON)
    days = [Day(date(2026, 11, 19), 60), Day(date(2026, 12, 17), 60)]
    with pytest.raises(rules.NotYetWorked):
        submit_hours(
            actor=actor(booking.officer, at=early),
            booking_id=booking.pk,
            monday=monday(),
            days=days,
            at=early,
        )
    sheet = submit_hours(
        actor=actor(booking.officer, at=later), booking_id=booking.pk, monday=monday(), days=days, at=later
    )
    assert (sheet.booked_week.monday, sheet.minutes) == (date(2026, 12, 7), 120)


def test_refuses_as_booked_before_the_days_are_over() -> None:
    with pytest.raises(rules.NotYetWorked):
        sent_hours(bound_booking(), at=datetime(2026, 12, 7, 9, 0, tzinfo=LONDON))
    assert not Timesheet.objects.exists()


def test_more_than_booked_is_said_and_waits_for_the_host_however_long() -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair, [(monday(), 120), (monday(1), 240)]), 150)
    assert (sheet.status, sheet.minutes, sheet.answer_by) == ("submitted", 150, None)
    assert agree_by_silence(at=FRIDAY + timedelta(days=60)) == 0
    agree_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, minutes=150, at=FRIDAY)
    charge = Charge.objects.get()
    assert (charge.minutes, charge.net_pence, charge.ceiling_pence) == (120, 6_400, 6_400)


def test_refuses_days_before_the_booking_was_agreed() -> None:
    booking = bound_booking()
    with pytest.raises(rules.OutsideBooking):
        submit_hours(
            actor=actor(booking.officer, at=FRIDAY),
            booking_id=booking.pk,
            monday=monday(),
            days=[Day(date(2026, 11, 1), 60)],
            at=FRIDAY,
        )


def test_refuses_days_after_the_permission_was_withdrawn() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    tuesday = datetime(2026, 12, 8, 9, 0, tzinfo=LONDON)
    withdraw_permission(
        actor=actor(pair.approver, at=tuesday),
        permission_id=booking.permission_id,
        reason="workload",
        bookings="hand_back",
        at=tuesday,
    )
    with pytest.raises(rules.OutsideBooking):
        sent_hours(booking, 60)
    worked_before = [Day(date(2026, 12, 7), 60)]
    sheet = submit_hours(
        actor=actor(booking.officer, at=FRIDAY),
        booking_id=booking.pk,
        monday=monday(),
        days=worked_before,
        at=FRIDAY,
    )
    assert sheet.minutes == 60


def test_days_still_count_after_the_officer_closed_their_listing() -> None:
    """It ends the permission, and takes nobody back: what is bound stands, and is worked and paid."""
    pair = make_pair()
    booking = bound_booking(pair)
    tuesday = datetime(2026, 12, 8, 9, 0, tzinfo=LONDON)
    officer = actor(booking.officer, at=tuesday)
    close_listing(actor=officer, listing_id=booking.listing_id, at=tuesday)
    booking.permission.refresh_from_db()
    assert booking.permission.status == "withdrawn"
    assert sent_hours(booking, 60).minutes == 60


def test_days_count_under_the_permission_replaced_since_the_booking_was_bound() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    wednesday = datetime(2026, 12, 9, 9, 0, tzinfo=LONDON)
    asked = asked_permission(
        pair.officer.listing,
        approver=pair.approver,
        starts_on=wednesday.date(),
        ends_on=date(2026, 12, 13),
        at=wednesday,
    )
    shorter = grant(asked, at=wednesday)
    after = datetime(2026, 12, 18, 17, 0, tzinfo=LONDON)
    expire_permissions(at=after)
    shorter.refresh_from_db()
    assert shorter.status == "expired"
    for week in (monday(), monday(1)):
        sheet = submit_hours(
            actor=actor(booking.officer, at=after),
            booking_id=booking.pk,
            monday=week,
            days=[Day(week, 60)],
            at=after,
        )
        assert sheet.minutes == 60


def test_refuses_what_is_not_bound() -> None:
    booking = requested_booking(make_pair())
    with pytest.raises(rules.NotBound):
        sent_hours(booking)


def test_refuses_peer_help() -> None:
    pair = make_pair()
    with pytest.raises(rules.NoTimesheet):
        sent_hours(peer_help(pair))


def test_refuses_a_week_that_is_not_booked() -> None:
    with pytest.raises(NotFound):
        sent_hours(bound_booking(), week=monday(1))


def test_refuses_hours_already_sent_until_the_host_asks() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = sent_hours(booking)
    with pytest.raises(rules.TimesheetMoved):
        sent_hours(booking, 60)
    query_hours(
        actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question="Was it two hours?", at=FRIDAY
    )
    again = sent_hours(booking, 60)
    assert (again.pk, again.status, again.minutes) == (sheet.pk, "submitted", 60)
    assert [day.minutes for day in again.days.all()] == [60]


def test_nobody_waits_on_a_clock_where_the_host_wants_to_answer_itself() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    set_defaults(
        actor=actor(administrator_of(pair.host)), organisation_id=pair.host.pk, silence_agrees=False, at=NOW
    )
    assert sent_hours(booking).answer_by is None


def test_pages_show_the_days_filled_in_and_then_those_sent() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    seen = queries.timesheet_for(actor(booking.officer, at=FRIDAY), booking.reference, monday())
    assert (seen.status, seen.minutes, seen.may_submit, seen.may_answer) == ("prefilled", 120, True, False)
    sheet = sent_hours(booking, 45)
    seen = queries.timesheet_for(actor(pair.booker, at=FRIDAY), booking.reference, monday())
    assert (seen.status, seen.minutes, seen.may_submit, seen.may_answer) == ("submitted", 45, False, True)
    agree_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, minutes=45, at=FRIDAY)
