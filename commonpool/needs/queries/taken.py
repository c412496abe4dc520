"""What the bookings made for a need hold of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Sum

from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms
from commonpool.kernel.clock import london_date
from commonpool.kernel.money import price_of
from commonpool.kernel.rows import sole
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
    """What a need still wants: minutes, and how many of each of its weeks to come; in all, of any of these."""

    minutes: int
    by_week: dict[date, int]


def left_of(need: Need, at: datetime) -> Left:
    """What no booking made for it holds. One SQL query, none where nothing is taken of it."""
    given = taken_of(need.pk) if need.taken_minutes else {}
    wants, today = need.wants, london_date(at)
    return Left(wants.left(given, today), wants.weeks_left(given, today))


def filled_minutes(need: Need) -> int:
    """Minutes of what it wants that are bound or worked."""
    return need.wants.filled_by(bound_of(need.pk))


def spent_pence(need: Need) -> int:
    """What the bookings made for a need cost before VAT, in pence: of the hours that they hold now, at their prices."""
    if not need.taken_minutes:
        return 0
    made = BookingTerms.objects.filter(
        booking__made_for__need=need, booking__made_for__minutes__gt=0, version=F("booking__version")
    )
    held = BookedWeek.objects.filter(booking__in=made.values("booking"), released_at__isnull=True)
    prices = {terms.booking_id: terms.prices for terms in made}
    return sum(price_of(week.minutes, prices[week.booking_id].get(week.monday, 0)) for week in held)


def asked_directly(need: Need) -> list[NeedBooking]:
    """Bookings made for a need of no offer: their officers were asked directly. The newest first."""
    found = NeedBooking.objects.filter(need=need, booking__offer__isnull=True)
    return list(found.select_related("booking__officer", "booking__home").order_by("-pk"))


def need_of(booking: Booking) -> Need | None:
    """The need that a booking was made for."""
    return sole(Need.objects.filter(made__booking=booking).defer("words"))


def made_for(booking_ids: Collection[int]) -> list[NeedBooking]:
    """Those of these bookings that were made for a need, each with its booking, in order."""
    found = NeedBooking.objects.filter(booking__in=booking_ids).select_related("booking")
    return list(found.order_by("need_id", "pk"))


def held_minutes(booking_id: int) -> int:
    """Minutes that a booking holds now."""
    live = BookedWeek.objects.filter(booking=booking_id, released_at__isnull=True)
    return live.aggregate(sum=Sum("minutes"))["sum"] or 0
