"""The rows of invoices and of their lines, many at once: one statement, so that what it counts is what it writes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from commonpool.agreements.rules import PLATFORM
from commonpool.invoices.models import InvoiceRun
from commonpool.invoices.operations.posting import MadeInvoice
from commonpool.invoices.queries.due import DUE, GROUPED, Group, Standing, grouped, parameters
from commonpool.invoices.queries.parties import frozen
from commonpool.invoices.queries.preview import Planned
from commonpool.invoices.rules.totals import due_on
from commonpool.kernel.references import new_reference

GATHER = f"CREATE TEMPORARY TABLE due ON COMMIT DROP AS WITH {DUE} SELECT * FROM due"  # noqa: S608 (no value is part)
# A line is of the days worked, where hours were; of what was cancelled or lost, of the week booked.
# What is due was gathered before, so a charge that is made meanwhile is in no sum and on no line: the next run has it.
MAKE = """
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(%(wanted)s)
            AS one (host_id bigint, treatment text, reason text, asked_as text, customer jsonb)
    ),
    grouped AS (
        SELECT due.host_id, due.treatment, due.percent, sum(due.net_pence)::bigint AS net,
               coalesce(sum(due.net_pence) FILTER (WHERE due.under_1970_act), 0)::bigint AS net_1970,
               coalesce(string_agg(DISTINCT nullif(due.purchase_order, ''), ', '), '') AS orders,
               row_number() OVER (ORDER BY host.code, due.treatment) AS place
          FROM due
          JOIN wanted ON wanted.host_id = due.host_id AND wanted.treatment = due.treatment
          JOIN organisations_organisation host ON host.id = due.host_id
         GROUP BY due.host_id, host.code, due.treatment, due.percent
    ),
    made AS (
        INSERT INTO invoices_invoice (
            kind, status, home_id, host_id, month, mode, vat_treatment, vat_percent, vat_reason, asked_as, number,
            reference, own_number, issued_on, due_on, tax_point_on, net_pence, vat_pence, gross_pence,
            net_1970_act_pence, purchase_order, supplier, customer, note, run_id, made_at, made_by_id, issued_at,
            issued_by_id, issued_by_rule, paid_by_rule)
        SELECT 'invoice', %(status)s, %(home)s, grouped.host_id, %(month)s, %(mode)s, grouped.treatment,
               grouped.percent, wanted.reason, wanted.asked_as, CASE WHEN %(issue)s THEN %(after)s + place END,
               CASE WHEN %(issue)s THEN %(code)s || '-' || lpad((%(after)s + place)::text,
                    greatest(6, length((%(after)s + place)::text)), '0') END,
               '', %(issued_on)s, %(due_on)s, %(issued_on)s, net, vat, net + vat, net_1970,
               left(coalesce(nullif(orders, ''), joining.blanket_purchase_order, ''), 400),
               %(suppliers)s::jsonb -> grouped.treatment, wanted.customer, '', %(run)s, %(made_at)s, %(made_by)s,
               %(issued_at)s, %(issued_by)s, '', ''
          FROM grouped
          JOIN wanted ON wanted.host_id = grouped.host_id AND wanted.treatment = grouped.treatment
          LEFT JOIN agreements_joining joining ON joining.organisation_id = grouped.host_id
         CROSS JOIN LATERAL (SELECT (2 * net * grouped.percent + 100) / 200 AS vat) AS taxed
         ORDER BY place
        RETURNING id, host_id, vat_treatment, number, reference, issued_on, due_on, net_pence, vat_pence,
                  gross_pence, net_1970_act_pence
    ),
    written AS (
        INSERT INTO invoices_invoiceline (
            invoice_id, charge_id, position, description, booking_reference, minutes, hourly_pence, net_pence,
            worked_from, worked_to, under_1970_act, corrected_hours)
        SELECT made.id, due.id, row_number() OVER (PARTITION BY made.id ORDER BY due.monday, due.id),
               replace(coalesce(%(words)s::jsonb ->> due.source, due.source), '#', due.booking), due.booking,
               due.minutes, due.hourly_pence, due.net_pence, coalesce(worked.first, due.monday),
               coalesce(worked.last, due.monday + 6), due.under_1970_act, false
          FROM due JOIN made ON made.host_id = due.host_id AND made.vat_treatment = due.treatment
          LEFT JOIN LATERAL (
            SELECT min(part.date) AS first, max(part.date) AS last
              FROM timesheets_timesheet sheet JOIN timesheets_workedpart part ON part.timesheet_id = sheet.id
             WHERE sheet.booked_week_id = due.booked_week_id AND part.correction_id IS NULL
               AND CASE due.source WHEN 'agreed_week' THEN part.why = '' WHEN 'allowed_hours' THEN part.why <> ''
                                   WHEN 'award' THEN true ELSE false END) AS worked ON true
    )
    SELECT id, %(home)s::bigint, host_id, reference, issued_on, due_on, net_pence, vat_pence, gross_pence,
           net_1970_act_pence
      FROM made ORDER BY number
"""


@contextmanager
def gathered(home_id: int, month: date, standings: Sequence[Standing]) -> Iterator[list[Group]]:
    """The invoices to be made of a council's charges of a month; inside, a table `due` holds them as they were read."""
    with connection.cursor() as cursor:
        cursor.execute(GATHER, parameters(home_id, month, standings))
        yield grouped(GROUPED)
        cursor.execute("DROP TABLE due")


def make_invoices(
    run: InvoiceRun, ready: Sequence[Planned], *, on: date, mode: str, after: int
) -> list[MadeInvoice]:
    """These invoices are issued with the numbers after `after`, or wait as drafts for another system's.

    Made of what is `gathered` around this call.
    """
    issue = mode == PLATFORM
    values: dict[str, Any] = {
        "home": run.home_id,
        "wanted": Jsonb([_wanted(each, issue=issue) for each in ready]),
        "suppliers": Jsonb({each.group.treatment: frozen(each.supplier) for each in ready}),
        "words": Jsonb(descriptions()),
        "status": "issued" if issue else "draft",
        "issue": issue,
        "after": after,
        "code": run.home.code,
        "month": run.month,
        "mode": mode,
        "run": run.pk,
        "made_at": run.begun_at,
        "made_by": run.begun_by_id,
        "issued_on": on if issue else None,
        "due_on": due_on(on) if issue else None,
        "issued_at": run.begun_at if issue else None,
        "issued_by": run.begun_by_id if issue else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(MAKE, values)
        return [MadeInvoice(*row) for row in cursor.fetchall()]


def _wanted(each: Planned, *, issue: bool) -> dict[str, Any]:
    return {
        "host_id": each.group.host_id,
        "treatment": each.group.treatment,
        "reason": each.vat.reason[:600],
        "asked_as": None if issue else new_reference("P"),
        "customer": frozen(each.customer),
    }


def descriptions() -> dict[str, str]:
    """What a line says, by source of its charge; `#` stands for the booking."""
    return {
        "agreed_week": _("Hours of an officer as agreed, booking #"),
        "allowed_hours": _("Hours outside of what was booked, as allowed, booking #"),
        "late_cancellation": _("Hours of a week cancelled late, booking #"),
        "host_late": _("An hour lost because the host was late, booking #"),
        "correction": _("More hours, by a correction both councils agreed, booking #"),
        "award": _("Back-dated pay award for hours already charged, booking #"),
    }
