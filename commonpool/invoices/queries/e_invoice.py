"""An e-invoice that may be handed out: drawn, then judged by the official schema and by our own rules, every time."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.documents import document_of, is_made_elsewhere
from commonpool.invoices.rules.document import Document
from commonpool.invoices.rules.en16931 import failures_of, parsed
from commonpool.invoices.rules.ubl import ROOTS, ubl_of
from commonpool.kernel.refusals import Conflict

SCHEMAS = Path(__file__).parent.parent / "reference" / "ubl-2.1" / "maindoc"


class NoEInvoice(Conflict):
    """What would be drawn is not what a finance system may be given; `rules` says by which rules (`no_e_invoice`)."""

    code = "no_e_invoice"
    message = _(
        "There is no e-invoice of this yet: {why} The page and the PDF are whole, and are the invoice."
    )


MADE_ELSEWHERE = _("{home} makes its invoices in its own system, which hands out its own e-invoice.")


def e_invoice_of(invoice: Invoice) -> bytes:
    """The e-invoice of an issued invoice or credit note. Refuses `no_e_invoice`, also where its own system made it."""
    if is_made_elsewhere(invoice):
        raise NoEInvoice(why=str(MADE_ELSEWHERE).format(home=invoice.home))
    return checked_ubl_of(document_of(invoice))


def checked_ubl_of(document: Document) -> bytes:
    """The UBL of a document, which kept the official schema and every rule of `en16931.RULES`.

    Refuses `no_e_invoice`, with what is missing in words. No other layer is claimed: the official rule sets are not
    run.
    """
    made = ubl_of(document)
    tree = parsed(made)
    failed = [f"{each.message} ({each.rule})" for each in failures_of(tree)] or schema_errors(tree)
    if failed:
        raise NoEInvoice(why=" ".join(failed))
    return made


def schema_errors(tree: Any) -> list[str]:
    """What the official UBL 2.1 schema for its kind finds wrong; empty if nothing. Opens no network."""
    root = etree.QName(tree)
    if ROOTS.get(root.localname) != root.namespace:
        return [f"{root.text} is neither an invoice nor a credit note."]
    schema = _schema(root.localname)
    schema.validate(tree)
    return [error.message for error in schema.error_log]


@cache
def _schema(name: str) -> Any:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(SCHEMAS / f"UBL-{name}-2.1.xsd", parser))
