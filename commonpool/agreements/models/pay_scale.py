"""Pay points: what a full year at a point pays, and what of a worked-out price is the council's own choice."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.agreements.rules.pay_scale import MARKS
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation


class PayScale(models.Model):
    """A table of pay points from a day: the national one (no organisation), or a council's own.

    What is loaded or uploaded anew for the same day is its next version, and counts.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="pay_scales"
    )
    name = models.CharField(max_length=80)
    effective_from = models.DateField()
    version = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "name": Personal("What the council calls the table", "May name a post", EMPLOYMENT),
        "set_by": Personal("Who entered the table", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "effective_from", "version"],
                name="pay_scale_version_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(name=""), name="pay_scale_named"),
            paired("set", "pay_scale", rule=True, required=True),
        ]
        triggers = append_only("pay_scale_stays", "pay_scales_never_emptied", "pay tables are")


class PayPoint(models.Model):
    """What a full year of full weeks pays at a point, in pence. `mark`: how sure it is.

    `source`: where it is from; empty where the council itself answers for it.
    """

    scale = models.ForeignKey(PayScale, on_delete=models.PROTECT, related_name="points")
    point = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    annual_pence = models.PositiveIntegerField()
    mark = models.CharField(max_length=12)
    source = models.CharField(max_length=300, blank=True, default="")

    PERSONAL: ClassVar = {"point": Personal("What the point is called", "May name a post", EMPLOYMENT)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "point"], name="pay_point_once"),
            one_of("mark", MARKS, "pay_point_mark"),
            models.CheckConstraint(
                condition=Q(annual_pence__range=(500_000, 50_000_000)), name="pay_point_within_reason"
            ),
        ]
        triggers = append_only("pay_point_stays", "pay_points_never_emptied", "pay points are")


class LendingCosts(models.Model):
    """What a council adds to pay and on-costs when it works out a price, from a day.

    `holiday`: whether 4/52 of pay is added for the holiday that regular overtime earns (HOL-01).
    `administration_hundredths`: what arranging loans costs it, in hundredths of a per cent of the cost.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lending_costs")
    holiday = models.BooleanField()
    administration_hundredths = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(administration_hundredths__lte=5_000), name="administration_at_most_half"
            ),
            paired("set", "lending_costs", required=True),
        ]
        triggers = append_only("lending_costs_stay", "lending_costs_never_emptied", "lending costs are")
