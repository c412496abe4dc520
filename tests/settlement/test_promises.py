"""What the database promises of a clearing cycle, its invoices and its positions, whoever writes."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.invoices.models import Invoice, InvoiceLine
from commonpool.invoices.models import Payment as InvoicePayment
from commonpool.settlement.models import Cycle, CycleInvoice, KeptOut, Position
from tests.factories.people import make_steward
from tests.factories.settlement import CALLS, Ring, advised_cycle, called_cycle, invoiced_ring
from tests.guards import Deed, again, all_refused, gone, like, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)


def earlier(**otherwise: object) -> Cycle:
    """November's cycle, as far as December's."""
    cycle = Cycle.objects.get(month__month=12)
    return again(cycle, **{"month": cycle.month.replace(month=11)} | otherwise)


def test_an_advised_cycle_is_whole() -> None:
    ring = invoiced_ring()
    cycle, held, place = advised_cycle(), CycleInvoice.objects.all()[0], Position.objects.all()[0]
    row, december = CycleInvoice.objects.filter(pk=held.pk), Cycle.objects.filter(pk=cycle.pk)
    out = {"is_in": False, "left_out_reason": "disputed"}
    said = {
        "is_in": False,
        "left_out_reason": "objected",
        "objected_at": CALLS,
        "objected_by": ring.finance[0],
    }
    (third,) = {each.pk for each in ring.councils} - {held.payer_id, held.payee_id}

    def without_one() -> None:
        gone(place)
        Position.objects.update(net=F("net"))

    def each_place_twice() -> None:
        Position.objects.bulk_create([like(each) for each in Position.objects.all()])

    def out_and_in() -> None:
        row.update(**out)
        row.update(is_in=True, left_out_reason="")

    def called_after(deed: Deed) -> Deed:
        """Payments called for positions made before that."""
        return lambda: (deed(), december.update(**reached("called")))

    all_refused([
        ("invoice_in_one_live_cycle", lambda: again(held, cycle=earlier())),
        ("cycle_has_invoice_once", lambda: again(held, **out)),
        ("cycle_invoice_between_two", lambda: again(held, **out, cycle=earlier(), payer=held.payee)),
        ("cycle_invoice_of_something", lambda: again(held, **out, cycle=earlier(), pence=0)),
        ("cycle_invoice_in_or_left_out", lambda: row.update(left_out_reason="disputed")),
        ("cycle_invoice_objection", lambda: row.update(**said, objected_for=held.payer)),
        ("cycle_invoice_objection", lambda: row.update(**said, objection="No.", objected_for=third)),
        ("cycle_invoice_objection", lambda: row.update(**out, objection="No.")),
        ("cycle_invoice_sides", lambda: row.update(payer=F("payee"), payee=F("payer"))),
        ("cycle_invoice_stays", lambda: row.update(pence=1)),
        ("cycle_invoice_stays_out", out_and_in),
        ("cycle_invoices_are_kept", lambda: gone(held)),
        ("position_ties_to_invoices", lambda: Position.objects.update(gross_in=1, gross_out=1, net=0)),
        ("position_ties_to_invoices", called_after(lambda: row.update(**out))),
        ("position_ties_to_invoices", called_after(lambda: gone(place))),
        ("positions_sum_to_nought", without_one),
        ("position_net_of_gross", lambda: Position.objects.update(net=-F("net"))),
        ("position_once", each_place_twice),
        ("cycle_status_reached", lambda: december.update(called_at=CALLS, called_by=ring.finance[0])),
        ("cycle_called_whole", lambda: december.update(**reached("called"))),
        ("cycle_stays", lambda: december.update(opened_at=F("opened_at") - DAY)),
        ("cycle_closes_after_its_month", lambda: earlier(close_on=cycle.month.replace(month=11))),
        ("cycle_time_to_object", lambda: earlier(object_by=cycle.close_on)),
        ("cycle_call_after_objections", lambda: earlier(call_on=cycle.object_by)),
        ("cycle_time_to_pay", lambda: earlier(pay_by=cycle.call_on)),
        ("cycle_time_to_arrive", lambda: earlier(value_on=cycle.pay_by)),
        ("cycle_of_a_month", lambda: earlier(month=cycle.month + DAY)),
        ("settlement_cycle_month_key", lambda: again(cycle)),
        ("cycles_are_kept", lambda: gone(earlier())),
    ])  # fmt: skip


def reached(status: str, **more: object) -> dict[str, object]:
    """What a steward's act writes of a cycle that comes so far."""
    return {"status": status, f"{status}_at": CALLS, f"{status}_by": make_steward()} | more


def called() -> tuple[Ring, Cycle]:
    return invoiced_ring(), called_cycle()


def test_positions_stay_once_called_and_what_is_over_stays() -> None:
    _ring, cycle = called()
    december, over = (
        Cycle.objects.filter(pk=cycle.pk),
        reached("unwound", unwound_reason="The bank was closed"),
    )

    def reopened() -> None:
        december.update(**over)
        december.update(unwound_reason="Another")

    all_refused([
        ("position_frozen_once_called", lambda: Position.objects.update(net=F("net"))),
        ("position_frozen_once_called", lambda: Position.objects.all().delete()),
        ("cycle_unwound_with_a_reason", lambda: december.update(**over | {"unwound_reason": ""})),
        ("cycle_unwound_with_a_reason", lambda: december.update(unwound_reason="The bank was closed")),
        ("cycle_over", reopened),
        ("cycle_invoice_sides", lambda: CycleInvoice.objects.update(payer=F("payee"), payee=F("payer"))),
    ])  # fmt: skip


def test_an_invoice_in_a_called_cycle_is_neither_paid_credited_nor_disputed_besides() -> None:
    ring, _cycle = called()
    invoice, line = ring.invoices[0], InvoiceLine.objects.get(invoice=ring.invoices[0])
    payment = InvoicePayment(
        invoice=invoice, pence=1, paid_on=CALLS.date(), said_at=CALLS, said_by=ring.finance[0]
    )
    facts = {
        "kind": "credit_note",
        "corrects": invoice,
        "number": 2,
        "reference": "X-000002",
        "note": "Not so",
    }

    def credited() -> None:
        note = again(invoice, **facts)
        again(line, invoice=note, charge=None, corrects=line)

    all_refused([
        ("invoice_in_called_cycle", lambda: Invoice.objects.filter(pk=invoice.pk).update(status="disputed")),
        ("credit_in_called_cycle", credited),
        ("invoice_paid_in_called_cycle", lambda: again(payment)),
    ])  # fmt: skip
    again(payment, route="clearing")


def test_a_council_is_kept_out_until_it_is_let_in_with_a_reason() -> None:
    ring, cycle = called()
    kept = KeptOut.objects.create(
        council=ring.councils[0], cycle=cycle, kept_out_at=CALLS, kept_out_by=make_steward()
    )
    rows = KeptOut.objects.all()
    let_in = {"let_in_at": CALLS, "let_in_by": kept.kept_out_by, "let_in_reason": "It paid"}
    all_refused([
        ("kept_out_let_in_with_a_reason", lambda: rows.update(**let_in | {"let_in_reason": ""})),
        ("kept_out_stays", lambda: rows.update(council=ring.councils[1])),
        ("kept_out_is_kept", lambda: gone(kept)),
    ])  # fmt: skip
    rows.update(**let_in)
    refused("kept_out_let_in_once", lambda: rows.update(let_in_reason="Another"))
