"""A booking asked for again: the same work, pre-filled."""

from django.db.models import F

from commonpool.access import Actor
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.queries.seen import seen_by
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole


def same_again(actor: Actor, reference: str) -> BookingTerms:
    """The standing terms of a booking the actor may see, with its host: the pre-fill of *Same again*.

    Refuses `not_found`. One SQL query.
    """
    seen = seen_by(actor, Booking.objects.filter(reference=reference))
    standing = BookingTerms.objects.filter(booking__in=seen, version=F("booking__version"))
    found = sole(standing.select_related("booking__host"))
    if found is None:
        raise NotFound
    return found
