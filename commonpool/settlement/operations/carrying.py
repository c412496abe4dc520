"""A council has ended: what it has in the clearing is of those that took over from it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.settlement.events import CycleCarriedOver, LineCapCarriedOver
from commonpool.settlement.models import CarriedPayment, Cycle, CycleInvoice, LineCap, Payment
from commonpool.settlement.operations.freezing import judge_again
from commonpool.settlement.rules.leaving_out import ONE_COUNCIL


def hold_clearing() -> None:
    """No cycle moves until the change is over: cycles are locked before invoices, as every step of one locks them."""
    running = Cycle.objects.filter(status__in=["closed", "advised", "called"])
    list(running.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def carry_clearing(
    *,
    actor: Actor,
    organisation_id: int,
    payments: Mapping[tuple[int, bool], int],
    on: date,
    at: datetime,
) -> int:
    """Its invoices in cycles that are not called are in them for its successors; so are payments called, to be made
    or paid back. How many payments.

    `payments`: the successor by payment and side (`True`: the payer's). Before the call, positions are made again by
    what the successors have said: without a clause or an account of their own, an invoice is paid by itself. A called
    cycle keeps its positions and what its payments say. Once its invoices went over. Only by the rule of a succession:
    a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        for cycle in Cycle.objects.select_for_update(no_key=True).filter(status__in=["closed", "advised"]):
            _carry_cycle(cycle, organisation_id, actor, at)
        CarriedPayment.objects.bulk_create(
            CarriedPayment(
                payment=each,
                of_payer=of_payer,
                was_id=organisation_id,
                now_id=payments[each.pk, of_payer],
                on=on,
                carried_at=at,
                carried_by_rule=actor.standing_rule,
            )
            for each in Payment.objects.select_for_update(no_key=True)
            .filter(pk__in={pk for pk, _of_payer in payments})
            .order_by("pk")
            for of_payer in (True, False)
            if (each.pk, of_payer) in payments
            and (each.now_payer_id if of_payer else each.now_payee_id) == organisation_id
        )
    return len(payments)


def carry_line_cap(
    *, actor: Actor, organisation_id: int, predecessor_ids: list[int], at: datetime
) -> LineCap | None:
    """A council that takes over nets lines up to the lowest cap of those before it, until it says so itself.

    It stays the word of whoever set it there. Only by the rule of a succession: a person refuses `forbidden`.
    """
    actor.require_rule()
    with change():
        if LineCap.objects.filter(organisation=organisation_id).exists():
            return None
        newest = LineCap.objects.filter(organisation__in=predecessor_ids)
        said = newest.order_by("organisation_id", "-pk").distinct("organisation_id")
        capped = [each for each in said if each.pence is not None]
        if not capped:
            return None
        lowest = min(capped, key=lambda each: (each.pence, each.pk))
        cap = LineCap.objects.create(
            organisation_id=organisation_id,
            pence=lowest.pence,
            set_at=lowest.set_at,
            set_by_id=lowest.set_by_id,
        )
        fact = LineCapCarriedOver(
            on_behalf_of=organisation_id, cap_id=cap.pk, was_id=lowest.organisation_id, pence=cap.pence
        )
        publish(fact, actor=actor, at=at)
    return cap


def _carry_cycle(cycle: Cycle, was_id: int, actor: Actor, at: datetime) -> None:
    held = CycleInvoice.objects.filter(
        Q(payer=was_id) | Q(payee=was_id), cycle=cycle, is_in=True
    ).select_related("invoice__home_heir", "invoice__host_heir")
    moved = []
    for each in held.order_by("invoice_id"):
        payer, payee = each.invoice.now_host_id, each.invoice.now_home_id
        if each.invoice.is_credit_note:
            payer, payee = payee, payer
        if payer == payee:
            each.is_in, each.left_out_reason = False, ONE_COUNCIL
        else:
            each.payer_id, each.payee_id = payer, payee
        each.save(update_fields=["payer", "payee", "is_in", "left_out_reason"])
        moved.append(each)
    if not moved:
        return
    judge_again(cycle, london_date(at))
    now = {place for each in moved for place in (each.payer_id, each.payee_id) if place != was_id}
    fact = CycleCarriedOver(
        on_behalf_of=was_id,
        readers=tuple(sorted(now)),
        cycle_id=cycle.pk,
        month=cycle.month,
        invoices=len(moved),
    )
    publish(fact, actor=actor, at=at)
