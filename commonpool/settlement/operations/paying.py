"""One of its two councils says that a called payment was made; or, of an unwound cycle, that it was paid back."""

from datetime import date, datetime
from typing import Any

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.ledger import operations as ledger
from commonpool.ledger.models import Entry
from commonpool.ledger.rules import PostedLine
from commonpool.settlement import queries
from commonpool.settlement.events import PaymentConfirmed, PaymentReturned
from commonpool.settlement.models import Payment
from commonpool.settlement.operations.steps import locked
from commonpool.settlement.rules.refusals import ConfirmedBefore, CycleMoved, PaidOnWrong

PAID, RETURNED = "clearing_payment", "clearing_payment_returned"
"""What the ledger knows such entries by."""


def confirm_payment(
    *, actor: Actor, organisation_id: int, reference: str, paid_on: date, at: datetime
) -> Payment:
    """The payment counts as made on that day, in both councils' ledgers; its payer or its payee says so, once.

    Of a council that ended, who took over says it. The day counts from the call as it was made, which a steward may do
    before the calendar would. Requires `take_part_in_clearing` there and a second factor. Refuses
    `not_found` (another council's), `cycle_moved`, `confirmed_before`, `paid_on_wrong`.
    """
    seen = _seen(actor, organisation_id, reference)
    with change():
        cycle = locked(seen.cycle.month)
        payment = Payment.objects.select_for_update(no_key=True).get(pk=seen.pk)
        if payment.confirmed_at is not None:
            raise ConfirmedBefore
        if cycle.status != "called":
            raise CycleMoved
        if cycle.called_at is None or not london_date(cycle.called_at) <= paid_on <= london_date(at):
            raise PaidOnWrong
        payment.paid_on, payment.confirmed_at, payment.confirmed_by_id = paid_on, at, actor.by
        payment.save()
        ledger.post(
            actor=actor, source_kind=PAID, source_id=payment.pk, on=paid_on, lines=_lines(payment), at=at
        )
        fact = PaymentConfirmed(
            on_behalf_of=payment.now_payer_id,
            readers=(payment.now_payee_id,),
            cycle_id=cycle.pk,
            payment_id=payment.pk,
            paid_on=paid_on,
            pence=payment.pence,
        )
        publish(fact, actor=actor, at=at)
    return payment


def return_payment(
    *, actor: Actor, organisation_id: int, reference: str, returned_on: date, at: datetime
) -> Payment:
    """The payment of an unwound cycle counts as paid back on that day: both ledgers take it back.

    Requires `take_part_in_clearing` at the payer or the payee and a second factor. Refuses `not_found`, `cycle_moved`
    (not unwound, or never paid), `confirmed_before`, `paid_on_wrong`.
    """
    seen = _seen(actor, organisation_id, reference)
    with change():
        cycle = locked(seen.cycle.month)
        payment = Payment.objects.select_for_update(no_key=True).get(pk=seen.pk)
        if payment.returned_at is not None:
            raise ConfirmedBefore
        if cycle.status != "unwound" or payment.paid_on is None:
            raise CycleMoved
        if not payment.paid_on <= returned_on <= london_date(at):
            raise PaidOnWrong
        payment.returned_on, payment.returned_at, payment.returned_by_id = returned_on, at, actor.by
        payment.save()
        _post_return(payment, returned_on, actor, at)
        fact = PaymentReturned(
            on_behalf_of=payment.now_payer_id,
            readers=(payment.now_payee_id,),
            cycle_id=cycle.pk,
            payment_id=payment.pk,
            returned_on=returned_on,
            pence=payment.pence,
        )
        publish(fact, actor=actor, at=at)
    return payment


def _post_return(payment: Payment, on: date, actor: Actor, at: datetime) -> None:
    """The entry is reversed; what was taken over since goes back in the books of who has it now."""
    source: dict[str, Any] = {"source_kind": RETURNED, "source_id": payment.pk, "on": on}
    if payment.payer_heir_id or payment.payee_heir_id:
        ledger.post(actor=actor, lines=[each.mirrored for each in _lines(payment)], at=at, **source)
        return
    entry = Entry.objects.get(source_kind=PAID, source_id=payment.pk)
    ledger.reverse(actor=actor, entry_id=entry.pk, at=at, **source)


def _seen(actor: Actor, organisation_id: int, reference: str) -> Payment:
    payment = queries.payment_of(actor, organisation_id, reference)
    actor.require(Right.TAKE_PART_IN_CLEARING, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    return payment


def _lines(payment: Payment) -> list[PostedLine]:
    payer, payee = payment.now_payer_id, payment.now_payee_id
    pence, said = payment.pence, payment.reference
    return [
        PostedLine(payer, "clearing", pence, payee, said),
        PostedLine(payer, "bank", -pence, payee, said),
        PostedLine(payee, "bank", pence, payer, said),
        PostedLine(payee, "clearing", -pence, payer, said),
    ]
