"""A host asks for hours; the weeks are held, all or none."""

import pytest

from commonpool.activity.models import Event
from commonpool.availability.models import Week
from tests.factories.bookings import make_pair, monday, requested_booking

pytestmark = pytest.mark.django_db


def test_holds_the_weeks_and_waits_for_the_officer() -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(1), 120), (monday(), 60)])
    assert booking.status == "requested"
    assert [week.minutes for week in booking.weeks.order_by("monday")] == [60, 120]
    held = Week.objects.filter(person=pair.officer.person, monday__in=[monday(), monday(1)]).order_by(
        "monday"
    )
    assert [(week.held_minutes, week.live_bookings) for week in held] == [(60, 1), (120, 1)]
    assert booking.standing.net_pence == 3200 + 6400
    assert Event.objects.filter(name="BookingRequested").get().readers == sorted([pair.home.pk, pair.host.pk])
