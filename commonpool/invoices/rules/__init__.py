"""What a week of work costs, and what an invoice must say: pure, over plain values."""

from commonpool.invoices.rules.charging import charge_for
from commonpool.invoices.rules.document import (
    CREDIT_NOTE,
    INVOICE,
    KINDS,
    NOT_SUBJECT,
    NUMBER,
    STANDARD_RATE,
    Bank,
    Document,
    DocumentLine,
    Lack,
    Party,
    Vat,
    missing_of,
)

__all__ = [
    "CREDIT_NOTE",
    "INVOICE",
    "KINDS",
    "NOT_SUBJECT",
    "NUMBER",
    "STANDARD_RATE",
    "Bank",
    "Document",
    "DocumentLine",
    "Lack",
    "Party",
    "Vat",
    "charge_for",
    "missing_of",
]
