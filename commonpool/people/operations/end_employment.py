"""A person works for a council no more."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.organisations.operations.roles import end_roles_with_employment
from commonpool.people import queries
from commonpool.people.events import EmploymentEnded
from commonpool.people.models import ONE_DAY, Employment
from commonpool.people.operations.state_employment_facts import EmploymentOver

OVER = Actor.rule("employment_ended")


class EndsBeforeStart(Refusal):
    """The last day is before the first (`ends_before_start`)."""

    code = "ends_before_start"
    message = _("The last day cannot be before the first day at the council.")
    field = "ends_on"


def end_employment(*, actor: Actor, employment_id: int, ends_on: date, at: datetime) -> Employment:
    """The employment ends with that day (its last, UK). Once it is past, the person's roles there are over.

    Yesterday ends it at once, even one that began today: rights are read at each request, so the next has
    none. The person themselves; or, as it takes roles away, with the second factor `check_payroll` or
    `grant_roles` there. Refuses `not_found`, `ends_before_start`, `employment_over`.
    """
    with change():
        employment = _lock(actor, employment_id)
        today = london_date(at)
        if not employment.live_on(today) and employment.ends_on is not None:
            raise EmploymentOver
        if ends_on < employment.starts_on - ONE_DAY:
            raise EndsBeforeStart
        employment.ends_on = ends_on
        employment.save(update_fields=["ends_on"])
        if ends_on < today:
            end_roles_with_employment(
                actor=actor, organisation_id=employment.organisation_id, person_id=employment.person_id, at=at
            )
        fact = EmploymentEnded(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            ends_on=ends_on,
        )
        publish(fact, actor=actor, at=at)
    return employment


def end_roles_of_leavers(*, at: datetime) -> int:
    """Every role that outlived its employment is over; how many people's. By the clock, repeatable.

    So nothing revives when somebody comes back: a role is then granted anew.
    """
    left = queries.roles_of_leavers(london_date(at))
    for person_id, place in left:
        end_roles_with_employment(actor=OVER, organisation_id=place, person_id=person_id, at=at)
    return len(left)


def _lock(actor: Actor, employment_id: int) -> Employment:
    places = actor.where(Right.CHECK_PAYROLL) | actor.where(Right.GRANT_ROLES)
    locked = Employment.objects.select_for_update(of=("self",), no_key=True).filter(pk=employment_id).first()
    if locked is None or (locked.person_id != actor.by and locked.organisation_id not in places):
        raise NotFound
    if locked.person_id != actor.by:
        actor.require_decision()
        actor.require_second_factor()
    return locked
