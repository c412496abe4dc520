"""What a council publishes, hands out on request, and shows its auditor."""

from commonpool.publication.queries.avoided import AvoidedWeek, avoided_of, rates_of
from commonpool.publication.queries.contracts import Contract, contracts_of
from commonpool.publication.queries.disclosure import (
    DisclosedBooking,
    DisclosedPayment,
    bookings_between,
    disclosed_bookings,
    disclosed_payments,
    payments_between,
)
from commonpool.publication.queries.readers import CONTRACT, SPEND, published_over, require_reader
from commonpool.publication.queries.retention import (
    RETENTION_READERS,
    Kept,
    held,
    holds_of,
    kept_by,
    retention_table,
)
from commonpool.publication.queries.spend import SpendItem, spend_of
from commonpool.publication.queries.whole_file import WholeFile, whole_file

__all__ = [
    "CONTRACT",
    "RETENTION_READERS",
    "SPEND",
    "AvoidedWeek",
    "Contract",
    "DisclosedBooking",
    "DisclosedPayment",
    "Kept",
    "SpendItem",
    "WholeFile",
    "avoided_of",
    "bookings_between",
    "contracts_of",
    "disclosed_bookings",
    "disclosed_payments",
    "held",
    "holds_of",
    "kept_by",
    "payments_between",
    "published_over",
    "rates_of",
    "require_reader",
    "retention_table",
    "spend_of",
    "whole_file",
]
