"""Which invoices are in a cycle, and why others of that month are not."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.invoices.models import Invoice
from commonpool.invoices.models import Payment as InvoicePayment
from commonpool.invoices.models.payment import BANK
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Organisation
from commonpool.settlement.models.cycle import Cycle
from commonpool.settlement.rules.leaving_out import OBJECTED, REASONS

# The invoice's row is locked by its own change, and by the call: whichever comes second sees the first.
NOT_WHILE_CALLED = """
    IF NEW.corrects_id IS NOT NULL THEN
        PERFORM FROM invoices_invoice WHERE id = NEW.corrects_id FOR SHARE;
    END IF;
    IF EXISTS (
        SELECT FROM settlement_cycleinvoice held JOIN settlement_cycle cycle ON cycle.id = held.cycle_id
         WHERE held.is_in AND cycle.status = 'called' AND held.invoice_id IN (NEW.id, NEW.corrects_id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_in_called_cycle',
            MESSAGE = 'invoice_in_called_cycle: this invoice is being paid in a clearing cycle';
    END IF;
    RETURN NEW;
"""
# Who pays a part of an invoice leaves its status as it was. Its row is locked by then.
NOT_PAID_BESIDES = """
    IF EXISTS (
        SELECT FROM settlement_cycleinvoice held JOIN settlement_cycle cycle ON cycle.id = held.cycle_id
         WHERE held.is_in AND cycle.status = 'called' AND held.invoice_id = NEW.invoice_id
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_in_called_cycle',
            MESSAGE = 'invoice_in_called_cycle: this invoice is being paid in a clearing cycle';
    END IF;
    RETURN NEW;
"""


# A council that ends before the call is in the cycle no more: who took over its side of the invoice is.
SIDES_UNTIL_CALLED = """
    IF (SELECT status FROM settlement_cycle WHERE id = NEW.cycle_id) NOT IN ('closed', 'advised')
       OR NOT EXISTS (
        SELECT FROM invoices_invoice WHERE id = NEW.invoice_id
           AND NEW.payer_id = CASE WHEN kind = 'invoice' THEN coalesce(host_heir_id, host_id)
                                   ELSE coalesce(home_heir_id, home_id) END
           AND NEW.payee_id = CASE WHEN kind = 'invoice' THEN coalesce(home_heir_id, home_id)
                                   ELSE coalesce(host_heir_id, host_id) END
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_invoice_sides',
            MESSAGE = 'cycle_invoice_sides: an invoice is between the councils that have its sides, until the call';
    END IF;
    RETURN NEW;
"""


class CycleInvoice(models.Model):
    """An invoice as a cycle has it: who pays whom how many pence, VAT included; a credit note goes the other way.

    `is_in`: it counts in the positions; else `left_out_reason` says why not, or its cycle was unwound. `objected_*`:
    whoever took it out, for which of its two councils, and why.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="invoices", db_index=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="cycles", db_index=False)
    # Its invoice's own two councils: the invoice has their keys, and so has each position, which ties to these rows.
    payer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    payee = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    pence = models.PositiveBigIntegerField()
    is_in = models.BooleanField()
    left_out_reason = models.CharField(max_length=20, blank=True, default="")
    objected_at = models.DateTimeField(null=True, blank=True)
    objected_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    objected_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    objection = models.CharField(max_length=600, blank=True, default="")

    PERSONAL: ClassVar = {
        "objected_by": Personal("Who objected", "So that it can be answered for", LOG),
        "objection": Personal("Why it was taken out", "May name a person", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(is_in=True), name="invoice_in_one_live_cycle"
            ),
            models.UniqueConstraint(fields=["cycle", "invoice"], name="cycle_has_invoice_once"),
            models.CheckConstraint(condition=~Q(payer=F("payee")), name="cycle_invoice_between_two"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="cycle_invoice_of_something"),
            one_of("left_out_reason", ["", *REASONS], "cycle_invoice_reason"),
            models.CheckConstraint(
                condition=Q(is_in=False) | Q(left_out_reason=""), name="cycle_invoice_in_or_left_out"
            ),
            models.CheckConstraint(
                condition=Q(left_out_reason=OBJECTED, objected_at__isnull=False, objected_for__isnull=False)
                & ~Q(objection="")
                & (Q(objected_for=F("payer")) | Q(objected_for=F("payee")))
                | ~Q(left_out_reason=OBJECTED)
                & Q(objected_at__isnull=True, objected_for__isnull=True, objection=""),
                name="cycle_invoice_objection",
            ),
            paired("objected", "cycle_invoice"),
        ]
        indexes = [
            models.Index(fields=["cycle", "payer"], name="cycle_invoice_payer"),
            models.Index(fields=["cycle", "payee"], name="cycle_invoice_payee"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="cycle_invoice_stays", fields=["cycle", "invoice", "pence"]),
            pgtrigger.Trigger(
                name="cycle_invoice_sides",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__payer_id__df=pgtrigger.F("old__payer_id"))
                | pgtrigger.Q(new__payee_id__df=pgtrigger.F("old__payee_id")),
                func=SIDES_UNTIL_CALLED,
            ),
            pgtrigger.Protect(name="cycle_invoices_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="cycle_invoice_stays_out",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_in=False),
            ),
        ]


class ClearedInvoice(Invoice):
    """An invoice, as the clearing holds it: while its cycle is called, nobody pays, credits or disputes it besides."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="invoice_in_called_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status__df=pgtrigger.F("old__status")),
                func=NOT_WHILE_CALLED,
            ),
            pgtrigger.Trigger(
                name="credit_in_called_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__corrects_id__isnull=False),
                func=NOT_WHILE_CALLED,
            ),
        ]


class PaymentBesides(InvoicePayment):
    """A payment of an invoice into the bank, as the clearing holds it: none while its cycle is called."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="invoice_paid_in_called_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__route=BANK),
                func=NOT_PAID_BESIDES,
            ),
        ]
