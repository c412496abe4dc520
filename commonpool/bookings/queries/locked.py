"""Bookings and limits under lock, each after what it hangs on: permission, then limit, then booking, then weeks.

Whatever moves a booking locks its permission first, so the permission is where its moves meet.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from commonpool.availability import queries as availability
from commonpool.availability.models import Permission
from commonpool.bookings.models import BookedWeek, Booking, SpendingLimit
from commonpool.bookings.queries.known import agreed_text
from commonpool.bookings.queries.limits import usable
from commonpool.bookings.rules.covering import Budget
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound


@dataclass(frozen=True)
class Held:
    """A booking under lock with what it hangs on. `text_id`: what governs now; `limit`: its requester's, if any."""

    booking: Booking
    permission: Permission
    text_id: int | None = None
    limit: SpendingLimit | None = None


def whole_bookings() -> QuerySet[Booking]:
    """Bookings with everything a page or a rule reads of them. Terms and weeks come in two more queries."""
    return Booking.objects.select_related(
        "officer",
        "home__joining",
        "host__joining",
        "requested_by",
        "employment",
        "permission",
        "power",
        "listing",
    ).prefetch_related("terms__function", "weeks")


def hold(seen: Booking) -> Held:
    """The booking as it stands now, locked after its permission. For moves that only free or record."""
    permission = _permission_of(seen)
    return Held(_locked(seen.pk), permission)


def hold_to_bind(seen: Booking, last_day: date, at: datetime) -> Held:
    """The booking as it stands now, locked after both agreements, its permission and its requester's limit."""
    today = london_date(at)
    paid = seen.kind == "paid"
    text_id = agreed_text(seen.home_id, seen.host_id, today, last_day, lock=True) if paid else None
    permission = _permission_of(seen)
    limit = usable(lock_limit_of(seen.host_id, seen.requested_by_id), today) if paid else None
    return Held(_locked(seen.pk), permission, text_id, limit)


def lock_limit_of(organisation_id: int, holder_id: int) -> SpendingLimit | None:
    """The granted spending limit of a booking manager, locked until the change is over."""
    granted = SpendingLimit.objects.filter(
        organisation_id=organisation_id, holder_id=holder_id, status="granted"
    )
    return granted.select_for_update(no_key=True).first()


def lock_limit(limit_id: int) -> SpendingLimit:
    """A spending limit, locked until the change is over. Refuses `not_found`."""
    found = SpendingLimit.objects.select_for_update(no_key=True).filter(pk=limit_id).first()
    if found is None:
        raise NotFound
    return found


def budget_of(limit: SpendingLimit | None) -> Budget | None:
    """A limit as the rules read it, with what of each month is used. One SQL query."""
    if limit is None:
        return None
    return Budget(
        id=limit.pk,
        per_booking_pence=limit.per_booking_pence,
        per_month_pence=limit.per_month_pence,
        starts_on=limit.starts_on,
        ends_on=limit.ends_on,
        used=dict(limit.months.values_list("month", "used_pence")),
    )


def live_weeks(booking: Booking) -> list[BookedWeek]:
    """The booked weeks that are not released, in order, read afresh."""
    return list(booking.weeks.filter(released_at__isnull=True).order_by("monday"))


def _permission_of(seen: Booking) -> Permission:
    """The booking's permission, locked. Whoever carries the booking over to a newer one holds both locks."""
    permission = availability.lock_permission(seen.permission_id)
    while (under := _under(seen.pk)) != permission.pk:
        permission = availability.lock_permission(under)
    return permission


def _under(booking_id: int) -> int:
    return Booking.objects.values_list("permission_id", flat=True).get(pk=booking_id)


def _locked(booking_id: int) -> Booking:
    rows = Booking.objects.select_related(
        "home", "host__joining", "employment__organisation", "listing"
    ).prefetch_related("terms")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=booking_id)
