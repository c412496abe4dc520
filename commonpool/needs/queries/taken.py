"""What the bookings made for a need hold of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import BookedWeek
from commonpool.needs.models import Need, NeedBooking

STANDS = (*LIVE_BOOKING, "worked")
BOUND = ("bound", "worked")


def taken_of(need_id: int) -> dict[date, int]:
    """Minutes by Monday that its bookings hold now, bound or not."""
    return _held(need_id, STANDS)


def bound_of(need_id: int) -> dict[date, int]:
    """Minutes by Monday that are bound or worked for it, as they stand now."""
    return _held(need_id, BOUND)


def _held(need_id: int, statuses: Collection[str]) -> dict[date, int]:
    held = BookedWeek.objects.filter(
        booking__made_for__need=need_id, booking__status__in=statuses, released_at__isnull=True
    )
    by_week = held.order_by("monday").values_list("monday").annotate(minutes=Sum("minutes"))
    return dict(by_week)


@dataclass(frozen=True)
class Left:
    """What a need still wants: minutes, and how many of each of its weeks; in all, of any of these."""

    minutes: int
    by_week: dict[date, int]


def left_of(need: Need) -> Left:
    """What no booking made for it holds. One SQL query, none where nothing is taken of it."""
    given = taken_of(need.pk) if need.taken_minutes else {}
    return Left(need.wants.left(given), need.wants.weeks_left(given))


def filled_minutes(need: Need) -> int:
    """Minutes of what it wants that are bound or worked."""
    return need.wants.filled_by(bound_of(need.pk))


def made_for(booking_ids: Collection[int]) -> list[NeedBooking]:
    """Those of these bookings that were made for a need, each with its booking, in order."""
    found = NeedBooking.objects.filter(booking__in=booking_ids).select_related("booking")
    return list(found.order_by("need_id", "pk"))


def held_minutes(booking_id: int) -> int:
    """Minutes that a booking holds now."""
    live = BookedWeek.objects.filter(booking=booking_id, released_at__isnull=True)
    return live.aggregate(sum=Sum("minutes"))["sum"] or 0
