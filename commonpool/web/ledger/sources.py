"""What an entry is about, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.ledger.models import Entry

SOURCE_WORDS: dict[str, str | Promise] = {
    "invoice": _("Invoice issued"),
    "credit_note": _("Credit note issued"),
    "payment": _("Payment"),
    "settlement": _("Settled in clearing"),
    "unwinding": _("Clearing unwound"),
}
"""By an entry's kind of source."""


def said_of(entry: Entry) -> str:
    """What the entry is about: “Invoice issued”; a kind without words of its own says its name."""
    return str(SOURCE_WORDS.get(entry.source_kind) or entry.source_kind.replace("_", " ").capitalize())
