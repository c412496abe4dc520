"""An administrator gives a colleague, known by their address, a role."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import AdministratorClaim, RoleHolding
from commonpool.organisations.operations.administrators import propose_administrator
from commonpool.organisations.operations.roles import grant_role
from commonpool.people import queries


class NotAColleague(Refusal):
    """Nobody working at this council signs in with that address (`not_a_colleague`)."""

    code = "not_a_colleague"
    message = _("Nobody at your council signs in with this address. Ask them to sign in once, then add them.")
    field = "email"


def appoint(*, actor: Actor, organisation_id: int, email: str, role: str, at: datetime) -> RoleHolding:
    """A colleague holds the role. Rights and refusals of `grant_role`, and `not_a_colleague`."""
    colleague = _colleague(actor, organisation_id, email, at)
    return grant_role(actor=actor, organisation_id=organisation_id, person_id=colleague.pk, role=role, at=at)


def appoint_administrator(
    *, actor: Actor, organisation_id: int, email: str, post: str, at: datetime
) -> AdministratorClaim:
    """A colleague is proposed as administrator. As `propose_administrator`; refuses `not_a_colleague`."""
    colleague = _colleague(actor, organisation_id, email, at)
    return propose_administrator(
        actor=actor, organisation_id=organisation_id, person_id=colleague.pk, post=post, at=at
    )


def _colleague(actor: Actor, organisation_id: int, email: str, at: datetime) -> Person:
    actor.require(Right.GRANT_ROLES, organisation_id)
    colleague = queries.colleague(organisation_id, email, london_date(at))
    if colleague is None:
        raise NotAColleague
    return colleague
