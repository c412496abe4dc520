"""Questions about charges, invoices and credit notes."""

from commonpool.invoices.queries.charges import (
    Lost,
    Totals,
    charged_of,
    charges_for,
    charges_of,
    lost_weeks,
    open_charges_of,
    owed_by,
    owed_to,
    totals_of,
)
from commonpool.invoices.queries.due import months_due
from commonpool.invoices.queries.preview import Planned, mode_on, preview

__all__ = [
    "Lost",
    "Planned",
    "Totals",
    "charged_of",
    "charges_for",
    "charges_of",
    "lost_weeks",
    "mode_on",
    "months_due",
    "open_charges_of",
    "owed_by",
    "owed_to",
    "preview",
    "totals_of",
]
