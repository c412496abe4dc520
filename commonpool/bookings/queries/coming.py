"""What is next for a person: their booked weeks, as officer and as host, and what others still have to answer."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import Booking
from commonpool.bookings.queries.bookings import with_next_week, with_standing_weeks
from commonpool.bookings.queries.seen import EYES, among_seen, eyes_of
from commonpool.kernel.rows import Among, Compiled

MOST = 8


def coming_for(actor: Actor, monday: date) -> list[Booking]:
    """The bookings with a week still to come, the soonest first, and requests that wait for somebody else.

    Eight at most, with `next_week`, `standing_weeks`, the officer and the host. One SQL query.
    """
    return _COMING(monday=monday, agreeing=list(actor.where(Right.AGREE_HOURS)), **eyes_of(actor))


def _coming(monday: date, agreeing: Collection[int], by: int, **places: Any) -> QuerySet[Booking]:
    mine = Q(officer_id=by) | Q(requested_by_id=by) | Q(Among("host_id", agreeing), status="bound")
    rows = among_seen(Booking.objects.filter(status__in=LIVE_BOOKING), by=by, **places).filter(mine)
    return (
        with_next_week(with_standing_weeks(rows), monday)
        .exclude(officer_id=by, status="requested")  # it waits for them
        .filter(Q(next_week__isnull=False) | Q(kind="peer_help"))
        .select_related("officer", "host")
        .order_by(F("next_week").asc(nulls_first=True), "id")[:MOST]
    )


_COMING = Compiled(_coming, monday=date.min, agreeing=(-5,), **EYES)
