"""Writes what happened to hours into the log, for both councils to see."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import publish
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.timesheets.events import AboutHours
from commonpool.timesheets.models import Timesheet


def tell(
    fact: type[AboutHours],
    booking: Booking,
    week: BookedWeek,
    timesheet: Timesheet,
    *,
    for_home: bool,
    actor: Actor,
    at: datetime,
    minutes: int,
    **more: Any,
) -> None:
    """The fact is on the chain of the council that acted, and the other may read it."""
    home, host = booking.home_id, booking.host_id
    publish(
        fact(
            on_behalf_of=home if for_home else host,
            readers=(host if for_home else home,),
            timesheet_id=timesheet.pk,
            booking_id=booking.pk,
            booked_week_id=week.pk,
            officer_id=booking.officer_id,
            monday=week.monday,
            minutes=minutes,
            **more,
        ),
        actor=actor,
        at=at,
    )
