"""An officer says who their line manager is."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity.operations import register_person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries
from commonpool.people.events import ManagerNamed
from commonpool.people.models import Employment
from commonpool.people.operations.state_employment_facts import lock_own


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
        fact = ManagerNamed(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            manager_id=manager.pk,
        )
        publish(fact, actor=actor, at=at)
    return employment
