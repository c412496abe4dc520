"""Somebody else is asked: the manager named has left, or does not answer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.availability import queries
from commonpool.availability.events import PermissionPassedOn
from commonpool.availability.lifecycle import OPEN_PERMISSION
from commonpool.availability.models import Permission
from commonpool.availability.operations.deciding import NotForOneself, PermissionMoved
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal
from commonpool.people.operations import give_manager
from commonpool.people.queries import mailbox_at


class ApproverNotKnown(Refusal):
    """Not one of the council's managers who may release staff, or the one who is asked (`approver_not_known`)."""

    code = "approver_not_known"
    message = _("Choose a manager of your council who may release staff.")
    field = "approver_id"


def pass_permission_on(*, actor: Actor, permission_id: int, approver_id: int, at: datetime) -> Permission:
    """Another manager of the council is the one asked, about this permission and whatever hangs on it.

    What was given stands, with who gave it. A request not answered yet is asked anew, of them. Requires
    `check_approvers` or `grant_roles` at the officer's council; never for oneself. The new one may release staff
    there. Refuses `not_found`, `not_for_oneself`, `approver_not_known`, `permission_moved`.
    """
    today = london_date(at)
    seen = queries.permission_to_pass_on(actor, permission_id)
    actor.require_decision()
    if seen.employment.person_id == actor.by:
        raise NotForOneself
    able = {each.pk: each for each in queries.approvers_for(seen, today)}
    if approver_id not in able:
        raise ApproverNotKnown
    with change():
        # The employment is locked before the permission, as by whoever grants it.
        give_manager(actor=actor, employment_id=seen.employment_id, manager_id=approver_id, at=at)
        permission = queries.lock_case(permission_id)
        if permission.status not in OPEN_PERMISSION or permission.approver_id != seen.approver_id:
            raise PermissionMoved
        before = permission.approver_id
        permission.approver = able[approver_id]
        permission.approver_email = mailbox_at(approver_id, permission.employment.organisation_id, today)
        permission.passed_at, permission.passed_by_id = at, actor.by
        permission.save(update_fields=["approver", "approver_email", "passed_at", "passed_by"])
        fact = PermissionPassedOn(
            on_behalf_of=permission.employment.organisation_id,
            permission_id=permission.pk,
            listing_id=permission.listing_id,
            person_id=permission.employment.person_id,
            approver_id=approver_id,
            before_id=before,
        )
        publish(fact, actor=actor, at=at)
    return permission
