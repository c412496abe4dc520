"""A council has ended: who held a role in it holds it in the council that took over."""

from collections.abc import Mapping
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.organisations.events import RoleCarriedOver
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.operations.roles import end


def carry_roles(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], at: datetime) -> int:
    """Each role held there is held by the same person in their successor, and there no more; how many.

    `heirs`: the successor by person. Who works at none holds the role no more. Only by the rule of a succession:
    a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    held = RoleHolding.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    with change():
        locked = list(held.order_by("id").select_for_update(of=("self",)))
        for was in locked:
            if was.person_id in heirs:
                _carry(was, heirs[was.person_id], actor, at)
            else:
                end(was, actor=actor, at=at)
    return len(locked)


def _carry(was: RoleHolding, successor_id: int, actor: Actor, at: datetime) -> None:
    was.ended_at, was.ended_by_rule = at, actor.standing_rule
    was.save(update_fields=["ended_at", "ended_by", "ended_by_rule"])
    now, _made = RoleHolding.objects.get_or_create(
        person_id=was.person_id,
        organisation_id=successor_id,
        role=was.role,
        ended_at=None,
        defaults={"granted_at": at, "granted_by_rule": actor.standing_rule},
    )
    fact = RoleCarriedOver(
        on_behalf_of=was.organisation_id,
        readers=(successor_id,),
        person_id=was.person_id,
        role=was.role,
        holding_id=now.pk,
        was_holding_id=was.pk,
    )
    publish(fact, actor=actor, at=at)
