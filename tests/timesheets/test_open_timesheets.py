"""Weeks that have begun have a timesheet."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.activity.models import Event
from commonpool.bookings.operations import cancel_booking
from commonpool.kernel.clock import LONDON
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations import open_timesheets
from tests.factories.bookings import bound_booking, make_pair, monday, peer_help, requested_booking
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db


def test_opens_a_week_at_its_first_minute_in_the_united_kingdom_and_once() -> None:
    bound_booking(weeks=[(monday(), 120), (monday(1), 120)])
    begins = datetime(2026, 12, 7, 0, 0, tzinfo=LONDON)
    assert open_timesheets(at=begins - timedelta(minutes=1)) == 0
    assert open_timesheets(at=begins) == 1
    assert open_timesheets(at=begins) == 0
    sheet = Timesheet.objects.get()
    assert (sheet.status, sheet.booked_week.monday) == ("prefilled", date(2026, 12, 7))
    assert sheet.opened_by_rule == "week_begun"
    event = Event.objects.get(name="HoursOpened")
    assert event.facts["minutes"] == 120
    assert {sheet.booking.home_id, sheet.booking.host_id} == set(event.readers)


def test_opens_nothing_for_what_is_not_bound_or_not_paid_or_called_off() -> None:
    pair = make_pair()
    requested_booking(pair)
    peer_help(pair)
    other = make_pair()
    booking = bound_booking(other)
    cancel_booking(actor=actor(other.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    assert open_timesheets(at=datetime(2026, 12, 8, 9, 0, tzinfo=LONDON)) == 0


def test_a_week_called_off_before_hours_are_sent_expects_none() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    tuesday = datetime(2026, 12, 8, 9, 0, tzinfo=LONDON)
    open_timesheets(at=tuesday)
    cancel_booking(
        actor=actor(pair.approver, at=tuesday), booking_id=booking.pk, reason="illness", at=tuesday
    )
    sheet = Timesheet.objects.get()
    assert (sheet.status, sheet.dropped_by_id) == ("dropped", pair.approver.pk)
    assert Event.objects.filter(name="TimesheetDropped").count() == 1
