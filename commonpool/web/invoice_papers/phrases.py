"""An invoice in words: all that its page and its PDF say."""

from typing import Any

from django.utils.translation import gettext as _

from commonpool.agreements.rules import account_shown
from commonpool.invoices.rules import NOT_SUBJECT, Bank, Document, DocumentLine, Party
from commonpool.kernel import words
from commonpool.kernel.money import pounds


def read(document: Document, *, whole: bool) -> dict[str, Any]:
    """What its page says beside what it prints as it stands. `whole`: who reads it may know the account."""
    bank = document.supplier.bank
    return {
        "document": document,
        "title": title_of(document),
        "supplier": lines_of(document.supplier),
        "customer": lines_of(document.customer),
        "head": [_("Line"), _("What for"), _("Worked"), _("Time"), _("An hour"), _("Before VAT")],
        "rows": [_row(line) for line in document.lines],
        "vat_label": _vat(document),
        "taxed": document.vat.category != NOT_SUBJECT,
        "account": _account(bank, whole=whole) if bank and not document.is_credit else None,
    }


def title_of(document: Document) -> str:
    """ "Invoice ASH-000123"."""
    facts = {"reference": document.reference}
    if document.is_credit:
        return _("Credit note %(reference)s") % facts
    return _("Invoice %(reference)s") % facts


def lines_of(party: Party) -> list[str]:
    """Name and address of a council, a line each."""
    return [line for line in (party.name, *party.address, party.postcode) if line]


def _account(bank: Bank, *, whole: bool) -> dict[str, str]:
    sort_code, number = account_shown(bank.sort_code, bank.account_number, whole=whole)
    return {"name": bank.account_name, "sort_code": sort_code, "number": number}


def _row(line: DocumentLine) -> tuple[str, ...]:
    return (
        str(line.number),
        line.description,
        _worked(line),
        words.hours(line.minutes),
        pounds(line.hourly_pence),
        pounds(line.net_pence),
    )


def _worked(line: DocumentLine) -> str:
    first, last = line.worked_from or line.worked_to, line.worked_to or line.worked_from
    if first is None or last is None:
        return ""
    if first == last:
        return words.day(first)
    begun = words.day_and_month(first) if first.year == last.year else words.day(first)
    return _("%(first)s to %(last)s") % {"first": begun, "last": words.day(last)}


def _vat(document: Document) -> str:
    if document.vat.category == NOT_SUBJECT:
        return _("VAT: none")
    return _("VAT at %(percent)s%%") % {"percent": document.vat.percent}
