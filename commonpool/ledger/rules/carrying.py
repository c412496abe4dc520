"""What a council's end moves from its books to those of the councils that take over: pure arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonpool.ledger.rules.posting import PostedLine

OPEN_ACCOUNTS = ("receivable", "payable", "clearing")
"""What is still to be paid. What was earned, spent, taxed and banked stays under the old name."""
TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Balance:
    """Debits less credits, in pence, in an account of a council, with one other council and of one document."""

    organisation_id: int
    account: str
    counterparty_id: int | None
    document: str
    pence: int


def carried_lines(was_id: int, balances: Sequence[Balance], heirs: Mapping[Balance, int]) -> list[PostedLine]:
    """The lines that take each balance of a council, and each that others have with it, to its successor.

    Between old and new books it goes over `transfer`, so that each stays in balance. Others' books name the successor
    in place of the council that ended. A balance without an heir stays.
    """
    lines = []
    for each in balances:
        now = heirs.get(each)
        if now is None or not each.pence:
            continue
        if each.organisation_id == was_id:
            lines += _moved(each, was_id, now)
        else:
            lines += _renamed(each, now)
    return lines


def _moved(each: Balance, was: int, now: int) -> list[PostedLine]:
    of = (each.counterparty_id, each.document)
    return [
        PostedLine(was, each.account, -each.pence, *of),
        PostedLine(was, TRANSFER, each.pence, now, each.document),
        PostedLine(now, each.account, each.pence, *of),
        PostedLine(now, TRANSFER, -each.pence, was, each.document),
    ]


def _renamed(each: Balance, now: int) -> list[PostedLine]:
    return [
        PostedLine(each.organisation_id, each.account, -each.pence, each.counterparty_id, each.document),
        PostedLine(each.organisation_id, each.account, each.pence, now, each.document),
    ]
