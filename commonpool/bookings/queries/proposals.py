"""Weeks that home proposes to a late host: what waits, who may propose, who may answer."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from commonpool.access import Actor
from commonpool.bookings.models import BookedWeek, Booking, WeeksProposal
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


def one_time_of(weeks: Iterable[BookedWeek]) -> str:
    """The time of the week that all of these are for, or "" where they differ: other weeks are for the same."""
    times = {week.when for week in weeks}
    return times.pop() if len(times) == 1 else ""


def has_proposal(person_id: int) -> Exists:
    """Of a booking: whether its home proposes other weeks that wait for the host's answer, not of the person's own."""
    waits = WeeksProposal.objects.filter(UNANSWERED, booking=OuterRef("pk"), version=OuterRef("version"))
    return Exists(waits.exclude(proposed_by_id=person_id))
