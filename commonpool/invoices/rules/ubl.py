"""An invoice as UBL 2.1, in the form that Peppol BIS Billing 3.0 asks for: the e-invoice that a finance system reads.

Amounts are written from whole pence, quantities from whole minutes: no number passes through a fraction of a penny.
Source: Peppol BIS Billing 3.0 and EN 16931-1:2017 (INV-05 to INV-09). Which schemes it takes: ADR 0090.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from commonpool.invoices.rules.document import NOT_SUBJECT, Bank, Document, DocumentLine, Party, Vat
from commonpool.kernel.money import decimal, half_up, price_of

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
ROOTS = {
    "Invoice": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "CreditNote": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
}
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_TYPE, CREDIT_NOTE_TYPE = "380", "381"
CREDIT_TRANSFER = "30"
HOUR = "HUR"
VAT_SCHEME, MAIL_SCHEME = "9932", "EM"
NOT_SUBJECT_CODE = "VATEX-EU-O"
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")
"""Of the United Kingdom, where it is the last line of an address."""
LANGUAGE = "en-gb"
"""Both councils get the same file, whatever language either of them reads in."""


def ubl_of(document: Document) -> bytes:
    """The e-invoice of this document. The same document gives the same bytes. Nothing is checked here."""
    with override(LANGUAGE):
        root = _root("CreditNote" if document.is_credit else "Invoice")
        _head(root, document)
        _party(root, "AccountingSupplierParty", document.supplier, document.vat)
        _party(root, "AccountingCustomerParty", document.customer, document.vat)
        _payment(root, document)
        _tax(root, document)
        _totals(root, document)
        for line in document.lines:
            _line(root, line, document)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def endpoint_of(party: Party, vat: Vat) -> tuple[str, str]:
    """Scheme and identifier of a council's electronic address; both empty where it has none.

    What it has said itself (`0088:5060012349998`) comes first; then its VAT number, unless nothing here is subject to
    VAT; then the mailbox for its invoices.
    """
    scheme, colon, identifier = party.electronic.strip().partition(":")
    if colon and len(scheme) == len(VAT_SCHEME) and scheme.isdecimal():
        return scheme, identifier.strip()
    if party.vat_number and vat.category != NOT_SUBJECT:
        return VAT_SCHEME, f"{party.country}{party.vat_number}"
    return (MAIL_SCHEME, party.electronic.strip()) if "@" in party.electronic else ("", "")


def quantity_of(minutes: int) -> str:
    """Hours as a decimal number: exact where minutes allow it, else to the nearest millionth.

    A millionth of an hour is less than a penny at any price below £10,000 an hour, so that R120 holds.
    """
    return _decimal(half_up(minutes * 1_000_000, 60), 6)


def _decimal(units: int, places: int) -> str:
    whole, rest = divmod(units, 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")


def _root(name: str) -> etree._Element:
    return etree.Element(etree.QName(ROOTS[name], name), nsmap={None: ROOTS[name], "cac": CAC, "cbc": CBC})


def _group(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, etree.QName(CAC, name))


def _put(parent: etree._Element, name: str, text: str | date, **attributes: str) -> None:
    """A basic element, unless there is nothing to say in it: no element may be empty (R008)."""
    words = _clean(str(text))
    if words:
        etree.SubElement(parent, etree.QName(CBC, name), attributes).text = words


def _clean(text: str) -> str:
    """Words with single spaces, without characters that XML cannot hold."""
    return " ".join("".join(each if _is_written(each) else " " for each in text).split())


def _is_written(character: str) -> bool:
    point = ord(character)
    return point >= 0x20 and not 0xD800 <= point <= 0xDFFF and point not in (0xFFFE, 0xFFFF)


def _amount(parent: etree._Element, name: str, pence: int, document: Document) -> None:
    _put(parent, name, decimal(pence), currencyID=document.currency)


def _head(root: etree._Element, document: Document) -> None:
    _put(root, "CustomizationID", CUSTOMIZATION)
    _put(root, "ProfileID", PROFILE)
    _put(root, "ID", document.reference)
    _put(root, "IssueDate", document.issued_on)
    note = " ".join(document.notes)
    if document.is_credit:
        _put(root, "TaxPointDate", document.tax_point_on)
        _put(root, "CreditNoteTypeCode", CREDIT_NOTE_TYPE)
        _put(root, "Note", note)
    else:
        _put(root, "DueDate", document.due_on)
        _put(root, "InvoiceTypeCode", INVOICE_TYPE)
        _put(root, "Note", note)
        _put(root, "TaxPointDate", document.tax_point_on)
    _put(root, "DocumentCurrencyCode", document.currency)
    _put(root, "BuyerReference", document.buyer_reference)
    days = [day for line in document.lines for day in (line.worked_from, line.worked_to) if day]
    if days:
        _period(root, min(days), max(days))
    if _clean(document.purchase_order):
        _put(_group(root, "OrderReference"), "ID", document.purchase_order)
    if _clean(document.corrects):
        corrected = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
        _put(corrected, "ID", document.corrects)
        _put(corrected, "IssueDate", document.corrects_issued_on or "")


def _period(parent: etree._Element, first: date | None, last: date | None) -> None:
    period = _group(parent, "InvoicePeriod")
    _put(period, "StartDate", first or "")
    _put(period, "EndDate", last or "")


def _party(root: etree._Element, role: str, party: Party, vat: Vat) -> None:
    made = _group(_group(root, role), "Party")
    scheme, identifier = endpoint_of(party, vat)
    if identifier:
        _put(made, "EndpointID", identifier, schemeID=scheme)
    _put(_group(made, "PartyName"), "Name", party.name)
    _address(_group(made, "PostalAddress"), party)
    if party.vat_number and vat.category != NOT_SUBJECT:
        tax = _group(made, "PartyTaxScheme")
        _put(tax, "CompanyID", f"{party.country}{party.vat_number}")
        _scheme(tax)
    legal = _group(made, "PartyLegalEntity")
    _put(legal, "RegistrationName", party.name)
    _put(legal, "CompanyID", party.code)


def _address(made: etree._Element, party: Party) -> None:
    lines = [line for line in map(_clean, party.address) if line]
    postcode = party.postcode or (lines.pop() if lines and POSTCODE.fullmatch(lines[-1].upper()) else "")
    town = lines.pop() if len(lines) > 1 else ""
    rest = ", ".join(lines[2:])
    for name, line in zip(("StreetName", "AdditionalStreetName"), lines[:2], strict=False):
        _put(made, name, line)
    _put(made, "CityName", town)
    _put(made, "PostalZone", postcode)
    if rest:
        _put(_group(made, "AddressLine"), "Line", rest)
    _put(_group(made, "Country"), "IdentificationCode", party.country)


def _payment(root: etree._Element, document: Document) -> None:
    if document.is_credit:
        terms = _("To be set against what is owed for invoice %(reference)s, or paid back.")
        _put(_group(root, "PaymentTerms"), "Note", terms % {"reference": document.corrects})
        return
    if document.supplier.bank:
        _account(root, document.supplier.bank, document.reference)
    terms = _("To be paid by %(day)s, quoting %(reference)s.")
    words = terms % {"day": document.due_on.isoformat(), "reference": document.reference}
    _put(_group(root, "PaymentTerms"), "Note", words)


def _account(root: etree._Element, bank: Bank, reference: str) -> None:
    means = _group(root, "PaymentMeans")
    _put(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _put(means, "PaymentID", reference)
    account = _group(means, "PayeeFinancialAccount")
    _put(account, "ID", bank.account_number)
    _put(account, "Name", bank.account_name)
    _put(_group(account, "FinancialInstitutionBranch"), "ID", bank.sort_code)


def _tax(root: etree._Element, document: Document) -> None:
    total = _group(root, "TaxTotal")
    _amount(total, "TaxAmount", document.vat_pence, document)
    part = _group(total, "TaxSubtotal")
    _amount(part, "TaxableAmount", document.net_pence, document)
    _amount(part, "TaxAmount", document.vat_pence, document)
    _category(_group(part, "TaxCategory"), document.vat, reasoned=True)


def _category(made: etree._Element, vat: Vat, *, reasoned: bool = False) -> None:
    _put(made, "ID", vat.category)
    if vat.category != NOT_SUBJECT:
        _put(made, "Percent", str(vat.percent))
    elif reasoned:
        _put(made, "TaxExemptionReasonCode", NOT_SUBJECT_CODE)
        _put(made, "TaxExemptionReason", vat.reason)
    _scheme(made)


def _scheme(parent: etree._Element) -> None:
    _put(_group(parent, "TaxScheme"), "ID", "VAT")


def _totals(root: etree._Element, document: Document) -> None:
    totals = _group(root, "LegalMonetaryTotal")
    for name, pence in _sums(document):
        _amount(totals, name, pence, document)


def _sums(document: Document) -> Iterator[tuple[str, int]]:
    yield "LineExtensionAmount", document.net_pence
    yield "TaxExclusiveAmount", document.net_pence
    yield "TaxInclusiveAmount", document.gross_pence
    yield "PayableAmount", document.gross_pence


def _line(root: etree._Element, line: DocumentLine, document: Document) -> None:
    made = _group(root, "CreditNoteLine" if document.is_credit else "InvoiceLine")
    _put(made, "ID", str(line.number))
    _put(made, "Note", _minutes(line.minutes))
    quantity = "CreditedQuantity" if document.is_credit else "InvoicedQuantity"
    _put(made, quantity, quantity_of(line.minutes), unitCode=HOUR)
    _amount(made, "LineExtensionAmount", line.net_pence, document)
    if line.worked_from or line.worked_to:
        _period(made, line.worked_from, line.worked_to)
    _difference(made, line, document)
    item = _group(made, "Item")
    _put(item, "Name", line.description)
    _category(_group(item, "ClassifiedTaxCategory"), document.vat)
    price = _group(made, "Price")
    _amount(price, "PriceAmount", line.hourly_pence, document)
    _put(price, "BaseQuantity", "1", unitCode=HOUR)


def _minutes(minutes: int) -> str:
    return _("%(minutes)s minutes") % {"minutes": minutes}


def _difference(made: etree._Element, line: DocumentLine, document: Document) -> None:
    """What a line comes to below or above its hours at their price, such as where a ceiling was kept (R120)."""
    more = line.net_pence - price_of(line.minutes, line.hourly_pence)
    if not more:
        return
    allowance = _group(made, "AllowanceCharge")
    _put(allowance, "ChargeIndicator", "true" if more > 0 else "false")
    reason = _("Added to the price of the hours") if more > 0 else _("Taken off: no more than was agreed")
    _put(allowance, "AllowanceChargeReason", reason)
    _amount(allowance, "Amount", abs(more), document)
