"""Rules of EN 16931 and of Peppol that an e-invoice is judged by before it is handed out: those, and no others.

Judged on the XML itself, so that what a finance system will read is what was checked. These are the rules of
arithmetic, of what is not subject to VAT, and of what Peppol cannot do without; the whole official rule set is larger.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.invoices.rules.en16931 import not_subject, peppol, sums
from commonpool.invoices.rules.en16931.reading import NotAnAmount, Tree, parsed

__all__ = ["RULES", "Failure", "failures_of", "parsed"]


@dataclass(frozen=True)
class Failure:
    """A rule that an e-invoice does not keep, by its official name, and what the rule asks."""

    rule: str
    message: Any


def failures_of(root: Tree) -> list[Failure]:
    """The rules of `RULES` that this e-invoice does not keep, in their order; empty if it keeps them all."""
    return [Failure(rule, message) for rule, (keeps, message) in RULES.items() if not _kept(keeps, root)]


def _kept(keeps: Callable[[Tree], bool], root: Tree) -> bool:
    try:
        return keeps(root)
    except NotAnAmount:
        return False


NO_NUMBER = _("What is not subject to VAT must not name a VAT number of either council.")
NO_RATE = _("What is not subject to VAT must not state a rate of VAT.")
NO_OTHER = _("Nothing that is subject to VAT may stand beside what is not.")
LINES, ALLOWANCES, CHARGES = not_subject.LINE_CATEGORIES, not_subject.ALLOWANCES, not_subject.CHARGES

RULES: dict[str, tuple[Callable[[Tree], bool], Any]] = {
    "BR-CO-10": (sums.line_sum, _("The sum of the lines must be the total of the lines.")),
    "BR-CO-11": (sums.allowance_sum, _("The sum of the allowances must be their total.")),
    "BR-CO-12": (sums.charge_sum, _("The sum of the charges on the whole must be their total.")),
    "BR-CO-13": (sums.without_vat, _("The total before VAT must be lines less allowances plus charges.")),
    "BR-CO-14": (sums.vat_sum, _("The VAT must be the sum of its parts.")),
    "BR-CO-15": (sums.with_vat, _("The total with VAT must be the total before VAT plus the VAT.")),
    "BR-CO-16": (sums.payable, _("What is to be paid must be the total with VAT less what is paid already.")),
    "BR-CO-17": (sums.vat_at_rate, _("VAT must be its rate on what it is charged on, to the nearest penny.")),
    "BR-O-01": (not_subject.one_breakdown, _("What is not subject to VAT needs one total of its own.")),
    "BR-O-02": (not_subject.no_vat_number_with(LINES), NO_NUMBER),
    "BR-O-03": (not_subject.no_vat_number_with(ALLOWANCES), NO_NUMBER),
    "BR-O-04": (not_subject.no_vat_number_with(CHARGES), NO_NUMBER),
    "BR-O-05": (not_subject.no_rate_on(LINES), NO_RATE),
    "BR-O-06": (not_subject.no_rate_on(ALLOWANCES), NO_RATE),
    "BR-O-07": (not_subject.no_rate_on(CHARGES), NO_RATE),
    "BR-O-08": (not_subject.taxable_without, _("What is not subject to VAT must be the sum of its lines.")),
    "BR-O-09": (not_subject.no_vat_charged, _("The VAT on what is not subject to VAT must be nought.")),
    "BR-O-10": (not_subject.reason_given, _("The reason why there is no VAT must be given.")),
    "BR-O-11": (not_subject.alone, NO_OTHER),
    "BR-O-12": (not_subject.no_other(LINES), NO_OTHER),
    "BR-O-13": (not_subject.no_other(ALLOWANCES), NO_OTHER),
    "BR-O-14": (not_subject.no_other(CHARGES), NO_OTHER),
    "PEPPOL-EN16931-R002": (peppol.one_note, _("No more than one note.")),
    "PEPPOL-EN16931-R003": (
        peppol.buyer_reference,
        _("A purchase order number or another reference of the buyer is needed."),
    ),
    "PEPPOL-EN16931-R004": (peppol.specification, _("It must name the specification it is written to.")),
    "PEPPOL-EN16931-R008": (peppol.nothing_empty, _("No element may be empty.")),
    "PEPPOL-EN16931-R010": (
        peppol.electronic_address("AccountingCustomerParty"),
        _("The electronic address of the buyer is needed."),
    ),
    "PEPPOL-EN16931-R020": (
        peppol.electronic_address("AccountingSupplierParty"),
        _("The electronic address of the seller is needed."),
    ),
    "PEPPOL-EN16931-R120": (
        sums.line_price,
        _("A line must come to its quantity at its price, to two pence."),
    ),
}
"""Official name: whether an e-invoice keeps it, and what it asks."""
