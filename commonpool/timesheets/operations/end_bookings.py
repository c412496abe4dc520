"""A permission ends, and its bookings with it; hours that were sent stand."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.availability.events import PermissionExpired, PermissionWithdrawn
from commonpool.bookings.operations import permission_ended
from commonpool.timesheets import queries


def end_bookings(fact: PermissionWithdrawn | PermissionExpired, *, actor: Actor, at: datetime) -> None:
    """Requests end and weeks not begun are recalled, but not where work was done early and its hours are sent.

    Follows the end of a permission, in its transaction; the permission is locked, so no hours are sent meanwhile.
    """
    permission_ended(fact, actor=actor, at=at, worked_in=queries.sent_under(fact.permission_id))
