"""Entries of the ledger, posted by its operation."""

from datetime import date, datetime
from itertools import count

from commonpool.access import Actor
from commonpool.ledger import operations
from commonpool.ledger.models import Entry
from commonpool.ledger.rules import PostedLine
from commonpool.organisations.models import Organisation
from tests.factories.people import NOW

POSTER = Actor.rule("clock")
ISSUED = date(2026, 12, 1)
SOURCES = count(1_000_001)
"""Of invoices that are in the ledger alone: those that are issued never come as far."""


def lines_of_invoice(
    home_id: int, host_id: int, net: int, vat: int, *, document: str = "", income: str = "income"
) -> list[PostedLine]:
    """What the issue of an invoice posts: as much owed to home as by host."""
    amounts = [
        (home_id, "receivable", net + vat, host_id),
        (home_id, income, -net, host_id),
        (home_id, "output_vat", -vat, host_id),
        (host_id, "expense", net, home_id),
        (host_id, "input_vat", vat, home_id),
        (host_id, "payable", -net - vat, home_id),
    ]
    return [
        PostedLine(place, account, pence, other, document)
        for place, account, pence, other in amounts
        if pence
    ]


def posted_invoice(
    home: Organisation,
    host: Organisation,
    net: int = 7662,
    vat: int = 1532,
    *,
    on: date = ISSUED,
    document: str = "TEST-000001",
    income: str = "income",
    at: datetime = NOW,
) -> Entry:
    """Home has invoiced host: £76.62 and VAT of £15.32, unless told otherwise."""
    lines = lines_of_invoice(home.pk, host.pk, net, vat, document=document, income=income)
    return operations.post(
        actor=POSTER, source_kind="invoice", source_id=next(SOURCES), on=on, lines=lines, at=at
    )


def posted_payment(
    home: Organisation,
    host: Organisation,
    pence: int = 9194,
    *,
    on: date = ISSUED,
    document: str = "TEST-000001",
    at: datetime = NOW,
) -> Entry:
    """Host has paid home directly."""
    lines = [
        PostedLine(host.pk, "payable", pence, home.pk, document),
        PostedLine(host.pk, "bank", -pence, home.pk, document),
        PostedLine(home.pk, "bank", pence, host.pk, document),
        PostedLine(home.pk, "receivable", -pence, host.pk, document),
    ]
    return operations.post(
        actor=POSTER, source_kind="payment", source_id=next(SOURCES), on=on, lines=lines, at=at
    )
