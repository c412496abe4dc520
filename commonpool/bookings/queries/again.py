"""A booking asked for again: the same work, pre-filled."""

from dataclasses import dataclass

from commonpool.bookings.models import Booking
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class Again:
    """What a request for the same work would say; the weeks are chosen anew, so many minutes in each."""

    officer: str
    host: Organisation
    minutes: tuple[int, ...]
    purpose: str
    function_id: str
    decisions: bool
    needs: tuple[str, ...]
    kind: str


def same_again(booking: Booking) -> Again:
    """The pre-fill of *Same again*."""
    terms = booking.standing
    return Again(
        officer=booking.listing.reference,
        host=booking.host,
        minutes=tuple(minutes for _monday, minutes in terms.hours),
        purpose=terms.purpose,
        function_id=terms.function_id,
        decisions=terms.decisions,
        needs=tuple(terms.needs),
        kind=booking.kind,
    )
