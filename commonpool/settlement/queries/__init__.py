"""Every question about clearing cycles."""

from commonpool.settlement.queries.cycles import (
    cap_of,
    cycle_of,
    cycles_known,
    nets_in,
    positions_of,
    totals_of,
    unpaid_payers,
)
from commonpool.settlement.queries.kept_out import kept_out_for, kept_out_now
from commonpool.settlement.queries.of_council import (
    Counterparty,
    before_and_after,
    invoice_in,
    invoices_of,
    payment_of,
    payments_of,
    position_of,
    positions_by_cycle,
)
from commonpool.settlement.queries.orders import account_shown, order_of

__all__ = [
    "Counterparty",
    "account_shown",
    "before_and_after",
    "cap_of",
    "cycle_of",
    "cycles_known",
    "invoice_in",
    "invoices_of",
    "kept_out_for",
    "kept_out_now",
    "nets_in",
    "order_of",
    "payment_of",
    "payments_of",
    "position_of",
    "positions_by_cycle",
    "positions_of",
    "totals_of",
    "unpaid_payers",
]
