"""Which councils end together, and how far their end is prepared."""

from datetime import date, timedelta

from django.db.models import Q

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation, Succession
from commonpool.successions.models import Handover
from commonpool.successions.rules import Plan, plans_of

LATELY = timedelta(days=366)
"""How long a plan stays on the desk after its day."""


def plans(actor: Actor, today: date) -> list[Plan]:
    """The plans to come and of the last year, by day. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    return _plans(today - LATELY)


def plan_for(actor: Actor, slug: str, today: date) -> Plan:
    """The plan one of these councils is part of, by the address of any of them. Requires `run_desk`.

    Refuses `not_found`. Where a council is in several, the first that is not a year past.
    """
    body = sole(Organisation.objects.filter(slug=slug))
    found = [each for each in plans(actor, today) if body and body.pk in _within(each)]
    if not found:
        raise NotFound
    return found[0]


def plan_of(predecessor_id: int) -> Plan:
    """The plan by which a council ends, for the clock. Refuses `not_found`."""
    found = [each for each in _plans(date.min) if predecessor_id in each.predecessors]
    if not found:
        raise NotFound
    return found[-1]


def handed_over(predecessor_ids: list[int]) -> dict[int, Handover]:
    """What was confirmed, and carried out, of each of these councils; without what was taken back."""
    rows = Handover.objects.filter(predecessor_id__in=predecessor_ids, taken_back_at__isnull=True)
    return {each.predecessor_id: each for each in rows.select_related("confirmed_by")}


def due(today: date) -> list[int]:
    """The councils whose end is confirmed, has come, and is not carried out."""
    rows = Handover.objects.filter(on__lte=today, carried_at__isnull=True, taken_back_at__isnull=True)
    return list(rows.order_by("on", "predecessor_id").values_list("predecessor_id", flat=True))


def lock_confirmed(predecessor_ids: list[int]) -> list[Handover]:
    """What is confirmed of these councils and not carried out, locked in order until the change is over.

    Waits for any carrying-out that is under way, also of other councils: one locks all that are to be carried out.
    """
    rows = Handover.objects.filter(
        predecessor_id__in=predecessor_ids, carried_at__isnull=True, taken_back_at__isnull=True
    )
    return list(rows.select_for_update(no_key=True).order_by("predecessor_id"))


def lock_handover(predecessor_id: int) -> Handover:
    """The confirmation of a council's end, locked until the change is over, and with it all that are to be carried out.

    One at a time: who takes over may be taken over itself. So one that is late locks every confirmation that waits for
    its day, and whoever would take one of them back waits. Refuses `not_found`, also where it was taken back.
    """
    wanted = Q(predecessor_id=predecessor_id) | Q(carried_at__isnull=True)
    rows = Handover.objects.filter(wanted, taken_back_at__isnull=True).order_by("predecessor_id")
    held = {each.predecessor_id: each for each in rows.select_for_update(no_key=True)}
    if predecessor_id not in held:
        raise NotFound
    return held[predecessor_id]


def _plans(since: date) -> list[Plan]:
    rows = Succession.objects.filter(on__gte=since)
    return plans_of(rows.values_list("predecessor_id", "successor_id", "on"))


def _within(plan: Plan) -> set[int]:
    return {*plan.predecessors, *plan.successors}
