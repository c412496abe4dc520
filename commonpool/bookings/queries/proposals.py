"""Weeks that home proposes to a late host: what waits, who may propose, who may answer."""

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef

from commonpool.access import Actor, Right
from commonpool.bookings.models import Booking, BookingTerms, WeeksProposal
from commonpool.bookings.models.proposal import UNANSWERED
from commonpool.bookings.queries.bookings import answers_for_home
from commonpool.kernel.rows import sole


def proposed_for(booking: Booking) -> WeeksProposal | None:
    """The proposal that waits for the host's answer, if there is one: the terms it was made under still stand."""
    if booking.status != "bound" or booking.pending is not None:
        return None
    found = WeeksProposal.objects.filter(UNANSWERED, booking_id=booking.pk, version=booking.version)
    return sole(found.select_related("proposed_by"))


def proposal(proposal_id: int) -> WeeksProposal:
    """One proposal, for who writes of it."""
    return WeeksProposal.objects.select_related("proposed_by").get(pk=proposal_id)


def speaks_for_home(actor: Actor, booking: Booking) -> bool:
    """Whether the actor is the officer, or says home's yes and did not ask for the booking."""
    if actor.person_id == booking.officer_id:
        return True
    return answers_for_home(actor, booking) and actor.person_id not in booking.parties


def proposals_waiting(actor: Actor) -> list[tuple[WeeksProposal, Booking]]:
    """What is proposed to councils for which the actor books. Three SQL queries at most, one of them without any."""
    places: Collection[int] = actor.where(Right.REQUEST_BOOKING)
    if not places:
        return []
    offered = BookingTerms.objects.filter(
        booking=OuterRef("booking_id"), version__gt=OuterRef("version"), dropped_at__isnull=True
    )
    found = WeeksProposal.objects.filter(
        UNANSWERED,
        ~Exists(offered),
        booking__host_id__in=list(places),
        booking__status="bound",
        booking__version=F("version"),
    ).exclude(proposed_by_id=actor.by)
    linked = ("proposed_by", "booking__officer", "booking__host", "booking__home", "booking__requested_by")
    rows = found.select_related(*linked).order_by("proposed_at", "id")
    return [(row, row.booking) for row in rows]
