"""Every question to the ledger. A balance on a page is one of these."""

from commonpool.ledger.queries.balances import balance, balances_by_document, balances_held, open_balances
from commonpool.ledger.queries.counterparties import Services, Standing, services_1970, who_owes_whom
from commonpool.ledger.queries.entries import account_lines, entries_of, entry_of, lines_of
from commonpool.ledger.queries.trial import AccountBalance, trial_balance

__all__ = [
    "AccountBalance",
    "Services",
    "Standing",
    "account_lines",
    "balance",
    "balances_by_document",
    "balances_held",
    "entries_of",
    "entry_of",
    "lines_of",
    "open_balances",
    "services_1970",
    "trial_balance",
    "who_owes_whom",
]
