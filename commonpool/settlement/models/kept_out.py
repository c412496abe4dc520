"""Councils that did not pay in a clearing: kept out of the next ones until a steward lets them in again."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Organisation
from commonpool.settlement.models.cycle import Cycle


class KeptOut(models.Model):
    """A council for whose default a cycle was unwound. Until it is let in again, with the reason, none of its invoices
    is netted.
    """

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="kept_out")
    kept_out_at = models.DateTimeField()
    kept_out_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    let_in_at = models.DateTimeField(null=True, blank=True)
    let_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    let_in_reason = models.CharField(max_length=600, blank=True, default="")

    PERSONAL: ClassVar = {
        "kept_out_by": Personal("Who unwound the cycle", "So that it can be answered for", LOG),
        "let_in_by": Personal("Who let it in again", "So that it can be answered for", LOG),
        "let_in_reason": Personal("Why it was let in again", "May name a person", RECORD),
    }

    class Meta:
        constraints = [
            paired("kept_out", "kept_out", required=True),
            paired("let_in", "kept_out"),
            models.CheckConstraint(
                condition=Q(let_in_at__isnull=True, let_in_reason="")
                | Q(let_in_at__isnull=False) & ~Q(let_in_reason=""),
                name="kept_out_let_in_with_a_reason",
            ),
            ordered("kept_out_at", "let_in_at", "kept_out_order"),
        ]
        indexes = [models.Index(fields=["council"], condition=Q(let_in_at__isnull=True), name="kept_out_now")]
        triggers = [
            pgtrigger.ReadOnly(
                name="kept_out_stays", fields=["council", "cycle", "kept_out_at", "kept_out_by"]
            ),
            pgtrigger.Protect(
                name="kept_out_let_in_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__let_in_at__isnull=False),
            ),
            pgtrigger.Protect(name="kept_out_is_kept", operation=pgtrigger.Delete),
        ]
