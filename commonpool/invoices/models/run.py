"""What a council's invoices are made by: the run of a month, the counter of their numbers, its ledger codes."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, NOTHING, Personal
from commonpool.organisations.models import Organisation


class Numbering(models.Model):
    """The last number that a council's invoices and credit notes have. Who issues one locks this row."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar = NOTHING

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="numbering_never_goes_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__last__lt=pgtrigger.F("old__last"))
                | pgtrigger.Q(new__organisation_id__df=pgtrigger.F("old__organisation_id")),
            ),
            pgtrigger.Protect(name="numbering_is_kept", operation=pgtrigger.Delete),
        ]


class InvoiceRun(models.Model):
    """A council's invoices of one month are being made: begun by a person, gone on with until none is left.

    `planned`: how many invoices there were to make when it began.
    """

    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoice_runs")
    month = models.DateField()
    planned = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    UNPAIRED: ClassVar = {"ended_at": "always by the rule that goes on with it"}
    PERSONAL: ClassVar = {"begun_by": Personal("Who began it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="invoice_run_of_a_month"),
            models.UniqueConstraint(
                fields=["home"], condition=Q(ended_at__isnull=True), name="invoice_run_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by_rule="")
                | Q(ended_at__isnull=False) & ~Q(ended_by_rule=""),
                name="invoice_run_ended_by_rule",
            ),
            paired("begun", "invoice_run", required=True),
            ordered("begun_at", "ended_at", "invoice_run_order"),
        ]
        indexes = [models.Index(fields=["home", "-begun_at"], name="invoice_run_home")]


class AccountCodes(models.Model):
    """Under which codes a council's own ledger keeps what the journal says, by our name of the account."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "codes": Personal("Codes of a ledger", "May name a person", EMPLOYMENT),
        "set_by": Personal("Who set them", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [paired("set", "account_codes", required=True)]
