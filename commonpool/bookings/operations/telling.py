"""Writes what happened to a booking into the log, for both councils to see."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import publish
from commonpool.bookings.events import AboutBooking
from commonpool.bookings.models import Booking


def tell(
    fact: type[AboutBooking], booking: Booking, *, for_home: bool, actor: Actor, at: datetime, **facts: Any
) -> None:
    """The fact is on the chain of the council that acted, and the other may read it."""
    home, host = booking.home_id, booking.host_id
    publish(
        fact(
            on_behalf_of=home if for_home else host,
            readers=(host if for_home else home,),
            booking_id=booking.pk,
            officer_id=booking.officer_id,
            requester_id=booking.requested_by_id,
            **{"version": booking.version, **facts},
        ),
        actor=actor,
        at=at,
    )
