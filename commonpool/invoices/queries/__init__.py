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

__all__ = [
    "Lost",
    "Totals",
    "charged_of",
    "charges_for",
    "charges_of",
    "lost_weeks",
    "open_charges_of",
    "owed_by",
    "owed_to",
    "totals_of",
]
