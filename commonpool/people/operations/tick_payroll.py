"""A manager says: on our payroll, not agency, contractor or company."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.people.events import PayrollTicked
from commonpool.people.models import Employment
from commonpool.people.operations.check_employment import NotYourOwn
from commonpool.people.operations.state_employment_facts import EmploymentOver


def tick_payroll(*, actor: Actor, employment_id: int, at: datetime) -> Employment:
    """The manager has ticked that the officer is on the council's payroll; the first tick stands.

    Requires `grant_permission` there; never one's own. Refuses `not_found`, `not_your_own`,
    `employment_over`.
    """
    with change():
        places = actor.where(Right.GRANT_PERMISSION)
        locked = Employment.objects.select_for_update(of=("self",), no_key=True)
        employment = sole(locked.filter(pk=employment_id, organisation_id__in=places))
        if employment is None:
            raise NotFound
        if employment.person_id == actor.by:
            raise NotYourOwn
        if not employment.live_on(london_date(at)):
            raise EmploymentOver
        if employment.ticked_at is None:
            employment.ticked_at, employment.ticked_by_id = at, actor.by
            employment.save(update_fields=["ticked_at", "ticked_by"])
            fact = PayrollTicked(
                on_behalf_of=employment.organisation_id,
                employment_id=employment.pk,
                person_id=employment.person_id,
            )
            publish(fact, actor=actor, at=at)
    return employment
