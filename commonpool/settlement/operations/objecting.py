"""A council takes an invoice out of a cycle; and says up to how much it lets a line be set off."""

from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.settlement import queries
from commonpool.settlement.events import InvoiceTakenOut, LineCapSet
from commonpool.settlement.models import CycleInvoice, LineCap
from commonpool.settlement.operations.freezing import make_positions
from commonpool.settlement.operations.steps import locked, with_reason
from commonpool.settlement.rules.leaving_out import OBJECTED
from commonpool.settlement.rules.refusals import CapWrong, NotInCycle, ObjectionsOver

MOST_CAP = 100_000_000_00


def object_to(
    *, actor: Actor, organisation_id: int, month: date, reference: str, reason: str, at: datetime
) -> CycleInvoice:
    """The invoice is out of this cycle and is paid by itself; the rest is netted again. The other council is told.

    For the finance team of either of its two councils, until the last day to object: requires `take_part_in_clearing`
    and a second factor. Refuses `not_found` (another council's), `objections_over`, `not_in_cycle`, `reason_missing`.
    """
    seen = queries.invoice_in(actor, organisation_id, month, reference)
    actor.require(Right.TAKE_PART_IN_CLEARING, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    said = with_reason(reason)
    with change():
        cycle = locked(month)
        if cycle.status != "advised" or london_date(at) > cycle.object_by:
            raise ObjectionsOver
        held = CycleInvoice.objects.select_for_update(no_key=True).get(pk=seen.pk)
        if not held.is_in:
            raise NotInCycle
        held.is_in, held.left_out_reason, held.objection = False, OBJECTED, said
        held.objected_at, held.objected_by_id, held.objected_for_id = at, actor.by, organisation_id
        held.save()
        make_positions(cycle)
        other = held.payee_id if organisation_id == held.payer_id else held.payer_id
        fact = InvoiceTakenOut(
            on_behalf_of=organisation_id,
            readers=(other,),
            cycle_id=cycle.pk,
            month=cycle.month,
            invoice_id=held.invoice_id,
            pence=held.pence,
        )
        publish(fact, actor=actor, at=at)
    return held


def set_line_cap(*, actor: Actor, organisation_id: int, pence: int | None, at: datetime) -> LineCap:
    """From the next cycle that closes, an invoice with a line above this many pence before VAT is paid by itself.

    None: no cap. Requires `take_part_in_clearing` and a second factor. Refuses `cap_wrong`.
    """
    actor.require(Right.TAKE_PART_IN_CLEARING, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    if pence is not None and not 0 <= pence <= MOST_CAP:
        raise CapWrong
    with change():
        cap = LineCap.objects.create(
            organisation_id=organisation_id, pence=pence, set_at=at, set_by_id=actor.by
        )
        fact = LineCapSet(on_behalf_of=organisation_id, cap_id=cap.pk, pence=pence)
        publish(fact, actor=actor, at=at)
    return cap
