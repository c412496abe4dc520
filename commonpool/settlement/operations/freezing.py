"""Which invoices are in a cycle, and what the councils' positions come to: a few statements over all of them.

Facts about councils (who nets, who is stopped, who has an account, whose cap) come as arrays from their queries; the
statements judge invoices by them. The pure rules in `rules.netting` are what the tests hold the statements to.
"""

from datetime import date
from typing import Any

from django.db import connection

from commonpool.agreements.queries import banks_in_effect, netting_from, reports_live_at
from commonpool.settlement.models import Cycle, LineCap
from commonpool.settlement.queries.kept_out import kept_out

# What is still owed of an invoice: neither set off against a credit note nor paid. A credit note that stands is owed
# the other way.
OWED = """
    owed AS (
        SELECT invoice.id, invoice.status,
               CASE WHEN invoice.kind = 'invoice' THEN coalesce(invoice.host_heir_id, invoice.host_id)
                    ELSE coalesce(invoice.home_heir_id, invoice.home_id) END AS payer_id,
               CASE WHEN invoice.kind = 'invoice' THEN coalesce(invoice.home_heir_id, invoice.home_id)
                    ELSE coalesce(invoice.host_heir_id, invoice.host_id) END AS payee_id,
               invoice.gross_pence - COALESCE(credited.pence, 0) - COALESCE(paid.pence, 0) AS pence
          FROM invoices_invoice invoice
          LEFT JOIN (SELECT corrects_id, sum(gross_pence)::bigint AS pence FROM invoices_invoice
                      WHERE status = 'set_off' AND corrects_id IS NOT NULL GROUP BY corrects_id) credited
            ON credited.corrects_id = invoice.id
          LEFT JOIN (SELECT invoice_id, sum(pence)::bigint AS pence FROM invoices_payment
                      WHERE withdrawn_at IS NULL GROUP BY invoice_id) paid
            ON paid.invoice_id = invoice.id
         WHERE invoice.status IN ('issued', 'disputed') AND {which}
    ),
    caps AS (SELECT * FROM unnest(%(capped)s::bigint[], %(caps)s::bigint[]) AS cap (council, most)),
    above AS (
        SELECT owed.id FROM owed
          JOIN caps ON caps.council = owed.payer_id
          JOIN invoices_invoiceline line ON line.invoice_id = owed.id AND line.net_pence > caps.most
        UNION
        SELECT owed.id FROM owed
          JOIN caps ON caps.council = owed.payee_id
          JOIN invoices_invoiceline line ON line.invoice_id = owed.id AND line.net_pence > caps.most
    ),
    judged AS (
        SELECT owed.id, owed.payer_id, owed.payee_id, owed.pence,
               CASE WHEN owed.status = 'disputed' THEN 'disputed'
                    WHEN NOT (owed.payer_id = ANY(%(netting)s) AND owed.payee_id = ANY(%(netting)s))
                         THEN 'no_netting_clause'
                    WHEN owed.payer_id = ANY(%(kept_out)s) OR owed.payee_id = ANY(%(kept_out)s) THEN 'kept_out'
                    WHEN owed.payer_id = ANY(%(stopped)s) OR owed.payee_id = ANY(%(stopped)s) THEN 'section_114'
                    WHEN above.id IS NOT NULL THEN 'over_cap'
                    WHEN NOT (owed.payer_id = ANY(%(banked)s) AND owed.payee_id = ANY(%(banked)s))
                         THEN 'no_bank_details'
                    ELSE '' END AS reason
          FROM owed LEFT JOIN above ON above.id = owed.id
         WHERE owed.pence > 0 AND owed.payer_id <> owed.payee_id
    )
"""
NOT_HELD = (
    "invoice.issued_on <= %(close_on)s AND NOT EXISTS ("
    "SELECT FROM settlement_cycleinvoice held WHERE held.invoice_id = invoice.id AND held.is_in)"
)
HELD = "invoice.id IN (SELECT invoice_id FROM settlement_cycleinvoice WHERE cycle_id = %(cycle)s AND is_in)"
FREEZE = f"""
    WITH {OWED.format(which=NOT_HELD)}
    INSERT INTO settlement_cycleinvoice
           (cycle_id, invoice_id, payer_id, payee_id, pence, is_in, left_out_reason, objection)
    SELECT %(cycle)s, id, payer_id, payee_id, pence, reason = '', reason, '' FROM judged ORDER BY id
"""  # noqa: S608 (no value is part of the text)
JUDGE_AGAIN = f"""
    WITH {OWED.format(which=HELD)},
    verdict AS (
        SELECT held.id, CASE WHEN judged.id IS NULL OR judged.pence <> held.pence THEN 'changed'
                             ELSE judged.reason END AS reason
          FROM settlement_cycleinvoice held LEFT JOIN judged ON judged.id = held.invoice_id
         WHERE held.cycle_id = %(cycle)s AND held.is_in
    )
    UPDATE settlement_cycleinvoice held SET is_in = false, left_out_reason = verdict.reason
      FROM verdict WHERE verdict.id = held.id AND verdict.reason <> ''
"""  # noqa: S608 (no value is part of the text)
# One invoice after the other in the same order everywhere: a dispute, a credit or a payment waits, and sees the cycle.
LOCK = """
    SELECT FROM invoices_invoice WHERE id IN (
        SELECT invoice_id FROM settlement_cycleinvoice WHERE cycle_id = %(cycle)s AND is_in)
     ORDER BY id FOR NO KEY UPDATE
"""
FORGET_POSITIONS = "DELETE FROM settlement_position WHERE cycle_id = %(cycle)s"
POSITIONS = """
    INSERT INTO settlement_position (cycle_id, council_id, gross_in, gross_out, net)
    SELECT %(cycle)s, council, sum(came)::bigint, sum(went)::bigint, (sum(came) - sum(went))::bigint
      FROM (
        SELECT payee_id AS council, pence AS came, 0 AS went FROM settlement_cycleinvoice
         WHERE cycle_id = %(cycle)s AND is_in
        UNION ALL
        SELECT payer_id, 0, pence FROM settlement_cycleinvoice WHERE cycle_id = %(cycle)s AND is_in
      ) side
     GROUP BY council ORDER BY council
"""


def freeze_invoices(cycle: Cycle, on: date) -> None:
    """Every invoice issued by the closing day and still owed is in the cycle, or left out of it with its reason."""
    _run(FREEZE, cycle=cycle.pk, close_on=cycle.close_on, **_facts(cycle, on))
    make_positions(cycle)


def judge_again(cycle: Cycle, on: date) -> None:
    """What may not be in the cycle any more is left out, and the positions are made again. The invoices stay locked."""
    _run(LOCK, cycle=cycle.pk)
    _run(JUDGE_AGAIN, cycle=cycle.pk, **_facts(cycle, on))
    make_positions(cycle)


def make_positions(cycle: Cycle) -> None:
    """Each council of the cycle has one position, that of the invoices in it now."""
    _run(FORGET_POSITIONS, cycle=cycle.pk)
    _run(POSITIONS, cycle=cycle.pk)


def _facts(cycle: Cycle, on: date) -> dict[str, Any]:
    netting = netting_from(cycle.month)
    caps = _caps()
    return {
        "netting": sorted(netting),
        "stopped": [report.organisation_id for report in reports_live_at(netting, on)],
        "kept_out": kept_out(cycle),
        "banked": sorted(banks_in_effect(on)),
        "capped": list(caps),
        "caps": list(caps.values()),
    }


def _caps() -> dict[int, int]:
    newest = LineCap.objects.order_by("organisation_id", "-pk").distinct("organisation_id")
    said = newest.values_list("organisation_id", "pence")
    return {place: pence for place, pence in said if pence is not None}


def _run(statement: str, **values: Any) -> None:
    """Every statement goes over all rows once: row by row it would be slow wherever the tables' statistics are old."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL enable_nestloop = on")
