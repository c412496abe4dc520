"""An invoice or credit note as a value: everything that its page, its PDF, its e-invoice and its JSON are drawn from.

Amounts are whole pence and never negative, those of a credit note too: its kind says that it takes back. Time is whole
minutes, a rate of VAT whole per cent. What is here was copied when the document was issued, and stays as it was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.money import vat_on

INVOICE, CREDIT_NOTE = KINDS = ("invoice", "credit_note")
STANDARD_RATE, NOT_SUBJECT = VAT_CATEGORIES = ("S", "O")
"""As EN 16931 writes them: VAT at a rate; not subject to VAT, which covers both a supply outside the scope and a
supplier that is not registered."""


NUMBER = r"[A-Z0-9]{1,12}(?:-[A-Z0-9]{1,12})?-[0-9]{6,10}"
"""How the reference of an invoice is written: its council's code, and its number there."""
LAST_PENNY = 1
"""Pence that the VAT of a credit note may be off: the last one for an invoice takes back what the others left."""


@dataclass(frozen=True)
class Bank:
    """The account to be paid: six digits of sort code, eight of account number."""

    account_name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True)
class Party:
    """One of the two councils as it stood on the day of issue.

    `code`: its code in the register, which identifies it where a VAT number may not. `vat_number`: nine digits, no
    country; none where it has none. `electronic`: the mailbox that takes its invoices, or a scheme of electronic
    addresses and the identifier in it (`0088:5060012349998`).
    """

    code: str
    name: str
    address: tuple[str, ...] = ()
    postcode: str = ""
    country: str = "GB"
    vat_number: str = ""
    electronic: str = ""
    bank: Bank | None = None


@dataclass(frozen=True)
class DocumentLine:
    """One charge: the minutes worked in those days, the price of an hour in pence, and what that came to before VAT."""

    number: int
    description: str
    minutes: int
    hourly_pence: int
    net_pence: int
    worked_from: date | None = None
    worked_to: date | None = None


@dataclass(frozen=True)
class Vat:
    """How the whole document stands for VAT. `reason`: why there is none, where there is none."""

    category: str
    percent: int
    reason: str = ""


@dataclass(frozen=True)
class Document:
    """An invoice, or a credit note that takes back some or all of the lines of one (`corrects`: its reference)."""

    kind: str
    reference: str
    issued_on: date
    due_on: date
    tax_point_on: date
    supplier: Party
    customer: Party
    lines: tuple[DocumentLine, ...]
    vat: Vat
    net_pence: int
    vat_pence: int
    gross_pence: int
    purchase_order: str = ""
    buyer_reference: str = ""
    corrects: str = ""
    corrects_issued_on: date | None = None
    currency: str = "GBP"
    notes: tuple[str, ...] = ()

    @property
    def is_credit(self) -> bool:
        return self.kind == CREDIT_NOTE


@dataclass(frozen=True)
class Lack:
    """What keeps a document from being valid: a stable code, and a sentence for whoever can mend it."""

    code: str
    message: Any


def missing_of(document: Document) -> list[Lack]:
    """All that this document lacks of what a valid one must say, in the order in which it is read; empty if nothing.

    Source: Procurement Act 2023 s. 68(9) and s. 88(7) (INV-01); VAT Regulations 1995 reg. 14(1), and reg. 15C for
    credit notes (INV-01, VAT-10); EN 16931 BR-O for what is not subject to VAT (INV-08).
    """
    return [Lack(code, message) for code, (lacks, message) in CONTENT.items() if lacks(document)]


def _no_address(party: Party) -> bool:
    return not any(line.strip() for line in party.address)


def _lines_lack(each: Callable[[DocumentLine], bool]) -> Callable[[Document], bool]:
    return lambda document: any(each(line) for line in document.lines)


def _no_reason(document: Document) -> bool:
    return document.vat.category == NOT_SUBJECT and not document.vat.reason.strip()


def _wrong_rate(document: Document) -> bool:
    if document.vat.category == NOT_SUBJECT:
        return document.vat.percent != 0
    return document.vat.category != STANDARD_RATE or document.vat.percent <= 0


def _wrong_vat(document: Document) -> bool:
    if min(document.net_pence, document.vat.percent) < 0:
        return False
    off = abs(document.vat_pence - vat_on(document.net_pence, document.vat.percent))
    return off > (LAST_PENNY if document.is_credit else 0)


def _amounts(document: Document) -> Iterator[int]:
    yield from (document.net_pence, document.vat_pence, document.gross_pence)
    for line in document.lines:
        yield from (line.minutes, line.hourly_pence, line.net_pence)


CONTENT: dict[str, tuple[Callable[[Document], bool], Any]] = {
    "no_kind": (lambda it: it.kind not in KINDS, _("It is neither an invoice nor a credit note.")),
    "no_number": (lambda it: not it.reference.strip(), _("It has no number of its own.")),
    "no_supplier_name": (
        lambda it: not it.supplier.name.strip(),
        _("The name of the council that lent is missing."),
    ),
    "no_supplier_address": (
        lambda it: _no_address(it.supplier),
        _("The address of the council that lent is missing: its finance team adds it on the money page."),
    ),
    "no_vat_number": (
        lambda it: it.vat.category == STANDARD_RATE and not it.supplier.vat_number,
        _("VAT is charged, and the council that lent has given no VAT number."),
    ),
    "no_customer_name": (
        lambda it: not it.customer.name.strip(),
        _("The name of the council that borrowed is missing."),
    ),
    "no_customer_address": (
        lambda it: _no_address(it.customer),
        _("The address of the council that borrowed is missing: its finance team adds it on the money page."),
    ),
    "no_buyer_reference": (
        lambda it: not it.purchase_order.strip() and not it.buyer_reference.strip(),
        _("It has neither a purchase order number nor another reference of the council that borrowed."),
    ),
    "nothing_corrected": (
        lambda it: it.is_credit and not it.corrects.strip(),
        _("A credit note must name the invoice that it corrects."),
    ),
    "nothing_to_correct": (
        lambda it: not it.is_credit and bool(it.corrects.strip()),
        _("Only a credit note corrects an invoice."),
    ),
    "due_before_issue": (
        lambda it: it.due_on < it.issued_on,
        _("The day by which it is to be paid is before its own date."),
    ),
    "not_in_pounds": (lambda it: it.currency != "GBP", _("It must be in pounds sterling.")),
    "no_lines": (lambda it: not it.lines, _("It has no lines.")),
    "line_numbers": (
        lambda it: [line.number for line in it.lines] != list(range(1, len(it.lines) + 1)),
        _("Its lines must be numbered 1, 2, 3 and so on."),
    ),
    "no_description": (
        _lines_lack(lambda line: not line.description.strip()),
        _("A line does not say what it is for."),
    ),
    "no_extent": (
        _lines_lack(lambda line: line.minutes <= 0),
        _("A line does not say how much was worked."),
    ),
    "worked_backwards": (
        _lines_lack(
            lambda line: (
                None not in (line.worked_from, line.worked_to) and str(line.worked_to) < str(line.worked_from)
            )
        ),
        _("A line says that work ended before it began."),
    ),
    "negative_amount": (
        lambda it: any(amount < 0 for amount in _amounts(it)),
        _("An amount is below nought. What is taken back goes on a credit note."),
    ),
    "vat_rate": (_wrong_rate, _("Its rate of VAT does not go with its treatment for VAT.")),
    "no_vat_reason": (_no_reason, _("It charges no VAT and does not say why.")),
    "net_sum": (
        lambda it: it.net_pence != sum(line.net_pence for line in it.lines),
        _("Its total before VAT is not the sum of its lines."),
    ),
    "vat_sum": (_wrong_vat, _("Its VAT is not the rate on the sum of its lines, rounded once.")),
    "gross_sum": (
        lambda it: it.gross_pence != it.net_pence + it.vat_pence,
        _("Its total is not the sum before VAT and the VAT."),
    ),
}
"""Code: whether it lacks it, and the sentence."""
