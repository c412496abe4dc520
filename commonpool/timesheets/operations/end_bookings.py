"""A permission ends, and its bookings with it; hours that were sent stand."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.availability.events import PermissionExpired, PermissionWithdrawn
from commonpool.bookings.operations import lock_paid, permission_ended, recall_paid
from commonpool.people.events import EmploymentUnchecked
from commonpool.timesheets import queries


def end_bookings(fact: PermissionWithdrawn | PermissionExpired, *, actor: Actor, at: datetime) -> None:
    """Requests end and weeks not begun are recalled, but not where work was done early and its hours are sent.

    Follows the end of a permission, in its transaction; the permission is locked, so no hours are sent meanwhile.
    """
    permission_ended(fact, actor=actor, at=at, worked_in=queries.sent_under(fact.permission_id))


def end_paid_bookings(fact: EmploymentUnchecked, *, actor: Actor, at: datetime) -> None:
    """Of somebody who is not on the payroll, the same for what was to be paid for; other errors end nothing.

    Follows HR's finding, in its transaction; the permissions are locked, so no hours are sent meanwhile.
    """
    if fact.reason != "not_on_payroll":
        return
    sent = [queries.sent_under(permission_id) for permission_id in sorted(lock_paid(fact))]
    recall_paid(fact, at=at, worked_in=set().union(*sent))
