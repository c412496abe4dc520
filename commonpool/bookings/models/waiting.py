"""Small things beside a booking: peer help counted by the month, and the line behind a held week."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.availability.models import Listing
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class PeerHelpMonth(models.Model):
    """Minutes of peer help by one officer for one host council in one month: at most 120."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    minutes = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar = {"person": Personal("Who helps", "To keep help small", "One year")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "host", "month"], name="peer_help_month_once"),
            models.CheckConstraint(condition=Q(minutes__lte=120), name="peer_help_two_hours_a_month"),
        ]


class Waiting(models.Model):
    """Somebody stands next in line for a held week: a mail in order when it frees, not a hold."""

    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "officer": Personal("Whose week", "To tell when it frees", "One year"),
        "asked_by": Personal("Who waits", "To tell them", "One year"),
        "told_by": Personal("Who told them", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "monday", "asked_by"],
                condition=Q(told_at__isnull=True),
                name="waiting_once",
            ),
            paired("asked", "waiting", required=True),
            paired("told", "waiting", rule=True),
        ]
