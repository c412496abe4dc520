"""Thanks that hosts have said, and which of them others read."""

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.models import Booking, Thanks
from commonpool.kernel.rows import sole


def thanks_for(booking: Booking) -> Thanks | None:
    """What the host has said and not taken back, for those of the booking. One SQL query."""
    return sole(Thanks.objects.filter(booking=booking, taken_back_at__isnull=True).select_related("said_by"))


def may_thank(actor: Actor, booking: Booking) -> bool:
    """Whether it is worked and the actor borrows for its host or asked for this peer help; never its officer."""
    asked = booking.kind == "peer_help" and actor.person_id == booking.requested_by_id
    host = asked or actor.may(Right.REQUEST_BOOKING, booking.host_id)
    return host and booking.status == "worked" and actor.person_id != booking.officer_id


def thanks_shown(officer_id: int) -> QuerySet[Thanks]:
    """The thanks that an officer shows on their page, latest first. One SQL query."""
    return _standing(officer_id).filter(shown_at__isnull=False)


def my_thanks(actor: Actor) -> QuerySet[Thanks]:
    """All thanks said to the actor and not taken back, latest first. One SQL query."""
    return _standing(actor.by)


def _standing(officer_id: int) -> QuerySet[Thanks]:
    found = Thanks.objects.filter(officer_id=officer_id, taken_back_at__isnull=True)
    return found.select_related("booking__host").order_by("-said_at", "-id")
