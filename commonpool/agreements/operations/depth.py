"""A depth opens by itself when its last step is taken, and closes when no agreement is in force."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries, rules
from commonpool.agreements.events import DepthClosed, DepthOpened
from commonpool.agreements.models import Joining
from commonpool.organisations.events import RoleGranted

ALL_STEPS_TAKEN = Actor.rule("all_steps_taken")
NO_AGREEMENT = Actor.rule("no_agreement_in_force")


def locked_joining(organisation_id: int) -> Joining:
    """The council's row, made if there is none, locked until the transaction ends."""
    Joining.objects.get_or_create(organisation_id=organisation_id)
    return Joining.objects.select_for_update(no_key=True).get(organisation_id=organisation_id)


def evaluate_depth(*, actor: Actor, organisation_id: int, at: datetime) -> str:
    """The council is as deep in as its steps allow; says how deep. Called after each step.

    An open depth closes only when no agreement is in force: a vacancy does not undo a council's joining.
    """
    with change():
        joining = locked_joining(organisation_id)
        progress = queries.progress_of(organisation_id)
        for depth in ("borrow", "lend"):
            is_open = getattr(joining, f"{depth}_at") is not None
            if not is_open and not rules.missing(progress, depth):
                _open(joining, depth, at)
            elif is_open and not progress.in_force:
                _close(joining, depth, at)
        joining.save(update_fields=["borrow_at", "borrow_by_rule", "lend_at", "lend_by_rule"])
    return joining.depth


def evaluate_after_role(fact: RoleGranted, *, actor: Actor, at: datetime) -> None:
    """Reaction, at once: a role granted may have been the last step. The network's own roles are none."""
    if fact.on_behalf_of is not None:
        evaluate_depth(actor=actor, organisation_id=fact.on_behalf_of, at=at)


def _open(joining: Joining, depth: str, at: datetime) -> None:
    setattr(joining, f"{depth}_at", at)
    setattr(joining, f"{depth}_by_rule", ALL_STEPS_TAKEN.standing_rule)
    opened = DepthOpened(on_behalf_of=joining.organisation_id, depth=depth)
    publish(opened, actor=ALL_STEPS_TAKEN, at=at)


def _close(joining: Joining, depth: str, at: datetime) -> None:
    setattr(joining, f"{depth}_at", None)
    setattr(joining, f"{depth}_by_rule", "")
    closed = DepthClosed(on_behalf_of=joining.organisation_id, depth=depth)
    publish(closed, actor=NO_AGREEMENT, at=at)
