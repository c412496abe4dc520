"""Charges, the invoices and credit notes that hold them, and what is disputed of them."""

from commonpool.invoices.models.award import PayAward
from commonpool.invoices.models.carried import CarriedInvoice, HeldInvoice
from commonpool.invoices.models.charge import CarriedCharge, Charge
from commonpool.invoices.models.dispute import Dispute
from commonpool.invoices.models.invoice import Invoice
from commonpool.invoices.models.line import InvoiceLine
from commonpool.invoices.models.payment import Payment
from commonpool.invoices.models.run import AccountCodes, InvoiceRun, Numbering

__all__ = [
    "AccountCodes",
    "CarriedCharge",
    "CarriedInvoice",
    "Charge",
    "Dispute",
    "HeldInvoice",
    "Invoice",
    "InvoiceLine",
    "InvoiceRun",
    "Numbering",
    "PayAward",
    "Payment",
]
