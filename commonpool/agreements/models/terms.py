"""What an hour costs, and by which power councils lend."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Nation, Organisation


class BandPrice(models.Model):
    """What an hour of a grade band costs a host, in pence before VAT, from a date."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prices")
    band = models.CharField(max_length=40)
    hourly_pence = models.PositiveIntegerField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set the price", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "band", "starts_on"], name="price_once_a_day"),
            models.CheckConstraint(condition=Q(hourly_pence__range=(1, 100_000)), name="price_within_reason"),
            paired("set", "price", required=True),
        ]


class LegalPower(models.Model):
    """By what power one nation's councils lend to another's, as read: another reading is another version."""

    home_nation = models.CharField(max_length=16, choices=Nation.choices)
    host_nation = models.CharField(max_length=16, choices=Nation.choices)
    version = models.PositiveSmallIntegerField()
    power = models.CharField(max_length=120)
    deemed = models.BooleanField()
    text = models.CharField(max_length=600)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=1)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home_nation", "host_nation", "version"], name="power_by_nations")
        ]
        triggers = [pgtrigger.Protect(name="power_stays", operation=pgtrigger.Update | pgtrigger.Delete)]
