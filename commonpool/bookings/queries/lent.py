"""What councils have lent each other, as public totals: no person, no price, no council is named."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from commonpool.bookings.models import BookedWeek


@dataclass(frozen=True)
class Lent:
    """Minutes lent, in how many bookings, by how many councils to how many."""

    minutes: int = 0
    bookings: int = 0
    homes: int = 0
    hosts: int = 0


def lent_between(first: date, last: date) -> Lent:
    """What was lent in the weeks that began between two days: agreed bookings whose weeks were not released."""
    live = BookedWeek.objects.filter(
        monday__range=(first, last),
        released_at__isnull=True,
        booking__status__in=["bound", "worked", "settled"],
    )
    found = live.aggregate(
        minutes=Sum("minutes", default=0),
        bookings=Count("booking", distinct=True),
        homes=Count("booking__home", distinct=True),
        hosts=Count("booking__host", distinct=True),
    )
    return Lent(**found)
