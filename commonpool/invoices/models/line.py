"""The lines of invoices and credit notes: what they say, frozen, and which charge each holds."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.invoices.models.charge import Charge
from commonpool.invoices.models.invoice import Invoice
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, RECORD, Personal

# All lines of an invoice come in one statement: what comes later no longer sums to its net. Each invoice and charge is
# looked up by itself: joined, whole tables would be read for the few rows that were added.
SUM_OF_LINES = """
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT invoice_id AS id FROM added) AS one
         WHERE (SELECT sum(net_pence) FROM invoices_invoiceline WHERE invoice_id = one.id)
               IS DISTINCT FROM (SELECT net_pence FROM invoices_invoice WHERE id = one.id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sum_of_its_lines',
            MESSAGE = 'invoice_sum_of_its_lines: the lines do not come to what their invoice says';
    END IF;
    IF EXISTS (
        SELECT FROM added WHERE charge_id IS NOT NULL
           AND (SELECT id FROM invoices_charge WHERE id = added.charge_id LIMIT 1) IS NULL
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'invoice_line_of_a_charge',
            MESSAGE = 'invoice_line_of_a_charge: a line is of a charge that is there';
    END IF;
    RETURN NULL;
"""
# Two credits of one line meet at its row, and the second is judged with the first.
CREDITED_WITHIN_LINE = """
    PERFORM FROM invoices_invoiceline WHERE id = NEW.corrects_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT FROM invoices_invoiceline was
          JOIN invoices_invoice note ON note.id = NEW.invoice_id AND note.corrects_id = was.invoice_id
         WHERE was.id = NEW.corrects_id AND was.charge_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_of_its_invoice',
            MESSAGE = 'credit_of_its_invoice: a credit note holds lines of the invoice it corrects';
    END IF;
    IF (SELECT sum(net_pence) FROM invoices_invoiceline WHERE corrects_id = NEW.corrects_id)
       > (SELECT net_pence FROM invoices_invoiceline WHERE id = NEW.corrects_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'credits_within_line',
            MESSAGE = 'credits_within_line: more would be credited than the line says';
    END IF;
    RETURN NULL;
"""
# A charge is free for another invoice only once its line is credited whole, or its draft dropped.
RELEASED_WHEN_CREDITED = """
    IF NOT EXISTS (SELECT FROM invoices_invoice WHERE id = NEW.invoice_id AND status = 'dropped')
       AND NEW.net_pence IS DISTINCT FROM
           (SELECT sum(net_pence) FROM invoices_invoiceline WHERE corrects_id = NEW.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_released_when_credited',
            MESSAGE = 'charge_released_when_credited: the line still stands';
    END IF;
    RETURN NULL;
"""
FROZEN = [
    "invoice", "charge", "corrects", "position", "description", "booking_reference", "minutes", "hourly_pence",
    "net_pence", "worked_from", "worked_to", "under_1970_act", "corrected_hours",
]  # fmt: skip


class InvoiceLine(models.Model):
    """One line, in pence before VAT: of an invoice it holds a charge, of a credit note it corrects a line.

    While it is not released, no other line holds its charge: crediting it releases the charge where home wants to
    invoice it anew. Pence of a credit note's lines are positive too: its kind says which way they go.
    `corrected_hours`: of a credit note's line, that it credits hours corrected since.
    """

    # Both are there: `invoice_sum_of_its_lines` looks, and none ever goes. Keys would look again for each line, and
    # write to a million charges that a month's invoices only read.
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    charge = models.ForeignKey(
        Charge,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invoice_lines",
        db_index=False,
        db_constraint=False,
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="credits", db_index=False
    )
    position = models.PositiveIntegerField()
    description = models.CharField(max_length=300)
    booking_reference = models.CharField(max_length=12)
    minutes = models.PositiveIntegerField()
    hourly_pence = models.PositiveIntegerField()
    net_pence = models.PositiveBigIntegerField()
    worked_from = models.DateField()
    worked_to = models.DateField()
    under_1970_act = models.BooleanField(default=False)
    corrected_hours = models.BooleanField(default=False, db_default=False)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    released_by_rule = models.CharField(max_length=60, blank=True, default="", db_default="")

    PERSONAL: ClassVar = {
        "description": Personal("What was done, for which booking", "May name a person", RECORD),
        "booking_reference": Personal("Which booking", "Leads to who worked", RECORD),
        "released_by": Personal("Who freed the charge", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position"),
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(released_at__isnull=True, charge__isnull=False),
                name="charge_on_one_live_invoice",
            ),
            models.CheckConstraint(
                condition=Q(charge__isnull=False, corrects__isnull=True)
                | Q(charge__isnull=True, corrects__isnull=False, released_at__isnull=True),
                name="invoice_line_of_charge_or_credit",
            ),
            models.CheckConstraint(
                condition=Q(corrected_hours=False) | Q(corrects__isnull=False),
                name="invoice_line_credits_corrected_hours",
            ),
            models.CheckConstraint(condition=Q(net_pence__gt=0), name="invoice_line_of_something"),
            models.CheckConstraint(condition=Q(worked_to__gte=F("worked_from")), name="invoice_line_period"),
            paired("released", "invoice_line", rule=True),
        ]
        indexes = [
            models.Index(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="invoice_line_credits"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="invoice_line_stays", fields=FROZEN),
            pgtrigger.Protect(
                name="invoice_line_released_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__released_at__isnull=False),
            ),
            pgtrigger.Protect(name="invoice_lines_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="invoice_lines_kept_whole",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'invoice lines are never emptied';",
            ),
            pgtrigger.Trigger(
                name="invoice_sum_of_its_lines",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),
                func=SUM_OF_LINES,
            ),
            pgtrigger.Trigger(
                name="credits_within_line",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__corrects_id__isnull=False),
                func=CREDITED_WITHIN_LINE,
            ),
            pgtrigger.Trigger(
                name="charge_released_when_credited",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__released_at__isnull=True, new__released_at__isnull=False),
                timing=pgtrigger.Deferred,
                func=RELEASED_WHEN_CREDITED,
            ),
        ]
