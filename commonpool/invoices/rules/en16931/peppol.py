"""What Peppol BIS Billing 3.0 cannot do without: of its rules those that its senders most often break."""

from collections.abc import Callable

from commonpool.invoices.rules.en16931.reading import Tree, every, text
from commonpool.invoices.rules.ubl import CUSTOMIZATION


def one_note(root: Tree) -> bool:
    return len(every(root, "cbc:Note")) <= 1


def buyer_reference(root: Tree) -> bool:
    return bool(text(root, "cbc:BuyerReference") or text(root, "cac:OrderReference/cbc:ID"))


def specification(root: Tree) -> bool:
    return text(root, "cbc:CustomizationID").startswith(CUSTOMIZATION)


def nothing_empty(root: Tree) -> bool:
    return not every(root, "//*[not(*) and not(normalize-space())]")


def electronic_address(party: str) -> Callable[[Tree], bool]:
    path = f"cac:{party}/cac:Party/cbc:EndpointID"
    return lambda root: any(each.get("schemeID") and (each.text or "").strip() for each in every(root, path))
