"""Bookings for which the officer needs something, reached by calling the operations."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from commonpool.bookings import operations
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.needs import DOCUMENTS, SHOWN_ROUND, Schedule
from commonpool.kernel.clock import london_instant
from tests.factories.bookings import Pair, accept, approve, fresh, monday, requested_booking
from tests.factories.people import NOW, actor

READY_ON = date(2026, 12, 4)
"""The Friday before the first week of most tests: the usual day."""
IN_TIME, LATE = london_instant(READY_ON, 16), london_instant(date(2026, 12, 5), 9)
SCHEDULE = Schedule("Case notes", "Tenants of one estate", "To review the letters", date(2026, 12, 13))


def needing(
    pair: Pair,
    needs: Collection[str] = ("account",),
    weeks: Iterable[tuple[date, int]] | None = None,
    *,
    contact: str = "",
    ready_on: date | None = None,
    at: datetime = NOW,
) -> Booking:
    """Bound: an account or a visit with the manager's own yes."""
    asked = requested_booking(pair, weeks, needs=needs, contact=contact, ready_on=ready_on, at=at)
    booking = accept(asked, at=at)
    return booking if booking.status == "bound" else approve(pair, booking, at=at)


def said_ready(
    pair: Pair, booking: Booking, needs: Collection[str] = (), *, at: datetime = IN_TIME
) -> Booking:
    """The requester, the contact unless said otherwise, has said that these are ready: all, if none are named."""
    chosen = set(needs or booking.standing.needs)
    operations.say_ready(
        actor=actor(pair.booker, at=at),
        booking_id=booking.pk,
        needs=chosen,
        induction=bool(chosen & SHOWN_ROUND),
        schedule=SCHEDULE if DOCUMENTS in chosen else None,
        at=at,
    )
    return fresh(booking)


def two_weeks() -> list[tuple[date, int]]:
    """Two hours in each of the first two weeks."""
    return [(monday(), 120), (monday(1), 120)]
