"""Roles: granted to others, never to oneself; ended by an administrator, or by the employment's end."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change, publish
from commonpool.identity.queries import require_name
from commonpool.kernel.refusals import Refusal, refusing
from commonpool.organisations.events import RoleEnded, RoleGranted
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries import roles as queries

GRANTABLE = (
    Role.APPROVER,
    Role.BOOKING_MANAGER,
    Role.BUDGET_HOLDER,
    Role.RELEASE_CONTACT,
    Role.HR,
    Role.FINANCE,
    Role.AUDITOR,
)
"""What one administrator can grant: `officer` comes from employment, `council_administrator` takes two."""


class RoleNotGrantable(Refusal):
    """The role comes in another way (`role_not_grantable`)."""

    code = "role_not_grantable"
    message = _("Choose one of the roles listed. An administrator needs a second person’s confirmation.")
    field = "role"


class NotToYourself(Refusal):
    """Nobody grants a role to themselves (`not_to_yourself`)."""

    code = "not_to_yourself"
    message = _("You cannot give yourself a role. Ask another administrator of your council.")
    field = "email"


class RoleAlreadyHeld(Refusal):
    """They hold it already (`role_already_held`)."""

    code = "role_already_held"
    message = _("This person already has this role.")
    field = "role"


def grant_role(*, actor: Actor, organisation_id: int, person_id: int, role: str, at: datetime) -> RoleHolding:
    """The person holds the role there. It counts only while they work there: `people` asks by their address.

    Requires `grant_roles` and the second factor. Refuses `role_not_grantable`, `not_to_yourself`,
    `role_already_held`, `name_needed`.
    """
    actor.require(Right.GRANT_ROLES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    require_name(actor)
    if role not in GRANTABLE:
        raise RoleNotGrantable
    if person_id == actor.by:
        raise NotToYourself
    return hold(actor=actor, organisation_id=organisation_id, person_id=person_id, role=Role(role), at=at)


def make_approver(*, actor: Actor, organisation_id: int, person_id: int, at: datetime) -> RoleHolding | None:
    """A manager the council's release contact knows may release staff; None when they already might.

    Requires `check_approvers` and the second factor, as every role does. Refuses `not_to_yourself`.
    """
    actor.require(Right.CHECK_APPROVERS, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    if person_id == actor.by:
        raise NotToYourself
    if queries.holds(person_id, organisation_id, Role.APPROVER):
        return None
    return hold(actor=actor, organisation_id=organisation_id, person_id=person_id, role=Role.APPROVER, at=at)


def appoint_steward(*, actor: Actor, person_id: int, at: datetime) -> RoleHolding:
    """The person keeps the network. Only whoever runs the installation says so, at its command line."""
    actor.require_rule()
    return hold(actor=actor, organisation_id=None, person_id=person_id, role=Role.STEWARD, at=at)


def end_roles_with_employment(*, actor: Actor, organisation_id: int, person_id: int, at: datetime) -> int:
    """Every role the person held there is over, as they work there no more; how many. For `people`."""
    held = RoleHolding.objects.filter(
        person_id=person_id, organisation_id=organisation_id, ended_at__isnull=True
    )
    with change():
        ending = list(held.order_by("id").select_for_update(of=("self",)))
        for holding in ending:
            end(holding, actor=actor, at=at)
    return len(ending)


def hold(
    *, actor: Actor, organisation_id: int | None, person_id: int, role: Role, at: datetime
) -> RoleHolding:
    """The person holds the role: the writing alone, after a verb has judged. Refuses `role_already_held`."""
    with change(), refusing("role_held_once", RoleAlreadyHeld()):
        holding = RoleHolding.objects.create(
            person_id=person_id,
            organisation_id=organisation_id,
            role=role,
            granted_at=at,
            granted_by_id=actor.person_id,
            granted_by_rule=actor.standing_rule,
        )
        fact = RoleGranted(
            on_behalf_of=organisation_id, person_id=person_id, role=role, holding_id=holding.pk
        )
        publish(fact, actor=actor, at=at)
    return holding


def end(holding: RoleHolding, *, actor: Actor, at: datetime) -> None:
    """The holding has ended: the writing alone."""
    holding.ended_at, holding.ended_by_id, holding.ended_by_rule = at, actor.person_id, actor.standing_rule
    holding.save(update_fields=["ended_at", "ended_by", "ended_by_rule"])
    fact = RoleEnded(
        on_behalf_of=holding.organisation_id,
        person_id=holding.person_id,
        role=holding.role,
        holding_id=holding.pk,
    )
    publish(fact, actor=actor, at=at)
