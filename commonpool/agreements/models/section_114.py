"""A chief finance officer's report that a council's spending will exceed its resources."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.rules.section_114 import latest_meeting
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class Section114Report(models.Model):
    """A report under section 114(3), in England and Wales: no new agreement that spends while it is live.

    `made_on`: the day it was made; `considered_on`: the day of the full council's meeting, once it was held;
    `ends_on`: the last day without new bookings, the first business day after that meeting.
    `withdrawn_at`: it was recorded by mistake and never counted.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="section_114_reports"
    )
    made_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    considered_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
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
                condition=Q(considered_on__isnull=True, ends_on__isnull=True)
                | Q(considered_on__gte=F("made_on"), ends_on__gt=F("considered_on")),
                name="section_114_ends_after_its_meeting",
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
        triggers = [
            pgtrigger.ReadOnly(
                name="section_114_report_stays",
                fields=["organisation", "made_on", "recorded_at", "recorded_by"],
            ),
            pgtrigger.Protect(
                name="section_114_over_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__concluded_at__isnull=False)
                | pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(name="section_114_reports_are_kept", operation=pgtrigger.Delete),
        ]

    @property
    def meet_by(self) -> date:
        """The last day on which the full council was to consider it; the prohibition goes on without a meeting."""
        return latest_meeting(self.made_on)

    def is_overdue(self, today: date) -> bool:
        """Whether the day of the meeting has passed and none is recorded."""
        return self.considered_on is None and self.withdrawn_at is None and today > self.meet_by
