"""A depth opens by itself when its last step is taken, and closes when no agreement is in force."""

from datetime import datetime

from commonpool.access import Actor, Role
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries, rules
from commonpool.agreements.events import DepthClosed, DepthOpened
from commonpool.agreements.models import Joining
from commonpool.organisations.events import RoleGranted

RULED = ("borrow", "lend")
ALL_STEPS_TAKEN = Actor.rule("all_steps_taken")
STEP_ROLES = (
    Role.BUDGET_HOLDER,
    Role.BOOKING_MANAGER,
    Role.APPROVER,
    Role.RELEASE_CONTACT,
    Role.HR,
    Role.FINANCE,
)
NO_AGREEMENT = Actor.rule("no_agreement_in_force")


def locked_joining(organisation_id: int) -> Joining:
    """The council's row, made if there is none, locked until the transaction ends."""
    return Joining.objects.select_for_update(no_key=True).get_or_create(organisation_id=organisation_id)[0]


def evaluate_depth(*, actor: Actor, organisation_id: int, at: datetime) -> str:
    """The council is as deep in as its steps allow; says how deep. Called after each step.

    An open depth closes only when no agreement is in force: a vacancy does not undo a council's joining.
    """
    with change():
        joining = locked_joining(organisation_id)
        # Every depth has the signatures among its steps: without an agreement in force nothing opens.
        shut = [depth for depth in RULED if not _is_open(joining, depth)]
        in_force = queries.has_agreement_in_force(organisation_id)
        progress = queries.progress_of(organisation_id) if in_force and shut else None
        opening = [depth for depth in shut if progress and not rules.missing(progress, depth)]
        closing = [] if in_force else [depth for depth in RULED if depth not in shut]
        for depth in opening:
            _open(joining, depth, at)
        for depth in closing:
            _close(joining, depth, at)
        if opening or closing:
            joining.save(update_fields=["borrow_at", "borrow_by_rule", "lend_at", "lend_by_rule"])
    return joining.depth


def evaluate_after_role(fact: RoleGranted, *, actor: Actor, at: datetime) -> None:
    """Reaction, at once: a role granted may have been the last step. The network's own roles are none."""
    if fact.on_behalf_of is not None and fact.role in STEP_ROLES:
        evaluate_depth(actor=actor, organisation_id=fact.on_behalf_of, at=at)


def _is_open(joining: Joining, depth: str) -> bool:
    return getattr(joining, f"{depth}_at") is not None


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
