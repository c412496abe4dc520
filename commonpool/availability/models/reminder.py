"""What the clock has told about a permission, once each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.availability.models.permission import Permission
from commonpool.availability.rules import ENDING_NOTICES, REMINDERS
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal


class Reminder(models.Model):
    """One letter more about a permission: asked and not answered, or ending soon. `days`: which step it was."""

    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=8)
    days = models.PositiveSmallIntegerField()
    approver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField()
    reminded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminded_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "approver": Personal("The manager asked", "So that each is reminded once", EMPLOYMENT),
        "told": Personal("Who was reminded", "So that the officer sees who was", EMPLOYMENT),
        "reminded_by": Personal("Who reminded", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permission", "approver", "kind", "days"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(kind="asked", days__in=REMINDERS) | Q(kind="ending", days__in=ENDING_NOTICES),
                name="reminder_step",
            ),
            paired("reminded", "reminder", rule=True, required=True),
        ]
