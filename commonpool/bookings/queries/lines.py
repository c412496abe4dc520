"""Who stands in line for held weeks."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.bookings.models import BookedWeek, Waiting


def my_waiting(actor: Actor, listing_id: int) -> list[date]:
    """The Mondays of an officer's weeks that the actor waits for, soonest first."""
    mine = Waiting.objects.filter(asked_by_id=actor.by, listing_id=listing_id, told_at__isnull=True)
    return list(mine.order_by("monday").values_list("monday", flat=True))


def waiting(waiting_id: int) -> Waiting:
    """One place in a line by its row, for letters."""
    return Waiting.objects.select_related("officer", "listing", "host", "asked_by").get(pk=waiting_id)


def held_until(person_id: int, first: date, last: date) -> dict[date, datetime]:
    """The weeks held by requests not bound yet, and the instant each hold expires. One SQL query."""
    held = BookedWeek.objects.filter(
        person_id=person_id,
        monday__range=(first, last),
        released_at__isnull=True,
        booking__status__in=["requested", "accepted"],
    )
    return dict(held.order_by("booking__answer_by").values_list("monday", "booking__answer_by"))
