"""A council's first administrator, and that one stays: only who works there today counts."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal
from commonpool.organisations.models import AdministratorClaim, RoleHolding
from commonpool.organisations.operations.administrators import ask_to_administer
from commonpool.organisations.operations.roles import end
from commonpool.organisations.queries import roles
from commonpool.people import queries


class AdministratorExists(Conflict):
    """The council has an administrator, who grants the roles (`administrator_exists`)."""

    code = "administrator_exists"
    message = _("Your council already has an administrator. Ask them to add you.")


class LastAdministrator(Refusal):
    """The council would have no administrator (`last_administrator`)."""

    code = "last_administrator"
    message = _("Your council needs an administrator. Add another before you end this role.")


def claim_administrator(*, actor: Actor, organisation_id: int, post: str, at: datetime) -> AdministratorClaim:
    """The first person from a council asks to be its administrator; a steward will check with the council.

    Also where the last administrator has left. Requires `join_as_peer`, which everybody employed there has.
    Refuses `administrator_exists`, `claim_open`, `post_missing`, `name_needed`.
    """
    actor.require(Right.JOIN_AS_PEER, organisation_id)
    actor.require_decision()
    if queries.administered([organisation_id], london_date(at)):
        raise AdministratorExists
    return ask_to_administer(
        actor=actor, organisation_id=organisation_id, person_id=actor.by, post=post, at=at
    )


def end_role(*, actor: Actor, holding_id: int, at: datetime) -> RoleHolding:
    """The role is over, from the holder's next request. Ending it again changes nothing.

    Requires `grant_roles` there and the second factor. Refuses `not_found`, `last_administrator`.
    """
    holding = roles.role_holding(actor, holding_id)
    actor.require_decision()
    actor.require_second_factor()
    if holding.ended_at is not None:
        return holding
    with change():
        _keep_an_administrator(holding, at)
        end(holding, actor=actor, at=at)
    return holding


def _keep_an_administrator(holding: RoleHolding, at: datetime) -> None:
    """Locks the council's administrators, so that two cannot end each other at once and leave none."""
    place = holding.organisation_id
    if holding.role != Role.COUNCIL_ADMINISTRATOR or place is None:
        return
    locked = list(
        roles.holders(place, Role.COUNCIL_ADMINISTRATOR).order_by("id").select_for_update(of=("self",))
    )
    serving = set(
        queries.holders(place, Role.COUNCIL_ADMINISTRATOR, london_date(at)).values_list("pk", flat=True)
    )
    if not any(each.pk in serving for each in locked if each.pk != holding.pk):
        raise LastAdministrator
