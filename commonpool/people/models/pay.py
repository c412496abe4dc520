"""What an officer is paid, as their council's HR records it: nobody else's business."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.people.models.at_work import Employment


class AnnualPay(models.Model):
    """What a full year of full weeks pays in an employment, from a day: pence. Only the home council knows it.

    `point`: the pay point, where there is one. `above_ceiling`: it is above the point to which overtime is paid.
    """

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="annual_pay")
    point = models.CharField(max_length=20, blank=True, default="")
    annual_pence = models.PositiveIntegerField()
    above_ceiling = models.BooleanField(default=False)
    starts_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "point": Personal("Pay point", "To say what lent hours pay", EMPLOYMENT),
        "annual_pence": Personal("Pay for a full year", "To say what lent hours pay", EMPLOYMENT),
        "above_ceiling": Personal("Whether above the ceiling", "To say what lent hours pay", EMPLOYMENT),
        "recorded_by": Personal("Who recorded it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(annual_pence__range=(500_000, 50_000_000)), name="annual_pay_within_reason"
            ),
            paired("recorded", "annual_pay", required=True),
        ]
        triggers = append_only("annual_pay_stays", "annual_pay_never_emptied", "annual pay is")
