"""What was paid of an invoice, and how: into the bank, or in the monthly clearing."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.invoices.models.invoice import Invoice
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal

BANK, CLEARING = ROUTES = ("bank", "clearing")


class Payment(models.Model):
    """Pence paid on a day (of a credit note: paid back), as one of the two councils, or the clearing, said.

    Taken back (`withdrawn`), the invoice is owed again. The ledger has an entry for each, and one that reverses it.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    route = models.CharField(max_length=10, default=BANK)
    pence = models.PositiveBigIntegerField()
    paid_on = models.DateField()
    reference = models.CharField(max_length=40, blank=True, default="")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    said_by_rule = models.CharField(max_length=60, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "reference": Personal("Reference of the payment", "May name a person", RECORD),
        "said_by": Personal("Who said it is paid", "So that it can be answered for", LOG),
        "withdrawn_by": Personal("Who took that back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("route", ROUTES, "invoice_payment_route"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="invoice_payment_of_something"),
            paired("said", "invoice_payment", rule=True, required=True),
            paired("withdrawn", "invoice_payment", rule=True),
            ordered("said_at", "withdrawn_at", "invoice_payment_order"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="invoice_payment_stays",
                fields=[
                    "invoice", "route", "pence", "paid_on", "reference", "said_at", "said_by", "said_by_rule",
                ],
            ),
            pgtrigger.Protect(
                name="invoice_payment_withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(name="invoice_payments_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip
