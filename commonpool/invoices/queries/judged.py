"""The UBL of a document, and what is wrong with it. Loaded with the first e-invoice that is asked for (`e_invoice`)."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from commonpool.invoices.rules.document import Document
from commonpool.invoices.rules.en16931 import failures_of, parsed
from commonpool.invoices.rules.ubl import ROOTS, ubl_of

SCHEMAS = Path(__file__).parent.parent / "reference" / "ubl-2.1" / "maindoc"


def judged_ubl_of(document: Document) -> tuple[bytes, list[str]]:
    """The UBL, and in words what `en16931.RULES` or else the official schema find wrong with it; empty if nothing."""
    made = ubl_of(document)
    tree = parsed(made)
    return made, [f"{each.message} ({each.rule})" for each in failures_of(tree)] or schema_errors(tree)


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
