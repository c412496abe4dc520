"""A booking takes of a need what it holds."""

from datetime import datetime

from commonpool.bookings.models import Booking
from commonpool.kernel.clock import london_date
from commonpool.needs import queries
from commonpool.needs.lifecycle import OPEN_NEED
from commonpool.needs.models import Need, NeedBooking
from commonpool.needs.rules import MoreThanWanted, NeedMoved


def take(need_id: int, booking: Booking, *, more: bool, at: datetime) -> Need:
    """The booking just made is one for this need, which is locked now.

    `more`: its hours are wanted also where the need has enough with fewer. Refuses `need_moved`, `more_than_wanted`.
    """
    need = queries.lock_need(need_id)
    if need.status not in OPEN_NEED or need.expires_on is None or need.expires_on < london_date(at):
        raise NeedMoved
    hours = booking.standing.hours
    if need.wants.beyond_with(queries.taken_of(need.pk), hours):
        if not more:
            raise MoreThanWanted
        need.more_said = True
        need.save(update_fields=["more_said"])
    NeedBooking.objects.create(need=need, booking=booking, minutes=sum(minutes for _monday, minutes in hours))
    return need
