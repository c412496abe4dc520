"""An e-invoice as a tree: what stands in it, as text and as amounts. Nothing that it names is opened or fetched."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from lxml import etree

from commonpool.invoices.rules.ubl import CAC, CBC

NAMES = {"cac": CAC, "cbc": CBC}
LINES = "cac:InvoiceLine | cac:CreditNoteLine"
SUBTOTALS = "cac:TaxTotal/cac:TaxSubtotal"
WRITTEN = re.compile(r"[+-]?[0-9]{1,15}([.][0-9]{1,8})?", re.ASCII)
Tree: TypeAlias = "etree._Element"


class NotAnAmount(Exception):
    """Text that is no number stands where an amount should."""


def parsed(xml: bytes) -> Tree:
    """The tree of an e-invoice. Raises `XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def every(node: Tree, path: str) -> list[Any]:
    """All that an XPath finds below a node."""
    found: Any = node.xpath(path, namespaces=NAMES)
    return list(found)


def text(node: Tree, path: str) -> str:
    """The words of an element below a node, with single spaces; empty where there is none."""
    return " ".join((node.findtext(path, default="", namespaces=NAMES) or "").split())


def number(words: str | None) -> Decimal:
    """An amount as a schema lets it be written. Raises `NotAnAmount`, for `NaN` and exponents too."""
    written = (words or "").strip()
    if not WRITTEN.fullmatch(written):
        raise NotAnAmount
    return Decimal(written)


def amount(node: Tree, path: str, default: str = "") -> Decimal:
    """The amount of an element below a node."""
    return number(text(node, path) or default)


def sum_of(nodes: Iterable[Tree]) -> Decimal:
    """The amounts of these elements together."""
    return sum((number(node.text) for node in nodes), Decimal(0))


def adjustments(node: Tree, *, charge: bool) -> list[Tree]:
    """The allowances, or the charges, that stand right below a node."""
    wanted = "true" if charge else "false"
    return [
        each for each in every(node, "cac:AllowanceCharge") if text(each, "cbc:ChargeIndicator") == wanted
    ]


def adjusted(node: Tree, *, charge: bool) -> Decimal:
    """What those come to."""
    return sum_of(each for part in adjustments(node, charge=charge) for each in every(part, "cbc:Amount"))


def categories(root: Tree, path: str) -> list[str]:
    """The VAT categories that an XPath finds, by their letters."""
    return [text(each, "cbc:ID") for each in every(root, path)]
