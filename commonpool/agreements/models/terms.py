"""What an hour costs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class BandPrice(models.Model):
    """What an hour of a grade band costs a host, in pence before VAT, from a date.

    `second_pence`: in an evening or on a Saturday; `third_pence`: on a Sunday or public holiday; none where the band
    is not lent then. `cost_pence`: what the hour costs the home council itself, where it has worked that out.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prices")
    band = models.CharField(max_length=40)
    hourly_pence = models.PositiveIntegerField()
    second_pence = models.PositiveIntegerField(null=True, blank=True)
    third_pence = models.PositiveIntegerField(null=True, blank=True)
    cost_pence = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set the price", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "band", "starts_on"], name="price_once_a_day"),
            models.CheckConstraint(condition=Q(hourly_pence__range=(1, 100_000)), name="price_within_reason"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}_pence__isnull": True})
                    | Q(**{f"{name}_pence__range": (1, 100_000)}),
                    name=f"price_{name}_within_reason",
                )
                for name in ("second", "third")
            ),
            models.CheckConstraint(
                condition=Q(cost_pence__isnull=True) | Q(cost_pence__range=(1, 100_000)),
                name="price_cost_within_reason",
            ),
            paired("set", "price", required=True),
        ]
