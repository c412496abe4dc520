"""HR finds that an officer is not on the payroll: what was to be paid for and has not begun ends."""

from collections.abc import Collection
from datetime import datetime

from commonpool.access import Actor
from commonpool.availability import queries as availability
from commonpool.bookings import queries
from commonpool.bookings.events import BookingExpired
from commonpool.bookings.operations.cancel_booking import recall
from commonpool.bookings.operations.endings import end, lock_all
from commonpool.people.events import EmploymentUnchecked

NOT_ON_PAYROLL = Actor.rule("not_on_payroll")


def lock_paid(fact: EmploymentUnchecked) -> set[int]:
    """The permissions under which paid bookings of this employment are open, locked in order; says which.

    Looked at again until none is new: a newer permission may have taken one's bookings while it was awaited.
    """
    locked: set[int] = set()
    while new := queries.permissions_of_paid(fact.employment_id) - locked:
        for permission_id in sorted(new):
            availability.lock_permission(permission_id)
        locked |= new
    return locked


def recall_paid(fact: EmploymentUnchecked, *, at: datetime, worked_in: Collection[int]) -> None:
    """Paid requests end and paid weeks not begun are recalled, free of charge; peer help stays. After `lock_paid`."""
    open_ones = queries.paid_of(fact.employment_id)
    lock_all(open_ones, fact.person_id)
    for booking_id in open_ones:
        booking = queries.hold(booking_id).booking
        if booking.status == "bound":
            recall(booking, but=worked_in, reason="recall", actor=NOT_ON_PAYROLL, at=at)
        else:
            reason = NOT_ON_PAYROLL.standing_rule
            end(
                booking,
                "expire",
                BookingExpired,
                for_home=True,
                reason=reason,
                actor=NOT_ON_PAYROLL,
                at=at,
            )
