"""That an e-invoice adds up: BR-CO-10 to BR-CO-17 of EN 16931, and R120 of Peppol."""

from decimal import ROUND_HALF_UP, Decimal

from commonpool.invoices.rules.en16931.reading import (
    LINES,
    SUBTOTALS,
    Tree,
    adjusted,
    amount,
    every,
    number,
    sum_of,
)

TOTALS = "cac:LegalMonetaryTotal"
TOLERANCE = Decimal("0.02")
"""What R120 allows a line to differ from its quantity at its price."""
PENNY = Decimal("0.01")


def _total(root: Tree, name: str, default: str = "") -> Decimal:
    return amount(root, f"{TOTALS}/cbc:{name}", default)


def line_sum(root: Tree) -> bool:
    lines = sum_of(every(root, f"({LINES})/cbc:LineExtensionAmount"))
    return _total(root, "LineExtensionAmount") == lines


def allowance_sum(root: Tree) -> bool:
    return _total(root, "AllowanceTotalAmount", "0") == adjusted(root, charge=False)


def charge_sum(root: Tree) -> bool:
    return _total(root, "ChargeTotalAmount", "0") == adjusted(root, charge=True)


def without_vat(root: Tree) -> bool:
    off, on = _total(root, "AllowanceTotalAmount", "0"), _total(root, "ChargeTotalAmount", "0")
    return _total(root, "TaxExclusiveAmount") == _total(root, "LineExtensionAmount") - off + on


def vat_sum(root: Tree) -> bool:
    return amount(root, "cac:TaxTotal/cbc:TaxAmount") == sum_of(every(root, f"{SUBTOTALS}/cbc:TaxAmount"))


def with_vat(root: Tree) -> bool:
    vat = amount(root, "cac:TaxTotal/cbc:TaxAmount")
    return _total(root, "TaxInclusiveAmount") == _total(root, "TaxExclusiveAmount") + vat


def payable(root: Tree) -> bool:
    paid, rounding = _total(root, "PrepaidAmount", "0"), _total(root, "PayableRoundingAmount", "0")
    return _total(root, "PayableAmount") == _total(root, "TaxInclusiveAmount") - paid + rounding


def vat_at_rate(root: Tree) -> bool:
    """To the penny; a credit note may be one off, where it takes back what others left of an invoice's VAT."""
    off = PENNY if every(root, "cac:CreditNoteLine") else Decimal(0)
    return all(abs(amount(part, "cbc:TaxAmount") - _vat_of(part)) <= off for part in every(root, SUBTOTALS))


def _vat_of(part: Tree) -> Decimal:
    taxable, percent = amount(part, "cbc:TaxableAmount"), amount(part, "cac:TaxCategory/cbc:Percent", "0")
    return (taxable * percent / 100).quantize(PENNY, ROUND_HALF_UP)


def line_price(root: Tree) -> bool:
    return all(_line_at_price(line) for line in every(root, LINES))


def _line_at_price(line: Tree) -> bool:
    quantity = number(next(iter(every(line, "(cbc:InvoicedQuantity | cbc:CreditedQuantity)/text()")), None))
    per = amount(line, "cac:Price/cbc:BaseQuantity", "1")
    if per <= 0:
        return False
    worth = quantity * amount(line, "cac:Price/cbc:PriceAmount") / per
    worth += adjusted(line, charge=True) - adjusted(line, charge=False)
    return abs(amount(line, "cbc:LineExtensionAmount") - worth) <= TOLERANCE
