"""A customer credit transfer initiation, ISO 20022 `pain.001.001.09`: what a payer's bank reads (INV-11).

The platform writes instructions and holds no money (NET-04). Amounts are written from whole pence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree

from commonpool.kernel.money import decimal

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SORT_CODES = "GBDSC"
"""The external clearing system code of United Kingdom sort codes."""
MOST_NAME, MOST_REMITTANCE = 140, 140


@dataclass(frozen=True, slots=True)
class Account:
    """A council's name and its account: six digits of sort code, eight of number."""

    name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One payment to order: its settlement reference, pence above nought, the payee, and what it is for."""

    reference: str
    pence: int
    payee: Account
    remittance: str


@dataclass(frozen=True, slots=True)
class Order:
    """A payer's payments of one cycle, all on one day from one account."""

    message: str
    made_at: datetime
    pay_on: date
    payer: Account
    instructions: Sequence[Instruction]


def pain_001(order: Order) -> bytes:
    """The document, valid by the schema, in UTF-8. The end-to-end identification is the settlement reference."""
    root = ElementTree.Element("Document", {"xmlns": NAMESPACE})
    initiation = ElementTree.SubElement(root, "CstmrCdtTrfInitn")
    count, total = (
        str(len(order.instructions)),
        decimal(sum(each.pence for each in order.instructions)),
    )
    header = ElementTree.SubElement(initiation, "GrpHdr")
    _say(header, "MsgId", order.message)
    _say(header, "CreDtTm", order.made_at.replace(microsecond=0).isoformat())
    _say(header, "NbOfTxs", count)
    _say(header, "CtrlSum", total)
    _say(header, "InitgPty/Nm", order.payer.name[:MOST_NAME])
    batch = ElementTree.SubElement(initiation, "PmtInf")
    _say(batch, "PmtInfId", order.message)
    _say(batch, "PmtMtd", "TRF")
    _say(batch, "NbOfTxs", count)
    _say(batch, "CtrlSum", total)
    _say(batch, "ReqdExctnDt/Dt", order.pay_on.isoformat())
    _say(batch, "Dbtr/Nm", order.payer.name[:MOST_NAME])
    _account(batch, "Dbtr", order.payer, agent_first=False)
    _say(batch, "ChrgBr", "SHAR")
    for each in order.instructions:
        _transfer(ElementTree.SubElement(batch, "CdtTrfTxInf"), each)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _transfer(parent: ElementTree.Element, each: Instruction) -> None:
    names = ElementTree.SubElement(parent, "PmtId")
    _say(names, "InstrId", each.reference)
    _say(names, "EndToEndId", each.reference)
    amount = ElementTree.SubElement(ElementTree.SubElement(parent, "Amt"), "InstdAmt", {"Ccy": "GBP"})
    amount.text = decimal(each.pence)
    _account(parent, "Cdtr", each.payee, agent_first=True)
    _say(parent, "RmtInf/Ustrd", each.remittance[:MOST_REMITTANCE])


def _account(parent: ElementTree.Element, side: str, account: Account, *, agent_first: bool) -> None:
    """The account and its bank in the order the schema wants: a payee's bank first, a payer's account first."""
    if agent_first:
        _bank(parent, side, account)
        _say(parent, f"{side}/Nm", account.name[:MOST_NAME])
    _say(parent, f"{side}Acct/Id/Othr/Id", account.account_number)
    if not agent_first:
        _bank(parent, side, account)


def _bank(parent: ElementTree.Element, side: str, account: Account) -> None:
    member = ElementTree.SubElement(
        ElementTree.SubElement(ElementTree.SubElement(parent, f"{side}Agt"), "FinInstnId"), "ClrSysMmbId"
    )
    _say(member, "ClrSysId/Cd", SORT_CODES)
    _say(member, "MmbId", account.sort_code)


def _say(parent: ElementTree.Element, path: str, text: str) -> None:
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
