"""Accounts, and what may be posted to them."""

from commonpool.ledger.rules.accounts import ACCOUNTS, Account
from commonpool.ledger.rules.carrying import OPEN_ACCOUNTS, Balance, carried_lines
from commonpool.ledger.rules.posting import (
    PostedEntry,
    PostedLine,
    debits_by_organisation,
    net_by_organisation,
)
from commonpool.ledger.rules.refusals import (
    AlreadyPosted,
    EmptyEntry,
    NoSuchAccount,
    NotWholePence,
    Unbalanced,
)

__all__ = [
    "ACCOUNTS",
    "OPEN_ACCOUNTS",
    "Account",
    "AlreadyPosted",
    "Balance",
    "EmptyEntry",
    "NoSuchAccount",
    "NotWholePence",
    "PostedEntry",
    "PostedLine",
    "Unbalanced",
    "carried_lines",
    "debits_by_organisation",
    "net_by_organisation",
]
