"""What a council says about what it publishes: figures of others that its own are compared with."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.publication.rules.avoided import KINDS, LEAST_DAY_MINUTES, MOST_DAY_MINUTES


class ComparisonRate(models.Model):
    """A published day rate, pence before VAT for a day of so many minutes, that a council compares with from a day.

    What was said last of a day holds.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="comparison_rates")
    kind = models.CharField(max_length=12)
    day_pence = models.PositiveIntegerField()
    day_minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    published_on = models.DateField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "source": Personal("Where the rate was published", "May name a person", LOG),
        "set_by": Personal("Who chose it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("kind", KINDS, "comparison_rate_kind"),
            models.CheckConstraint(
                condition=Q(day_pence__gt=0, day_minutes__range=(LEAST_DAY_MINUTES, MOST_DAY_MINUTES))
                & ~Q(source=""),
                name="comparison_rate_of_a_day",
            ),
            paired("set", "comparison_rate", required=True),
        ]
        triggers = append_only("comparison_rate_stays", "comparison_rates_never_emptied", "these rates are")
