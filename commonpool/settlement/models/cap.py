"""Up to how much a council lets one line of an invoice be netted."""

from typing import ClassVar

from django.db import models

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class LineCap(models.Model):
    """An invoice with a line above this many pence before VAT is paid by itself; no pence: no cap (NET-03).

    What was said last holds, from the next cycle that closes.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="line_caps")
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [paired("set", "line_cap", required=True)]
        triggers = append_only("line_cap_stays", "line_caps_never_emptied", "caps are")
