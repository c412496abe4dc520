"""A chief finance officer's report that a council's spending will exceed its resources."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.agreements.rules.section_114 import DAYS_TO_CONSIDER, last_stopped_day
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation

LATEST = timedelta(days=DAYS_TO_CONSIDER - 1)


class Section114Report(models.Model):
    """A report under section 114(3), in England and Wales: no new agreement that spends while it is live.

    `made_on`: the day it was made; `considered_on`: the day of the full council's meeting, once it was held.
    `withdrawn_at`: it was recorded by mistake and never counted.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="section_114_reports"
    )
    made_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    considered_on = models.DateField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar = {
        "recorded_by": Personal("Who recorded it", "So that it can be answered for", LOG),
        "concluded_by": Personal("Who recorded the meeting", "So that it can be answered for", LOG),
        "withdrawn_by": Personal("Who took it back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "made_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="section_114_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(considered_on__isnull=True)
                | Q(considered_on__range=(F("made_on"), F("made_on") + LATEST)),
                name="section_114_considered_in_time",
            ),
            models.CheckConstraint(
                condition=Q(considered_on__isnull=True, concluded_at__isnull=True)
                | Q(considered_on__isnull=False, concluded_at__isnull=False),
                name="section_114_meeting_recorded",
            ),
            paired("recorded", "section_114", required=True),
            paired("concluded", "section_114"),
            paired("withdrawn", "section_114"),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which the council may enter no agreement that spends, as far as is known."""
        return last_stopped_day(self.made_on, self.considered_on)
