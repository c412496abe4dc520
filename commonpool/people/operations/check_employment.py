"""HR confirms an officer's payroll facts, once."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people import queries
from commonpool.people.events import EmploymentChecked
from commonpool.people.models import Employment
from commonpool.people.operations.state_employment_facts import EmploymentOver


class NotYourOwn(Refusal):
    """Nobody confirms their own employment (`not_your_own`)."""

    code = "not_your_own"
    message = _("Somebody else has to confirm your own employment.")


class NotTickedYet(Conflict):
    """The officer or the manager has not said their part yet (`not_ticked_yet`)."""

    code = "not_ticked_yet"
    message = _("The officer states the facts and the manager ticks them before HR checks.")


class AlreadyChecked(Conflict):
    """HR has checked this already (`already_checked`)."""

    code = "already_checked"
    message = _("This has been checked already.")


class FactsChanged(Conflict):
    """The facts confirmed are not the facts that stand (`facts_changed`)."""

    code = "facts_changed"
    message = _("The officer has changed something since you opened this page. Read it again, then check.")


class PayrollNumberMissing(Refusal):
    """HR's part is the payroll number (`payroll_number_missing`)."""

    code = "payroll_number_missing"
    message = _("Enter the payroll number.")
    field = "payroll_number"


def check_employment(
    *, actor: Actor, employment_id: int, payroll_number: str, facts_sha256: str, at: datetime
) -> Employment:
    """The payroll facts are confirmed and the number known: paid hours of this officer may be lent.

    `facts_sha256`: of the facts that were shown. Requires `check_payroll` there; never one's own. Refuses
    `not_found`, `not_your_own`, `employment_over`, `not_ticked_yet`, `already_checked`, `facts_changed`,
    `payroll_number_missing`.
    """
    number = payroll_number.strip()
    actor.require_decision()
    with change():
        employment = _lock(actor, employment_id)
        _refuse_unready(employment, actor, at)
        if queries.facts_sha256(employment) != facts_sha256:
            raise FactsChanged
        if not number:
            raise PayrollNumberMissing
        employment.payroll_number = number
        employment.checked_at, employment.checked_by_id = at, actor.by
        employment.save(update_fields=["payroll_number", "checked_at", "checked_by"])
        fact = EmploymentChecked(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
        )
        publish(fact, actor=actor, at=at)
    return employment


def _lock(actor: Actor, employment_id: int) -> Employment:
    places = actor.where(Right.CHECK_PAYROLL)
    locked = Employment.objects.select_for_update(of=("self",), no_key=True)
    employment = sole(locked.filter(pk=employment_id, organisation_id__in=places))
    if employment is None:
        raise NotFound
    return employment


def _refuse_unready(employment: Employment, actor: Actor, at: datetime) -> None:
    if employment.person_id == actor.by:
        raise NotYourOwn
    if not employment.live_on(london_date(at)):
        raise EmploymentOver
    if employment.stated_at is None or employment.ticked_at is None:
        raise NotTickedYet
    if employment.checked_at is not None:
        raise AlreadyChecked
