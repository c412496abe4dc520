"""As terms bind, the call-off is written down: what both councils hold in their hands afterwards."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.bookings import queries
from commonpool.bookings.models import Booking, BookingTerms, CallOff
from commonpool.bookings.rules.pricing import sha256_of


def write_call_off(booking: Booking, terms: BookingTerms, *, actor: Actor, at: datetime) -> CallOff:
    """The booking's call-off has its next version, of these terms; for a verb that has just bound them."""
    version = len(queries.call_offs_of(booking.pk)) + 1
    facts = queries.facts_to_call_off(booking.pk, terms) | {"version": version, "bound_at": at.isoformat()}
    return CallOff.objects.create(
        booking=booking,
        version=version,
        terms=terms.version,
        facts=facts,
        sha256=sha256_of(facts),
        made_at=at,
        made_by_id=actor.by,
    )
