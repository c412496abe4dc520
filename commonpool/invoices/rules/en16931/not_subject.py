"""That an e-invoice for what is not subject to VAT says so, and only so: BR-O-01 to BR-O-14 of EN 16931 (INV-08)."""

from collections.abc import Callable
from decimal import Decimal

from commonpool.invoices.rules.document import NOT_SUBJECT
from commonpool.invoices.rules.en16931.reading import (
    LINES,
    SUBTOTALS,
    Tree,
    adjustments,
    amount,
    categories,
    every,
    sum_of,
    text,
)

LINE_CATEGORY = "cac:Item/cac:ClassifiedTaxCategory"
LINE_CATEGORIES = f"({LINES})/{LINE_CATEGORY}"
VAT_CATEGORIES = f"{SUBTOTALS}/cac:TaxCategory"
ALLOWANCES, CHARGES = (
    f"cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator) = '{each}']/cac:TaxCategory"
    for each in ("false", "true")
)
PARTIES = ("AccountingSupplierParty", "AccountingCustomerParty")


def _used(root: Tree) -> list[str]:
    return [each for path in (LINE_CATEGORIES, ALLOWANCES, CHARGES) for each in categories(root, path)]


def _says_no_vat(root: Tree) -> bool:
    return NOT_SUBJECT in categories(root, VAT_CATEGORIES)


def one_breakdown(root: Tree) -> bool:
    return NOT_SUBJECT not in _used(root) or categories(root, VAT_CATEGORIES).count(NOT_SUBJECT) == 1


def no_vat_number_with(path: str) -> Callable[[Tree], bool]:
    """A document with a line, allowance or charge not subject to VAT names no VAT number of either council."""

    def keeps(root: Tree) -> bool:
        if NOT_SUBJECT not in categories(root, path):
            return True
        return not _vat_numbers(root)

    return keeps


def _vat_numbers(root: Tree) -> list[Tree]:
    named = "cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID) = 'VAT']/cbc:CompanyID"
    return [
        *(each for party in PARTIES for each in every(root, f"cac:{party}/cac:Party/{named}")),
        *every(root, f"cac:TaxRepresentativeParty/{named}"),
    ]


def no_rate_on(path: str) -> Callable[[Tree], bool]:
    return lambda root: (
        not any(
            text(each, "cbc:ID") == NOT_SUBJECT and every(each, "cbc:Percent") for each in every(root, path)
        )
    )


def taxable_without(root: Tree) -> bool:
    for part in every(root, SUBTOTALS):
        if text(part, "cac:TaxCategory/cbc:ID") == NOT_SUBJECT:
            lines = [
                each for each in every(root, LINES) if text(each, f"{LINE_CATEGORY}/cbc:ID") == NOT_SUBJECT
            ]
            worth = sum_of(each for line in lines for each in every(line, "cbc:LineExtensionAmount"))
            worth += _of_category(root, charge=True) - _of_category(root, charge=False)
            if amount(part, "cbc:TaxableAmount") != worth:
                return False
    return True


def _of_category(root: Tree, *, charge: bool) -> Decimal:
    found = adjustments(root, charge=charge)
    return sum_of(
        each
        for part in found
        if text(part, "cac:TaxCategory/cbc:ID") == NOT_SUBJECT
        for each in every(part, "cbc:Amount")
    )


def no_vat_charged(root: Tree) -> bool:
    return all(
        amount(part, "cbc:TaxAmount") == 0
        for part in every(root, SUBTOTALS)
        if text(part, "cac:TaxCategory/cbc:ID") == NOT_SUBJECT
    )


def reason_given(root: Tree) -> bool:
    return all(
        text(each, "cbc:TaxExemptionReason") or text(each, "cbc:TaxExemptionReasonCode")
        for each in every(root, VAT_CATEGORIES)
        if text(each, "cbc:ID") == NOT_SUBJECT
    )


def alone(root: Tree) -> bool:
    return not _says_no_vat(root) or len(every(root, SUBTOTALS)) == 1


def no_other(path: str) -> Callable[[Tree], bool]:
    return lambda root: not _says_no_vat(root) or set(categories(root, path)) <= {NOT_SUBJECT}
