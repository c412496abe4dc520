"""Letters about the monthly clearing: to the finance teams of the councils in it, without any account number."""

from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.notifications.queries.addressing import holders_of, to_all
from commonpool.notifications.rules import Draft
from commonpool.organisations.models import Organisation
from commonpool.settlement.models import CycleInvoice, Payment


def _to_finance(council: Organisation, template: str, event: Event, month: str, **facts: Any) -> list[Draft]:
    readers = holders_of(council.pk, Role.FINANCE, event.happened_at)
    about = {"council": council.name, "month_on": month, **facts}
    return to_all(readers, template, "clearing_cycle", council.slug, month[:7], **about)


def _own(event: Event) -> Organisation:
    return Organisation.objects.get(pk=event.organisation_id)


def position_advised(event: Event) -> list[Draft]:
    """What the council is owed and owes, and until when it can take an invoice out."""
    facts = dict(event.facts)
    wanted = ("gross_in_pence", "gross_out_pence", "objections_end_on")
    net = {
        "net_pence": abs(facts["net_pence"]),
        "pays": facts["net_pence"] < 0,
        "even": not facts["net_pence"],
    }
    return _to_finance(
        _own(event),
        "position_advised",
        event,
        facts["month"],
        **{each: facts[each] for each in wanted},
        **net,
    )


def invoice_taken_out(event: Event) -> list[Draft]:
    """To the other council of the invoice."""
    held = CycleInvoice.objects.select_related("invoice", "payer", "payee").get(
        cycle_id=event.facts["cycle_id"], invoice_id=event.facts["invoice_id"]
    )
    other = held.payee if held.objected_for_id == held.payer_id else held.payer
    taker = held.payer if other == held.payee else held.payee
    facts = {"reference": held.invoice.reference, "pence": held.pence, "taker": taker.name}
    return _to_finance(other, "invoice_taken_out", event, event.facts["month"], **facts)


def _payment(event: Event) -> Payment:
    linked = ("cycle", "payer", "payee", "payer_heir", "payee_heir")
    return Payment.objects.select_related(*linked).get(pk=event.facts["payment_id"])


def _of(payment: Payment) -> dict[str, Any]:
    return {
        "payer": payment.payer.name,
        "payee": payment.payee.name,
        "pence": payment.pence,
        "reference": payment.reference,
        "order_until_on": payment.cycle.pay_by.isoformat(),
        "value_on": payment.cycle.value_on.isoformat(),
    }


def payment_called(event: Event) -> list[Draft]:
    """To the payer what to pay, and to the payee what to expect."""
    payment, month = _payment(event), event.facts["month"]
    return [
        *_to_finance(payment.now_payer, "payment_called", event, month, **_of(payment)),
        *_to_finance(payment.now_payee, "payment_expected", event, month, **_of(payment)),
    ]


def payment_confirmed(event: Event) -> list[Draft]:
    """Both are told on which day, whoever of the two said so."""
    payment = _payment(event)
    month, facts = payment.cycle.month.isoformat(), {**_of(payment), "paid_on": event.facts["paid_on"]}
    return [
        *_to_finance(payment.now_payer, "payment_confirmed", event, month, **facts),
        *_to_finance(payment.now_payee, "payment_confirmed", event, month, **facts),
    ]


def payment_returned(event: Event) -> list[Draft]:
    """Both are told on which day it was paid back."""
    payment = _payment(event)
    month, facts = (
        payment.cycle.month.isoformat(),
        {**_of(payment), "returned_on": event.facts["returned_on"]},
    )
    return [
        *_to_finance(payment.now_payer, "payment_returned", event, month, **facts),
        *_to_finance(payment.now_payee, "payment_returned", event, month, **facts),
    ]


def position_settled(event: Event) -> list[Draft]:
    """The remittance advice: every invoice of the council in the cycle is paid."""
    facts = event.facts
    return _to_finance(_own(event), "position_settled", event, facts["month"], value_on=facts["value_on"])


def position_unwound(event: Event) -> list[Draft]:
    """Every invoice is owed by itself again."""
    facts = event.facts
    return _to_finance(_own(event), "position_unwound", event, facts["month"], paid_pence=facts["paid_pence"])


LETTERS = {
    "PositionAdvised": position_advised,
    "InvoiceTakenOut": invoice_taken_out,
    "PaymentCalled": payment_called,
    "PaymentConfirmed": payment_confirmed,
    "PaymentReturned": payment_returned,
    "PositionSettled": position_settled,
    "PositionUnwound": position_unwound,
}
