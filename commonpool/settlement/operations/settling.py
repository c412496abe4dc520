"""A cycle ends: every invoice in it is paid on the value date, or all of them are owed one by one again."""

from datetime import date, datetime

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.invoices.operations import fall_away, settle_in_clearing
from commonpool.invoices.queries import within_one_council
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.settlement import queries
from commonpool.settlement.events import (
    CouncilLetIn,
    CycleSettled,
    CycleUnwound,
    PositionSettled,
    PositionUnwound,
)
from commonpool.settlement.models import Cycle, CycleInvoice, KeptOut
from commonpool.settlement.operations.steps import locked, move, require_runner, with_reason
from commonpool.settlement.rules.refusals import PayerNotOfCycle, PaymentsMissing, TooEarly


def settle_cycle(*, actor: Actor, month: date, at: datetime) -> Cycle:
    """Every invoice of the cycle is paid on its value date, gross, in both councils' ledgers (NET-02).

    For a steward or the calendar, once the value date has come and every payment is confirmed. Refuses `not_found`,
    `cycle_moved`, `too_early`, `payments_missing`.
    """
    require_runner(actor)
    with change():
        cycle = locked(month, "settle")
        if london_date(at) < cycle.value_on:
            raise TooEarly
        if cycle.payments.filter(confirmed_at__isnull=True).exists():
            raise PaymentsMissing
        move(cycle, "settle", "settled", actor, at)
        held = CycleInvoice.objects.filter(cycle=cycle, is_in=True)
        owed = dict(held.order_by("invoice_id").values_list("invoice_id", "pence"))
        settle_in_clearing(actor=actor, pence=owed, on=cycle.value_on, reference=str(cycle), at=at)
        _tell_settled(cycle, len(owed), actor, at)
    return cycle


def unwind_cycle(*, actor: Actor, month: date, defaulted_id: int | None, reason: str, at: datetime) -> Cycle:
    """No invoice of the cycle counts as netted: each is owed gross again. What was paid is to be paid back.

    For a steward, where a council did not pay (`defaulted_id`), with the reason; that council is kept out of the
    next cycles until it is let in again. Requires `run_desk` and a second
    factor. Refuses `not_found`, `cycle_moved`, `reason_missing`, `payer_not_of_cycle`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_second_factor()
    actor.require_decision()
    said = with_reason(reason)
    with change():
        cycle = locked(month, "unwind")
        unpaid = cycle.payments.filter(confirmed_at__isnull=True)
        if defaulted_id is not None and not unpaid.filter(payer=defaulted_id).exists():
            raise PayerNotOfCycle
        cycle.unwound_reason, cycle.defaulted_id = said, defaulted_id
        move(cycle, "unwind", "unwound", actor, at)
        held = CycleInvoice.objects.filter(cycle=cycle, is_in=True)
        invoice_ids = list(held.order_by("invoice_id").values_list("invoice_id", flat=True))
        held.update(is_in=False)
        for each in within_one_council(invoice_ids):
            fall_away(actor=actor, invoice_id=each, on=london_date(at), at=at)
        if defaulted_id is not None:
            KeptOut.objects.create(
                council_id=_now(cycle).get(defaulted_id, defaulted_id),
                cycle=cycle,
                kept_out_at=at,
                kept_out_by_id=actor.by,
            )
        _tell_unwound(cycle, actor, at)
    return cycle


def let_in(*, actor: Actor, month: date, reason: str, at: datetime) -> KeptOut:
    """The council that did not pay in that month's clearing takes part again, from the next that closes.

    For a steward, with the reason. Requires `run_desk` and a second factor. Refuses `not_found` (let in already),
    `reason_missing`.
    """
    seen = queries.kept_out_for(actor, month)
    actor.require_second_factor()
    actor.require_decision()
    said = with_reason(reason)
    with change():
        row = KeptOut.objects.select_for_update(no_key=True).get(pk=seen.pk)
        if row.let_in_at is not None:
            raise NotFound
        row.let_in_at, row.let_in_by_id, row.let_in_reason = at, actor.by, said
        row.save(update_fields=["let_in_at", "let_in_by", "let_in_reason"])
        publish(CouncilLetIn(on_behalf_of=row.council_id, kept_out_id=row.pk), actor=actor, at=at)
    return row


def _tell_settled(cycle: Cycle, invoices: int, actor: Actor, at: datetime) -> None:
    now = _now(cycle)
    for place in cycle.positions.order_by("council_id"):
        fact = PositionSettled(
            on_behalf_of=now.get(place.council_id, place.council_id),
            cycle_id=cycle.pk,
            month=cycle.month,
            value_on=cycle.value_on,
            net_pence=place.net,
        )
        publish(fact, actor=actor, at=at)
    total = CycleSettled(
        on_behalf_of=None, cycle_id=cycle.pk, month=cycle.month, value_on=cycle.value_on, invoices=invoices
    )
    publish(total, actor=actor, at=at)


def _now(cycle: Cycle) -> dict[int, int]:
    """Who has taken over from the councils of its payments."""
    found: dict[int, int] = {}
    for each in cycle.payments.all():
        found |= {each.payer_id: each.now_payer_id, each.payee_id: each.now_payee_id}
    return found


def _tell_unwound(cycle: Cycle, actor: Actor, at: datetime) -> None:
    paid: dict[int, int] = {}
    for payer_id, pence in cycle.payments.exclude(paid_on=None).values_list("payer_id", "pence"):
        paid[payer_id] = paid.get(payer_id, 0) + pence
    now = _now(cycle)
    for place in cycle.positions.order_by("council_id"):
        fact = PositionUnwound(
            on_behalf_of=now.get(place.council_id, place.council_id),
            cycle_id=cycle.pk,
            month=cycle.month,
            paid_pence=paid.get(place.council_id, 0),
        )
        publish(fact, actor=actor, at=at)
    total = CycleUnwound(
        on_behalf_of=None, cycle_id=cycle.pk, month=cycle.month, defaulted_id=cycle.defaulted_id
    )
    publish(total, actor=actor, at=at)
