"""Questions about charges, invoices and credit notes."""

from commonpool.invoices.queries.charges import (
    Lost,
    Totals,
    charged_of,
    charges_for,
    charges_of,
    charges_seen,
    lost_weeks,
    open_charges_of,
    owed_by,
    owed_to,
    totals_of,
)
from commonpool.invoices.queries.documents import (
    SIDES,
    document_of,
    invoices_seen,
    is_made_elsewhere,
    seen_invoice,
    sees_account,
)
from commonpool.invoices.queries.due import months_due
from commonpool.invoices.queries.e_invoice import NoEInvoice, e_invoice_of
from commonpool.invoices.queries.preview import Planned, mode_on, preview
from commonpool.invoices.queries.suppliers import SupplierPack, supplier_pack, suppliers_of

__all__ = [
    "SIDES",
    "Lost",
    "NoEInvoice",
    "Planned",
    "SupplierPack",
    "Totals",
    "charged_of",
    "charges_for",
    "charges_of",
    "charges_seen",
    "document_of",
    "e_invoice_of",
    "invoices_seen",
    "is_made_elsewhere",
    "lost_weeks",
    "mode_on",
    "months_due",
    "open_charges_of",
    "owed_by",
    "owed_to",
    "preview",
    "seen_invoice",
    "sees_account",
    "supplier_pack",
    "suppliers_of",
    "totals_of",
]
