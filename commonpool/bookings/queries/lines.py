"""Who stands in line for held weeks."""

from django.db.models import QuerySet

from commonpool.access import Actor
from commonpool.bookings.models import Waiting


def my_waiting(actor: Actor) -> QuerySet[Waiting]:
    """The weeks the actor waits for, soonest first."""
    mine = Waiting.objects.filter(asked_by_id=actor.by, told_at__isnull=True)
    return mine.select_related("listing__person", "host").order_by("monday", "id")


def waiting(waiting_id: int) -> Waiting:
    """One place in a line by its row, for letters."""
    return Waiting.objects.select_related("officer", "listing", "host", "asked_by").get(pk=waiting_id)
