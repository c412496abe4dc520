"""The letter about thanks: what the host said stays on the page until the officer shows it."""

from commonpool.activity.models import Event
from commonpool.notifications.queries.about_bookings import booking_of
from commonpool.notifications.queries.addressing import to
from commonpool.notifications.rules import Draft


def thanks_said(event: Event) -> list[Draft]:
    """The officer hears that they are thanked; the sentence itself may be taken back, and is not in the letter."""
    booking = booking_of(event)
    reference, host = booking.reference, booking.host.name
    return to(booking.officer, "thanks_said", "booking", reference, reference=reference, host=host)


LETTERS = {"ThanksSaid": thanks_said}
