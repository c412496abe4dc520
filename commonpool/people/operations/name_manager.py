"""An officer says who their line manager is; where that person has left, somebody at the council names another."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.identity.operations import register_person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people import queries
from commonpool.people.events import ManagerNamed
from commonpool.people.models import Employment
from commonpool.people.operations.state_employment_facts import EmploymentOver, lock_own


class ManagerElsewhere(Refusal):
    """The manager's address is not at an exact domain of the same council (`manager_elsewhere`)."""

    code = "manager_elsewhere"
    message = _("Enter your manager’s address at the council you work for.")
    field = "manager_email"


class ManagerIsYou(Refusal):
    """Nobody manages themselves (`manager_is_you`)."""

    code = "manager_is_you"
    message = _("Enter your manager’s address, not your own.")
    field = "manager_email"


def name_manager(*, actor: Actor, employment_id: int, email: str, at: datetime) -> Employment:
    """The person with this address is asked about this employment; they have an account, if only by name.

    Refuses `not_found`, `employment_over`, `manager_elsewhere`, `manager_is_you`, `address_not_usable`.
    """
    with change():
        employment = lock_own(actor, employment_id, at)
        councils = queries.council_choices(email, london_date(at))
        if employment.organisation_id not in {council.pk for council in councils}:
            raise ManagerElsewhere
        manager = register_person(actor=actor, email=email, at=at)
        if manager.pk == employment.person_id:
            raise ManagerIsYou
        employment.manager = manager
        employment.save(update_fields=["manager"])
        _publish(employment, actor, at)
    return employment


def give_manager(*, actor: Actor, employment_id: int, manager_id: int, at: datetime) -> Employment:
    """This colleague is the manager asked about the employment, in the place of one who has left or is silent.

    Requires `check_approvers` or `grant_roles` there; never about one's own. Refuses `not_found`,
    `employment_over`, `manager_elsewhere`, `manager_is_you`.
    """
    places = actor.where(Right.CHECK_APPROVERS) | actor.where(Right.GRANT_ROLES)
    with change():
        rows = Employment.objects.select_for_update(of=("self",), no_key=True)
        employment = sole(rows.filter(pk=employment_id, organisation_id__in=places))
        if employment is None or employment.person_id == actor.by:
            raise NotFound
        today = london_date(at)
        if not employment.live_on(today):
            raise EmploymentOver
        if manager_id == employment.person_id:
            raise ManagerIsYou
        if not queries.works_at(manager_id, employment.organisation_id, today):
            raise ManagerElsewhere
        employment.manager_id = manager_id
        employment.save(update_fields=["manager"])
        _publish(employment, actor, at)
    return employment


def _publish(employment: Employment, actor: Actor, at: datetime) -> None:
    assert employment.manager_id is not None
    fact = ManagerNamed(
        on_behalf_of=employment.organisation_id,
        employment_id=employment.pk,
        person_id=employment.person_id,
        manager_id=employment.manager_id,
    )
    publish(fact, actor=actor, at=at)
