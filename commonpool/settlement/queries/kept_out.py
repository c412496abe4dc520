"""Which councils are kept out of the clearing because they did not pay in an earlier one."""

from datetime import date

from django.db.models import QuerySet

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.settlement.models import Cycle, KeptOut


def kept_out(cycle: Cycle) -> list[int]:
    """The councils none of whose invoices is netted in a cycle. One SQL query."""
    found = KeptOut.objects.filter(let_in_at__isnull=True).exclude(cycle=cycle)
    return sorted(found.values_list("council_id", flat=True).distinct())


def kept_out_now(actor: Actor) -> QuerySet[KeptOut]:
    """The councils kept out now, by name. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    found = KeptOut.objects.filter(let_in_at__isnull=True).select_related("council", "cycle")
    return found.order_by("council__name", "pk")


def kept_out_for(actor: Actor, month: date) -> KeptOut:
    """The council kept out since that month. Refuses `not_found`."""
    found = kept_out_now(actor).filter(cycle__month=month).first()
    if found is None:
        raise NotFound
    return found
