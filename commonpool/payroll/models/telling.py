"""Which months HR of a council was told of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class MonthTold(models.Model):
    """HR of a council was written to of its two lists for a month, once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"told_by": Personal("Who had it told", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="month_told_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_told_first_day"),
            paired("told", "month", rule=True, required=True),
        ]
        triggers = append_only("month_told_stays", "months_told_never_emptied", "these are")
