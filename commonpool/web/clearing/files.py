"""The clearing as files: lists for a spreadsheet, and what a payer takes to its bank."""

from typing import Any

from django.http import HttpResponse

from commonpool.access import Right
from commonpool.kernel import months
from commonpool.kernel.clock import now
from commonpool.kernel.money import decimal
from commonpool.settlement import queries
from commonpool.settlement.models import CycleInvoice
from commonpool.settlement.rules.pain_001 import Order, pain_001
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page
from commonpool.web.rooms.place import own_council

CYCLES = [
    "month", "status", "close_on", "object_by", "call_on", "pay_by", "value_on", "gross_in_pence",
    "gross_out_pence", "net_pence",
]  # fmt: skip
LINES = [
    "invoice", "kind", "payer", "payee", "issued_on", "net_pence", "vat_pence", "gross_pence",
    "pence_in_clearing", "counts", "why_not", "reason",
]  # fmt: skip
ORDERS = ["reference", "payee_account_name", "sort_code", "account_number", "pounds", "pay_on", "remittance"]


@page(right=Right.SEE_MONEY, methods=("GET",))
def cycles(request: Asking, slug: str) -> HttpResponse:
    """The council's months."""
    actor, council = request.actor, own_council(request.actor, slug)
    actor.require(Right.SEE_MONEY, council.pk)
    found = list(queries.cycles_known(actor))
    positions = queries.positions_by_cycle(actor, council.pk, found)
    rows = []
    for each in found:
        own = positions.get(each.pk)
        sums = [own.gross_in, own.gross_out, own.net] if own else [0, 0, 0]
        days = (each.close_on, each.object_by, each.call_on, each.pay_by, each.value_on)
        rows.append([str(each), each.status, *(day.isoformat() for day in days), *sums])
    return spreadsheet("clearing", CYCLES, rows)


@page(right=Right.SEE_MONEY, methods=("GET",))
def lines(request: Asking, slug: str, month: str) -> HttpResponse:
    """Every invoice of the council in a month or left out of it, gross with its VAT (NET-02, NET-06)."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.cycle_of(months.read(month))
    return spreadsheet(f"clearing-{month}", LINES, map(_line, queries.invoices_of(actor, council.pk, found)))


def _line(held: CycleInvoice) -> list[Any]:
    invoice = held.invoice
    return [
        invoice.reference,
        invoice.kind,
        held.payer.code,
        held.payee.code,
        invoice.issued_on.isoformat() if invoice.issued_on else "",
        invoice.net_pence,
        invoice.vat_pence,
        invoice.gross_pence,
        held.pence,
        "yes" if held.is_in else "no",
        held.left_out_reason,
        held.objection,
    ]


@page(right=Right.TAKE_PART_IN_CLEARING, methods=("GET",))
def orders(request: Asking, slug: str, month: str) -> HttpResponse:
    """What is still to be paid, with the payees' accounts, for a payment system that reads a table."""
    order = _order(request, slug, month)
    rows = [
        [
            each.reference,
            each.payee.name,
            each.payee.sort_code,
            each.payee.account_number,
            decimal(each.pence),
            order.pay_on.isoformat(),
            each.remittance,
        ]
        for each in order.instructions
    ]
    return spreadsheet(f"payments-{month}", ORDERS, rows)


@page(right=Right.TAKE_PART_IN_CLEARING, methods=("GET",))
def bank_file(request: Asking, slug: str, month: str) -> HttpResponse:
    """The same for a bank that reads ISO 20022."""
    response = HttpResponse(pain_001(_order(request, slug, month)), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="pain.001-{month}.xml"'
    return response


def _order(request: Asking, slug: str, month: str) -> Order:
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.cycle_of(months.read(month))
    return queries.order_of(actor, council.pk, found, now())
