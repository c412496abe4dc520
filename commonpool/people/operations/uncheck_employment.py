"""HR finds an error in what it had confirmed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people.events import EmploymentUnchecked
from commonpool.people.models import Employment
from commonpool.people.operations.check_employment import NotYourOwn
from commonpool.people.rules import PAYROLL_ERRORS


class NotCheckedYet(Conflict):
    """There is no check to take back (`not_checked_yet`)."""

    code = "not_checked_yet"
    message = _("This is not checked, or somebody has taken the check back already.")


class ErrorUnknown(Refusal):
    """What is wrong is one of the list (`reason_unknown`)."""

    code = "reason_unknown"
    message = _("Choose what is wrong from the list.")
    field = "reason"


def uncheck_employment(*, actor: Actor, employment_id: int, reason: str, at: datetime) -> Employment:
    """HR's check stands no more: no paid hours of this officer are lent until it is given again.

    `facts_wrong`: what is bound stands, and nothing more binds. `not_on_payroll`: the manager's tick goes with it,
    and what is bound for pay and has not begun is recalled. Requires `check_payroll` there; never one's own.
    Refuses `not_found`, `not_your_own`, `reason_unknown`, `not_checked_yet`.
    """
    actor.require_decision()
    if reason not in PAYROLL_ERRORS:
        raise ErrorUnknown
    with change():
        locked = Employment.objects.select_for_update(of=("self",), no_key=True)
        places = actor.where(Right.CHECK_PAYROLL)
        employment = sole(locked.filter(pk=employment_id, organisation_id__in=places))
        if employment is None:
            raise NotFound
        if employment.person_id == actor.by:
            raise NotYourOwn
        if employment.checked_at is None:
            raise NotCheckedYet
        employment.checked_at, employment.checked_by = None, None
        if reason == "not_on_payroll":
            employment.ticked_at, employment.ticked_by = None, None
        employment.save(update_fields=["checked_at", "checked_by", "ticked_at", "ticked_by"])
        fact = EmploymentUnchecked(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            reason=reason,
        )
        publish(fact, actor=actor, at=at)
    return employment
