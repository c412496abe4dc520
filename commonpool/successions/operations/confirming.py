"""A steward confirms what they were shown of a council's end."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict
from commonpool.successions import queries
from commonpool.successions.events import SuccessionConfirmed
from commonpool.successions.models import Handover


class SuccessionChanged(Conflict):
    """Something has changed since the dry run was shown (`succession_changed`)."""

    code = "succession_changed"
    message = _("Something has changed since you opened this page. Look at the list again, then confirm it.")


class NotAllAssigned(Conflict):
    """A council is split, and nobody has said where some of it goes (`not_all_assigned`)."""

    code = "not_all_assigned"
    message = _("{count} things are not assigned to a council yet. Assign them first.")


def confirm_succession(*, actor: Actor, slug: str, shown: str, at: datetime) -> list[Handover]:
    """What was shown is carried out on its day, by the clock; what changes until then is carried over as it stands.

    `shown`: the hash of the dry run. Requires `run_desk` and the second factor. Refuses `not_found`,
    `succession_changed`, `not_all_assigned`.
    """
    plan = queries.plan_for(actor, slug, london_date(at))
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    with change():
        run = queries.dry_run(plan)
        if run.sha256 != shown:
            raise SuccessionChanged
        if run.unassigned:
            raise NotAllAssigned(count=len(run.unassigned))
        known = queries.handed_over(plan.predecessors)
        open_ones = [pk for pk in plan.predecessors if pk not in known or known[pk].carried_at is None]
        if not open_ones:
            raise SuccessionChanged
        confirmed = []
        for pk in open_ones:
            facts = {"on": plan.on, "shown_sha256": shown, "confirmed_at": at, "confirmed_by_id": actor.by}
            handover, _made = Handover.objects.update_or_create(predecessor_id=pk, defaults=facts)
            fact = SuccessionConfirmed(
                on_behalf_of=None, readers=(pk, *plan.after(pk)), predecessor_id=pk, on=plan.on
            )
            publish(fact, actor=actor, at=at)
            confirmed.append(handover)
    return confirmed
