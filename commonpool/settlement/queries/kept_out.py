"""Which councils are kept out of the clearing because they did not pay in an earlier one."""

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


def kept_out_for(actor: Actor, kept_out_id: int) -> KeptOut:
    """One of them. Refuses `not_found`."""
    found = kept_out_now(actor).filter(pk=kept_out_id).first()
    if found is None:
        raise NotFound
    return found


def is_kept_out(organisation_id: int) -> bool:
    """Whether a council is kept out now. One SQL query."""
    return KeptOut.objects.filter(council=organisation_id, let_in_at__isnull=True).exists()
