"""Bookings and limits under lock, each after what it hangs on: permission, limit, pair, booking, weeks.

Whatever moves a booking locks its permission first, so the permission is where its moves meet.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from commonpool.availability import queries as availability
from commonpool.availability.models import Permission
from commonpool.bookings.models import BookedWeek, Booking, BookingNeed, BookingTerms, SpendingLimit
from commonpool.bookings.queries.limits import granted_to, limits_held, usable
from commonpool.bookings.queries.procurement import allowance_of, lock_pairs_of
from commonpool.bookings.queries.scarce import agreed_text
from commonpool.bookings.rules.covering import Budget
from commonpool.bookings.rules.refusals import TermsChanged
from commonpool.bookings.rules.running import Allowance
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Among, Compiled, sole


@dataclass(frozen=True)
class Held:
    """A booking under lock with what it hangs on. `text_id`: what governs now; `limit`: of who offered it."""

    booking: Booking
    permission: Permission
    text_id: int | None = None
    limit: SpendingLimit | None = None

    @cached_property
    def allowance(self) -> Allowance | None:
        """What its two councils may bind unasked, and who has an interest: the row of both is locked."""
        return allowance_of(self.booking)


TERMS = BookingTerms.objects.select_related("function", "contact")
READY = BookingNeed.objects.select_related("ready_by", "removed_by").order_by("pk")
TERMS_OF = Compiled(lambda of: BookingTerms.objects.filter(booking_id=of), of=-1)
TO_READ = {
    "terms": Compiled(lambda of: TERMS.filter(booking_id=of), of=-1),
    "weeks": Compiled(lambda of: BookedWeek.objects.filter(booking_id=of), of=-1),
    "ready": Compiled(lambda of: READY.filter(booking_id=of), of=-1),
}
"""What `whole_bookings` has of each, for one."""


def with_parties() -> QuerySet[Booking]:
    """Bookings with all that each has one of: people, councils, permission, listing and legal power."""
    return Booking.objects.select_related(
        "officer",
        "home__joining",
        "host__joining",
        "requested_by",
        "employment",
        "permission",
        "power",
        "listing",
    )


def whole_bookings() -> QuerySet[Booking]:
    """Bookings with everything a page or a rule reads of them. Terms, weeks and ready needs come in three more."""
    return with_parties().prefetch_related(
        Prefetch("terms", queryset=TERMS), "weeks", Prefetch("ready", queryset=READY)
    )


def hold(booking_id: int) -> Held:
    """The booking as it stands now, locked after its permission, the limits its weeks use, and its two councils' row.

    Refuses `not_found`.

    For moves that only free or record.
    """
    permission = _permission_of(booking_id)
    lock_limits(limits_used([booking_id]))
    lock_pairs_of([booking_id])
    return Held(_locked(_BARE, booking_id, permission), permission)


def hold_to_bind(seen: Booking, last_day: date, at: datetime) -> Held:
    """The booking as it stands now, locked after both agreements, its permission, the limits it may use, and its pair.

    The limit that may say yes is that of who offered the terms. Refuses `terms_changed` where somebody else has
    offered others meanwhile.
    """
    today, offered_by = london_date(at), seen.asked.offered_by_id
    paid = seen.kind == "paid"
    text_id = agreed_text(seen.home_id, seen.host_id, today, last_day, lock=True) if paid else None
    permission = _permission_of(seen.pk)
    limit = usable(_lock_with_granted(seen, offered_by), today) if paid else None
    lock_pairs_of([seen.pk])
    booking = _locked(_JUDGED, seen.pk, permission)
    if booking.asked.offered_by_id != offered_by:
        raise TermsChanged
    return Held(booking, permission, text_id, limit)


def _lock_with_granted(seen: Booking, holder_id: int) -> SpendingLimit | None:
    """The holder's granted limit, locked in order with those in use: also one just given in place of another.

    The second look finds what was given while the first waited; it is younger than all, so the order holds.
    """
    lock_limits({*limits_used([seen.pk]), *limits_held(holder_id, seen.host_id)})
    return lock_limit_of(seen.host_id, holder_id)


def limits_used(booking_ids: Collection[int]) -> set[int]:
    """The limits that live weeks of these bookings use. Only who holds their permission's lock changes which."""
    return {limit_id for (limit_id,) in _USED(booking_ids=list(booking_ids))}


def lock_limits(limit_ids: Collection[int]) -> list[SpendingLimit]:
    """These limits, locked in order until the change is over: who moves a month of one holds its lock."""
    if not limit_ids:
        return []
    return _LIMITS(limit_ids=list(limit_ids))


def lock_bookings(booking_ids: Collection[int]) -> None:
    """These bookings, locked in order until the change is over; the caller holds the permissions they hang on."""
    rows = Booking.objects.filter(pk__in=booking_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_limit_of(organisation_id: int, holder_id: int) -> SpendingLimit | None:
    """The granted spending limit of a booking manager, locked until the change is over."""
    found: SpendingLimit | None = sole(_GRANTED(organisation_id=organisation_id, holder_id=holder_id))
    return found


def lock_limit(limit_id: int) -> SpendingLimit:
    """A spending limit, locked until the change is over. Refuses `not_found`."""
    found = sole(SpendingLimit.objects.select_for_update(no_key=True).filter(pk=limit_id))
    if found is None:
        raise NotFound
    return found


def budget_of(limit: SpendingLimit | None) -> Budget | None:
    """A limit as the rules read it, with what of each month is used. One SQL query, unless prefetched."""
    if limit is None:
        return None
    return Budget(
        id=limit.pk,
        per_booking_pence=limit.per_booking_pence,
        per_month_pence=limit.per_month_pence,
        starts_on=limit.starts_on,
        ends_on=limit.ends_on,
        used={each.month: each.used_pence for each in limit.months.all()},
    )


def live_weeks(booking: Booking) -> list[BookedWeek]:
    """The booked weeks that are not released, in order, read afresh."""
    return list(booking.weeks.filter(released_at__isnull=True).order_by("monday"))


def _permission_of(booking_id: int) -> Permission:
    """The booking's permission, locked. Whoever carries the booking over to a newer one holds both locks."""
    permission = availability.lock_permission(_under(booking_id))
    while (under := _under(booking_id)) != permission.pk:
        permission = availability.lock_permission(under)
    return permission


def _under(booking_id: int) -> int:
    found: tuple[int] | None = sole(_UNDER(booking_id=booking_id))
    if found is None:
        raise NotFound
    return found[0]


def _locked(rows: Compiled, booking_id: int, permission: Permission) -> Booking:
    booking: Booking | None = sole(rows(booking_id=booking_id))
    if booking is None:
        raise NotFound
    booking.permission = permission
    return booking


def _booking_to_lock(booking_id: int) -> QuerySet[Booking]:
    return Booking.objects.filter(pk=booking_id).select_for_update(of=("self",), no_key=True)


def _limits_used(booking_ids: Collection[int]) -> QuerySet[Any, Any]:
    live = BookedWeek.objects.filter(released_at__isnull=True, spending_limit__isnull=False)
    return live.filter(Among("booking_id", booking_ids)).values_list("spending_limit_id")


def _limits_to_lock(limit_ids: Collection[int]) -> QuerySet[SpendingLimit]:
    chosen = SpendingLimit.objects.filter(Among("pk", limit_ids)).order_by("pk")
    return chosen.select_for_update(of=("self",), no_key=True)


_BARE = Compiled(_booking_to_lock, {"terms": TERMS_OF}, booking_id=-1)
_JUDGED = Compiled(
    lambda booking_id: _booking_to_lock(booking_id).select_related(
        "host__joining", "employment__organisation"
    ),
    {"terms": TERMS_OF},
    booking_id=-1,
)
_UNDER = Compiled(
    lambda booking_id: Booking.objects.filter(pk=booking_id).values_list("permission_id"), booking_id=-1
)
_USED = Compiled(_limits_used, booking_ids=(-1,))
_LIMITS = Compiled(_limits_to_lock, limit_ids=(-1,))
_GRANTED = Compiled(
    lambda organisation_id, holder_id: granted_to(organisation_id, holder_id).select_for_update(no_key=True),
    organisation_id=-1,
    holder_id=-2,
)
