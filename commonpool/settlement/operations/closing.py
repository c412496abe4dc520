"""A cycle closes over the invoices of its month, and every council is advised of its position."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.settlement.events import CycleClosed, PositionAdvised
from commonpool.settlement.models import Cycle, CycleInvoice
from commonpool.settlement.operations.freezing import freeze_invoices
from commonpool.settlement.operations.steps import holidays, locked, move, require_runner
from commonpool.settlement.rules.calendar import days_from_advice
from commonpool.settlement.rules.refusals import TooEarly


def close_cycle(*, actor: Actor, month: date, at: datetime) -> Cycle:
    """Every invoice issued by the closing day and still owed is frozen in the cycle, or left out with its reason.

    In are invoices, undisputed, between two councils that both chose to have theirs set off, none of them under a live
    report under section 114, both with bank details in effect, no line above either's own cap (NET-01, NET-03). For
    a steward or the calendar. Refuses `not_found`, `cycle_moved`, `too_early`.
    """
    require_runner(actor)
    with change():
        cycle = locked(month, "close")
        if london_date(at) < cycle.close_on:
            raise TooEarly
        freeze_invoices(cycle, london_date(at))
        move(cycle, "close", "closed", actor, at)
        held = CycleInvoice.objects.filter(cycle=cycle)
        fact = CycleClosed(
            on_behalf_of=None,
            cycle_id=cycle.pk,
            month=cycle.month,
            invoices=held.filter(is_in=True).count(),
            left_out=held.filter(is_in=False).count(),
        )
        publish(fact, actor=actor, at=at)
    return cycle


def advise_cycle(*, actor: Actor, month: date, at: datetime) -> Cycle:
    """Every council in the cycle is told what it is owed and owes, and has five working days to object from today.

    For a steward or the calendar. Refuses `not_found`, `cycle_moved`.
    """
    require_runner(actor)
    with change():
        cycle = locked(month, "advise")
        days = days_from_advice(cycle.close_on, max(london_date(at), cycle.close_on), holidays())
        cycle.object_by, cycle.call_on = days.object_by, days.call_on
        cycle.pay_by, cycle.value_on = days.pay_by, days.value_on
        move(cycle, "advise", "advised", actor, at)
        for place in cycle.positions.order_by("council_id"):
            fact = PositionAdvised(
                on_behalf_of=place.council_id,
                cycle_id=cycle.pk,
                month=cycle.month,
                gross_in_pence=place.gross_in,
                gross_out_pence=place.gross_out,
                net_pence=place.net,
                objections_end_on=cycle.object_by,
            )
            publish(fact, actor=actor, at=at)
    return cycle
