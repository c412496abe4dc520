"""A steward confirms what they were shown of a council's end, or takes that back until it is carried out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.successions import queries
from commonpool.successions.events import SuccessionConfirmed, SuccessionTakenBack
from commonpool.successions.models import Handover


class SuccessionChanged(Conflict):
    """Something has changed since the dry run was shown (`succession_changed`)."""

    code = "succession_changed"
    message = _("Something has changed since you opened this page. Look at the list again, then confirm it.")


class NotAllAssigned(Conflict):
    """A council is split, and nobody has said where some of it goes (`not_all_assigned`)."""

    code = "not_all_assigned"
    message = _("{count} things are not assigned to a council yet. Assign them first.")


class AlreadyConfirmed(Conflict):
    """A steward has confirmed it already, and nobody has taken that back (`already_confirmed`)."""

    code = "already_confirmed"
    message = _("This handover is confirmed already. Take that back first, then confirm what is listed now.")


class NothingConfirmed(Conflict):
    """Nothing is confirmed that is still to be carried out (`nothing_confirmed`)."""

    code = "nothing_confirmed"
    message = _("Nothing that is still to come is confirmed of this handover.")


class ReasonNeeded(Refusal):
    """Taking it back has a reason, in up to 300 characters (`reason_needed`)."""

    code = "reason_needed"
    message = _("Say in up to 300 characters why it is taken back.")
    field = "reason"


MOST_REASON = 300


def confirm_succession(*, actor: Actor, slug: str, shown: str, at: datetime) -> list[Handover]:
    """What was shown is carried out on its day, by the clock; what changes until then is carried over as it stands.

    `shown`: the hash of the dry run. Requires `run_desk` and the second factor. Refuses `not_found`,
    `already_confirmed` (until that is taken back), `succession_changed`, `not_all_assigned`.
    """
    plan = queries.plan_for(actor, slug, london_date(at))
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    with change():
        known = queries.handed_over(plan.predecessors)
        if any(each.carried_at is None for each in known.values()):
            raise AlreadyConfirmed
        run = queries.dry_run(plan)
        if run.sha256 != shown:
            raise SuccessionChanged
        if run.unassigned:
            raise NotAllAssigned(count=len(run.unassigned))
        open_ones = [pk for pk in plan.predecessors if pk not in known]
        if not open_ones:
            raise SuccessionChanged
        confirmed = []
        for pk in open_ones:
            with refusing("handover_confirmed_once", AlreadyConfirmed()):
                handover = Handover.objects.create(
                    predecessor_id=pk,
                    on=plan.on,
                    shown_sha256=shown,
                    confirmed_at=at,
                    confirmed_by_id=actor.by,
                )
            fact = SuccessionConfirmed(
                on_behalf_of=None, readers=(pk, *plan.after(pk)), predecessor_id=pk, on=plan.on
            )
            publish(fact, actor=actor, at=at)
            confirmed.append(handover)
    return confirmed


def take_back_succession(*, actor: Actor, slug: str, reason: str, at: datetime) -> list[Handover]:
    """What was confirmed of these councils' end and is not carried out is taken back: it waits to be confirmed anew.

    Who confirmed what stays on record, and so does why it was taken back. Requires `run_desk` and the second factor.
    Refuses `not_found`, `reason_needed`, `nothing_confirmed`.
    """
    plan = queries.plan_for(actor, slug, london_date(at))
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    why = " ".join(reason.split())
    if not 0 < len(why) <= MOST_REASON:
        raise ReasonNeeded
    with change():
        confirmed = queries.lock_confirmed(plan.predecessors)
        if not confirmed:
            raise NothingConfirmed
        for handover in confirmed:
            handover.taken_back_at, handover.taken_back_by_id = at, actor.by
            handover.taken_back_reason = why
            handover.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
            was = handover.predecessor_id
            fact = SuccessionTakenBack(
                on_behalf_of=None,
                readers=(was, *plan.after(was)),
                handover_id=handover.pk,
                predecessor_id=was,
                on=handover.on,
            )
            publish(fact, actor=actor, at=at)
    return confirmed
