"""Invoices are paid in the monthly clearing: many at once, each gross, in a few statements."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.invoices.models import Invoice
from commonpool.invoices.models.payment import CLEARING
from commonpool.invoices.operations.posting import PAID, paid_lines
from commonpool.kernel.refusals import Conflict
from commonpool.ledger.operations import post_all
from commonpool.ledger.rules import PostedEntry

AT_ONCE = 5_000

STORE = """
    INSERT INTO invoices_payment
           (invoice_id, route, pence, paid_on, reference, said_at, said_by_id, said_by_rule, withdrawn_by_rule)
    SELECT invoice, 'clearing', pence, %(on)s, %(reference)s, %(at)s, %(by)s, %(rule)s, ''
      FROM unnest(%(invoices)s::bigint[], %(pence)s::bigint[]) AS owed (invoice, pence)
    RETURNING id, invoice_id
"""
PAY = """
    UPDATE invoices_invoice invoice
       SET status = 'paid', paid_on = %(on)s, paid_at = %(at)s, paid_by_id = %(by)s, paid_by_rule = %(rule)s
     WHERE id = ANY(%(invoices)s) AND status IN ('issued', 'disputed')
    RETURNING id, kind, home_id, host_id, reference
"""


def pay_in_clearing(
    *, actor: Actor, owed: Sequence[tuple[int, int]], on: date, reference: str, at: datetime
) -> None:
    """Each of these invoices (id, pence still owed) is paid on that day through the clearing account of both councils.

    A credit note goes the other way. Part of the change of a cycle, which has judged who may. Refuses `conflict` where
    one is not owed any more.
    """
    with change():
        for start in range(0, len(owed), AT_ONCE):
            _pay(owed[start : start + AT_ONCE], actor, on, reference, at)


def _pay(owed: Sequence[tuple[int, int]], actor: Actor, on: date, reference: str, at: datetime) -> None:
    pence = dict(owed)
    values: dict[str, Any] = {
        "invoices": list(pence),
        "pence": list(pence.values()),
        "on": on,
        "reference": reference,
        "at": at,
        "by": actor.person_id,
        "rule": actor.standing_rule,
    }
    with connection.cursor() as cursor:
        cursor.execute(PAY, values)
        invoices = {
            row[0]: Invoice(pk=row[0], kind=row[1], home_id=row[2], host_id=row[3], reference=row[4])
            for row in cursor.fetchall()
        }
        if len(invoices) != len(pence):
            raise Conflict
        cursor.execute(STORE, values)
        stored = cursor.fetchall()
    entries = [
        PostedEntry(PAID, payment_id, on, paid_lines(invoices[invoice_id], pence[invoice_id], CLEARING))
        for payment_id, invoice_id in stored
    ]
    post_all(actor=actor, entries=entries, at=at)
