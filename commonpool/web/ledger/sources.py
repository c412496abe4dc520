"""What an entry is about, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.invoices.operations import posting
from commonpool.ledger.models import Entry
from commonpool.settlement.operations import paying
from commonpool.successions.operations.carrying_money import TRANSFER

SOURCE_WORDS: dict[str, str | Promise] = {
    posting.ISSUED: _("Invoice issued"),
    posting.CREDITED: _("Credit note issued"),
    posting.PAID: _("Payment"),
    posting.PAID_BACK: _("A payment that did not come"),
    posting.INVOICE_FELL_AWAY: _("Owed by nobody: its two councils became one"),
    paying.PAID: _("Payment in the monthly clearing"),
    paying.RETURNED: _("Payment of an unwound clearing, paid back"),
    TRANSFER: _("A council was taken over"),
}
"""By an entry's kind of source."""


def said_of(entry: Entry) -> str:
    """What the entry is about: “Invoice issued”; a kind without words of its own says its name."""
    return str(SOURCE_WORDS.get(entry.source_kind) or entry.source_kind.replace("_", " ").capitalize())
