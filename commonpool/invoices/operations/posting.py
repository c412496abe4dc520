"""What an invoice is in the ledger, at home and at the host."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from commonpool.invoices.models import Invoice
from commonpool.ledger.rules import PostedLine

ISSUED, CREDITED, PAID, PAID_BACK = "invoice", "credit_note", "invoice_payment", "invoice_payment_back"
INVOICE_FELL_AWAY = "invoice_fell_away"
"""The kinds of source that entries about invoices have."""


@dataclass(frozen=True)
class Sides:
    """The two councils of a document, and the reference under which what is owed stands."""

    home_id: int
    host_id: int
    document: str

    def at_home(self, account: str, pence: int) -> PostedLine:
        return PostedLine(self.home_id, account, pence, self.host_id, self.document)

    def at_host(self, account: str, pence: int) -> PostedLine:
        return PostedLine(self.host_id, account, pence, self.home_id, self.document)


class MadeInvoice(NamedTuple):
    """What posting and telling want of an invoice that was made with many others; of a draft, some of it is empty."""

    pk: int
    home_id: int
    host_id: int
    reference: str | None
    issued_on: date | None
    due_on: date | None
    net_pence: int
    vat_pence: int
    gross_pence: int
    net_1970_act_pence: int

    @property
    def is_credit_note(self) -> bool:
        return False

    @property
    def now_home_id(self) -> int:
        """Nobody has taken over what is only just made."""
        return self.home_id

    @property
    def now_host_id(self) -> int:
        return self.host_id


def lines_of(invoice: Invoice | MadeInvoice, document: str) -> list[PostedLine]:
    """What issuing it posts: home is owed the gross, has earned the net and owes the VAT; the host the other way.

    A credit note is the mirror. Income for services under the 1970 Act goes to an account of its own (Local
    Authorities (Goods and Services) Act 1970 section 2(2), PWR-10).
    """
    sides = Sides(invoice.now_home_id, invoice.now_host_id, document)
    ordinary = invoice.net_pence - invoice.net_1970_act_pence
    wanted = [
        (sides.at_home, "receivable", invoice.gross_pence),
        (sides.at_home, "income", -ordinary),
        (sides.at_home, "income_1970_act", -invoice.net_1970_act_pence),
        (sides.at_home, "output_vat", -invoice.vat_pence),
        (sides.at_host, "expense", invoice.net_pence),
        (sides.at_host, "input_vat", invoice.vat_pence),
        (sides.at_host, "payable", -invoice.gross_pence),
    ]
    sign = -1 if invoice.is_credit_note else 1
    return [put(account, sign * pence) for put, account, pence in wanted if pence]


def paid_lines(invoice: Invoice, pence: int, route: str) -> list[PostedLine]:
    """What paying so much of it posts, into the bank or into the clearing; of a credit note, paying it back."""
    sides = Sides(invoice.now_home_id, invoice.now_host_id, invoice.reference or "")
    paid = -pence if invoice.is_credit_note else pence
    return [
        sides.at_host("payable", paid),
        sides.at_host(route, -paid),
        sides.at_home(route, paid),
        sides.at_home("receivable", -paid),
    ]
