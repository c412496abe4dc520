"""The money of a council that ends is its successors': invoices, the ledger, the clearing, hours still to be paid."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.invoices.operations import carry_invoices, fall_away
from commonpool.invoices.queries import within_one_council
from commonpool.ledger.operations import post
from commonpool.ledger.rules import carried_lines
from commonpool.payroll.operations import carry_pay
from commonpool.settlement.operations import carry_clearing, carry_line_cap
from commonpool.successions.models import Handover
from commonpool.successions.queries import MoneyHeirs
from commonpool.successions.rules import Plan

TRANSFER = "succession"
"""What the ledger knows the entry of a handover by: one for each council that ends."""


def carry_money(plan: Plan, handover: Handover, heirs: MoneyHeirs, actor: Actor, at: datetime) -> None:
    """Part of carrying out, within its change: each penny that is still to be paid stands in its successors' books.

    Old books and new stay in balance, by one entry over the account `transfer`. What an invoice says stays.
    """
    was, on = handover.predecessor_id, plan.on
    whose: dict[str, Any] = {"actor": actor, "organisation_id": was, "on": on, "at": at}
    carry_invoices(heirs=heirs.invoices, **whose)
    lines = carried_lines(was, list(heirs.balances), heirs.balances)
    if lines:
        post(actor=actor, source_kind=TRANSFER, source_id=handover.pk, on=on, lines=lines, at=at)
    for invoice_id in within_one_council({pk for pk, _side in heirs.invoices} - heirs.called):
        fall_away(actor=actor, invoice_id=invoice_id, on=on, at=at)
    carry_clearing(payments=heirs.payments, **whose)
    carry_pay(heirs=heirs.pay, **whose)
    for now in plan.after(was):
        carry_line_cap(actor=actor, organisation_id=now, predecessor_ids=plan.before(now), at=at)
