"""What a host council does not accept of an invoice: one line, with its reason."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.invoices.models.line import InvoiceLine
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal

UPHELD, WITHDRAWN = OUTCOMES = ("upheld", "withdrawn")


class Dispute(models.Model):
    """A line is disputed, until home credits it (`upheld`) or the host takes it back (`withdrawn`)."""

    line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="disputes")
    reason = models.CharField(max_length=600)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, blank=True, default="")

    PERSONAL: ClassVar = {
        "reason": Personal("Why the line is not accepted", "So that home can answer", RECORD),
        "raised_by": Personal("Who disputed it", "So that it can be answered for", LOG),
        "settled_by": Personal("Who settled it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="dispute_with_a_reason"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(settled_at__isnull=True), name="dispute_one_open"
            ),
            one_of("outcome", ["", *OUTCOMES], "dispute_outcome"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="dispute_settled_with_outcome",
            ),
            paired("raised", "dispute", required=True),
            paired("settled", "dispute"),
            ordered("raised_at", "settled_at", "dispute_order"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="dispute_stays", fields=["line", "reason", "raised_at", "raised_by"]),
            pgtrigger.Protect(
                name="dispute_settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
            pgtrigger.Protect(name="disputes_are_kept", operation=pgtrigger.Delete),
        ]
