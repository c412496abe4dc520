"""What the home council says of hours that were worked outside of what was booked."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.timesheets.lifecycle import MISSING_YES
from commonpool.timesheets.models.timesheet import Timesheet

# A yes is paid and charged upon: it stays. Whose hours they are, and how many, never changes.
YES_STAYS = """
    IF TG_OP = 'DELETE' OR OLD.status = 'given' AND to_jsonb(OLD) <> to_jsonb(NEW)
       OR (OLD.timesheet_id, OLD.officer_id, OLD.minutes, OLD.asked_at)
          IS DISTINCT FROM (NEW.timesheet_id, NEW.officer_id, NEW.minutes, NEW.asked_at) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'missing_yes_stays',
            MESSAGE = 'missing_yes_stays: what was asked, and a yes that was given, are never changed';
    END IF;
    RETURN NEW;
"""


class MissingYes(models.Model):
    """The hours of a timesheet that wait: neither paid nor charged until the home council says yes.

    `minutes`: how many wait. The host has agreed that they were worked; that never answers for the home council.
    """

    timesheet = models.OneToOneField(Timesheet, on_delete=models.PROTECT, related_name="missing_yes")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default="waiting")
    minutes = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by_rule = models.CharField(max_length=60, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "officer": Personal("Whose hours they are", "Nobody answers for themselves", RECORD),
        "asked_by": Personal("Who agreed the hours", "So that it can be answered for", LOG),
        "answered_by": Personal("Who answered at home", "So that it can be answered for", RECORD),
    }

    class Meta:
        constraints = [
            one_of("status", MISSING_YES.statuses, "missing_yes_status"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="missing_yes_minutes"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("officer")),
                name="missing_yes_not_for_oneself",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", answered_at__isnull=True)
                | ~Q(status="waiting") & Q(answered_at__isnull=False),
                name="missing_yes_answered_as_it_says",
            ),
            paired("asked", "missing_yes", rule=True, required=True),
            paired("answered", "missing_yes"),
            ordered("asked_at", "answered_at", "missing_yes_order"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_yes_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=YES_STAYS,
            )
        ]
