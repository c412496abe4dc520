"""A booking takes of a need what it holds: of an accepted offer, or asked for directly."""

from datetime import datetime
from typing import Any

from django.db import transaction

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import request_booking
from commonpool.kernel.clock import london_date
from commonpool.needs import queries
from commonpool.needs.events import NeedAsked
from commonpool.needs.lifecycle import OPEN_NEED
from commonpool.needs.models import Need, NeedBooking
from commonpool.needs.operations.telling import tell
from commonpool.needs.rules import MoreThanWanted, NeedMoved


def ask_for_need(*, actor: Actor, need_id: int, at: datetime, more: bool = False, **asked: Any) -> Booking:
    """An officer is asked directly for a need: the same request as any other, and its hours count to the need.

    `asked`: what `request_booking` takes; the host is the need's, and it is for pay. `more`: as in `accept_offer`.
    Requires `request_booking` at the host. Refuses `not_found`, `need_moved`, `more_than_wanted`, and what that does.
    """
    seen = queries.own_need(actor, need_id)
    if seen.status not in OPEN_NEED:
        raise NeedMoved
    with transaction.atomic(), change():  # undone alone, as in `accept_offer`
        booking = request_booking(actor=actor, at=at, **(asked | {"host_id": seen.host_id, "kind": "paid"}))
        need = take(seen.pk, booking, more=more, at=at)
        facts = {"booking_id": booking.pk, "officer_id": booking.officer_id}
        tell(NeedAsked, need, actor=actor, at=at, **facts)
    return booking


def hold_open(need_id: int, at: datetime) -> Need:
    """The need, locked and open. Refuses `need_moved`."""
    need = queries.lock_need(need_id)
    if need.status not in OPEN_NEED or need.expires_on is None or need.expires_on < london_date(at):
        raise NeedMoved
    return need


def take(need_id: int, booking: Booking, *, more: bool, at: datetime) -> Need:
    """The booking just made is one for this need, which is locked now.

    `more`: its hours are wanted also where the need has enough with fewer. Refuses `need_moved`, `more_than_wanted`.
    """
    need = hold_open(need_id, at)
    hours = booking.standing.hours
    if need.wants.beyond_with(queries.taken_of(need.pk), hours):
        if not more:
            raise MoreThanWanted
        need.more_said = True
        need.save(update_fields=["more_said"])
    NeedBooking.objects.create(need=need, booking=booking, minutes=sum(minutes for _monday, minutes in hours))
    return need
