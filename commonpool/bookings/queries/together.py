"""Bookings asked together: which they are, and what their officers are called."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet, Subquery

from commonpool.access import Actor
from commonpool.availability.queries import visible_listings
from commonpool.bookings.models import Booking
from commonpool.bookings.queries.bookings import bookings_of
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation


def asked_together(actor: Actor, together: str) -> list[Booking]:
    """The bookings asked together that the actor may see, in the order they were asked. Refuses `not_found`."""
    found = list(beside(actor, together))
    if not together or not found:
        raise NotFound
    return found


def beside(actor: Actor, together: str) -> QuerySet[Booking]:
    """The same, or none."""
    return bookings_of(actor).filter(together=together).order_by("pk")


def others_asked(actor: Actor, booking: Booking) -> list[Booking]:
    """Those of the same team that the actor may see. No SQL query where a booking was asked alone."""
    return list(beside(actor, booking.together).exclude(pk=booking.pk)) if booking.together else []


def officers_named(references: Iterable[str], host_id: int, at: datetime) -> dict[str, str]:
    """What the officers of these listings are called, by reference: of those whom the host can find now."""
    world = Organisation.objects.filter(pk=host_id).values("demonstration")
    found = visible_listings(at).filter(
        reference__in=list(references), employment__organisation__demonstration=Subquery(world)
    )
    return dict(found.values_list("reference", "person__name"))
