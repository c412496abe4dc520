"""Charges, and the invoices and credit notes that hold them."""

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel

from commonpool.invoices.models import Charge, Invoice
from commonpool.invoices.rules import Bank, Document, Party
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date


class ChargeShape(BaseModel):
    """One priced line, in pence before VAT, with its source: an agreed week, a late cancellation, a late host."""

    reference: str
    source: str
    booking: str
    week: str
    home: str
    host: str
    minutes: int
    hourly_pence: int
    net_pence: int
    made_on: str


class Charges(BaseModel):
    count: int
    results: list[ChargeShape]
    next: str | None


class InvoiceRow(BaseModel):
    """An invoice or credit note in a list. `side`: `in` is to be paid, `out` is asked of another council.

    All pence are positive: of a credit note they are what is taken back.
    """

    number: str
    own_number: str
    kind: str
    status: str
    side: str
    month: str
    home: str
    host: str
    issued_on: str
    due_on: str
    net_pence: int
    vat_pence: int
    gross_pence: int


class Invoices(BaseModel):
    count: int
    results: list[InvoiceRow]
    next: str | None


class BankShape(BaseModel):
    account_name: str
    sort_code: str
    account_number: str


class PartyShape(BaseModel):
    code: str
    name: str
    address: list[str]
    postcode: str
    country: str
    vat_number: str


class VatShape(BaseModel):
    """`category` as EN 16931 writes it: `S` at a rate, `O` not subject to VAT, for which `reason` says why."""

    category: str
    percent: str
    reason: str


class InvoiceLineShape(BaseModel):
    number: int
    description: str
    minutes: int
    hourly_pence: int
    net_pence: int
    worked_from: str | None
    worked_to: str | None


class InvoiceShape(InvoiceRow):
    """All that it says. `bank`: only for finance and auditors of either council, and on an invoice."""

    tax_point_on: str
    currency: str
    purchase_order: str
    corrects: str
    supplier: PartyShape
    customer: PartyShape
    bank: BankShape | None
    vat: VatShape
    lines: list[InvoiceLineShape]
    notes: list[str]


def charge_shape(charge: Charge) -> dict[str, Any]:
    return {
        "reference": charge.reference,
        "source": charge.source,
        "booking": charge.booking.reference,
        "week": weeks.written(charge.booked_week.monday),
        "home": charge.home.code,
        "host": charge.host.code,
        "minutes": charge.minutes,
        "hourly_pence": charge.hourly_pence,
        "net_pence": charge.net_pence,
        "made_on": london_date(charge.made_at).isoformat(),
    }


def row_shape(invoice: Invoice, places: Collection[int]) -> dict[str, Any]:
    """A row for who sees the money of these councils."""
    return {
        "number": invoice.reference,
        "own_number": invoice.own_number,
        "kind": invoice.kind,
        "status": invoice.status,
        "side": "out" if {invoice.home_id, invoice.now_home_id} & set(places) else "in",
        "month": f"{invoice.month:%Y-%m}",
        "home": invoice.home.code,
        "host": invoice.host.code,
        "issued_on": f"{invoice.issued_on}",
        "due_on": f"{invoice.due_on}",
        "net_pence": invoice.net_pence,
        "vat_pence": invoice.vat_pence,
        "gross_pence": invoice.gross_pence,
    }


def document_shape(document: Document, *, whole: bool) -> dict[str, Any]:
    """What the document says beyond its row."""
    return {
        "tax_point_on": document.tax_point_on.isoformat(),
        "currency": document.currency,
        "purchase_order": document.purchase_order,
        "corrects": document.corrects,
        "supplier": _party(document.supplier),
        "customer": _party(document.customer),
        "bank": _bank(document.supplier.bank) if whole and not document.is_credit else None,
        "vat": {
            "category": document.vat.category,
            "percent": str(document.vat.percent),
            "reason": document.vat.reason,
        },
        "lines": [
            {
                "number": line.number,
                "description": line.description,
                "minutes": line.minutes,
                "hourly_pence": line.hourly_pence,
                "net_pence": line.net_pence,
                "worked_from": line.worked_from and line.worked_from.isoformat(),
                "worked_to": line.worked_to and line.worked_to.isoformat(),
            }
            for line in document.lines
        ],
        "notes": list(document.notes),
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "code": party.code,
        "name": party.name,
        "address": list(party.address),
        "postcode": party.postcode,
        "country": party.country,
        "vat_number": party.vat_number,
    }


def _bank(bank: Bank | None) -> dict[str, str] | None:
    if bank is None:
        return None
    return {
        "account_name": bank.account_name,
        "sort_code": bank.sort_code,
        "account_number": bank.account_number,
    }
