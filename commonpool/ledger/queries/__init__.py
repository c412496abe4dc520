"""Every question to the ledger. A balance on a page is one of these."""

from commonpool.ledger.queries.balances import balance, balances_by_document, open_balances

__all__ = ["balance", "balances_by_document", "open_balances"]
