"""Who may decide about a permission, and what every decision refuses."""

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.availability import queries
from commonpool.availability.models import Permission
from commonpool.kernel.refusals import Conflict, Forbidden, Refusal


class PermissionMoved(Conflict):
    """The permission has been decided, withdrawn or ended meanwhile (`permission_moved`)."""

    code = "permission_moved"
    message = _("This has been decided, withdrawn or ended already.")


class NotForOneself(Refusal):
    """Nobody allows themselves (`not_for_oneself`)."""

    code = "not_for_oneself"
    message = _("You cannot decide about your own listing.")


class ReasonUnknown(Refusal):
    """The reason is not one of the list (`reason_unknown`)."""

    code = "reason_unknown"
    message = _("Choose a reason from the list.")
    field = "reason"


class BookingsUndecided(Refusal):
    """There are bound bookings, and nobody has said what happens to them (`bookings_undecided`)."""

    code = "bookings_undecided"
    message = _("Say what happens to what is booked already.")
    field = "bookings"


def in_place_of(actor: Actor, permission: Permission) -> int | None:
    """The approver for whom the actor decides as their deputy; None: in their own right."""
    home = permission.employment.organisation_id
    return actor.in_place_of(home, permission.approver_id, permission.granted_by_id)


def load_to_decide(actor: Actor, permission_id: int) -> Permission:
    """The permission, where the actor may decide on it. Refuses `not_found`, `forbidden`, `not_for_oneself`."""
    permission = queries.permission_to_decide(actor, permission_id)
    if permission.employment.person_id == actor.by:
        raise NotForOneself
    home = permission.employment.organisation_id
    actor.require(Right.GRANT_PERMISSION, home)
    if not actor.may_answer_for(home, permission.approver_id, permission.granted_by_id):
        raise Forbidden
    actor.require_decision()
    return permission
