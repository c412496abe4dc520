"""Invoices and credit notes as values, as they are drawn."""

from dataclasses import replace
from datetime import date
from typing import Any

from commonpool.invoices.rules import (
    CREDIT_NOTE,
    INVOICE,
    NOT_SUBJECT,
    STANDARD_RATE,
    Bank,
    Document,
    DocumentLine,
    Party,
    Vat,
)

ISSUED_ON, DUE_ON = date(2026, 12, 1), date(2026, 12, 31)
HOME = Party(
    "ASH",
    "Ashby Borough Council",
    ("Finance", "Civic Centre", "Market Street", "Ashby"),
    "AB1 2CD",
    vat_number="123456782",
    electronic="invoices@ashby.example",
    bank=Bank("Ashby Borough Council", "203040", "12345678"),
)
HOST = Party(
    "BRO",
    "Brookvale District Council",
    ("Town Hall", "Brookvale"),
    "BV1 1AA",
    vat_number="987654374",
    electronic="payables@brookvale.example",
)
AT_20 = Vat(STANDARD_RATE, 20)
OUTSIDE = Vat(NOT_SUBJECT, 0, "Outside the scope of VAT: special legal regime")
TWO_HOURS = DocumentLine(
    1, "Planning advice, B-7K3M-9QXT", 120, 3831, 7662, date(2026, 11, 9), date(2026, 11, 13)
)


def document(*lines: DocumentLine, kind: str = INVOICE, vat: Vat = AT_20, **facts: Any) -> Document:
    """What these lines make, its sums added up here; two hours of planning advice by default."""
    lines = lines or (TWO_HOURS,)
    net = sum(line.net_pence for line in lines)
    pence = (2 * net * vat.percent + 100) // 200
    made = Document(
        kind=kind,
        reference="ASH-000123",
        issued_on=ISSUED_ON,
        due_on=DUE_ON,
        tax_point_on=ISSUED_ON,
        supplier=HOME,
        customer=HOST,
        lines=lines,
        vat=vat,
        net_pence=net,
        vat_pence=pence,
        gross_pence=net + pence,
        purchase_order="PO 4711",
        corrects="ASH-000122" if kind == CREDIT_NOTE else "",
    )
    return replace(made, **facts)
