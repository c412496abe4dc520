"""Hours worked: what the officer says of a booked week, and what the host answers."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models import BookedWeek, Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.timesheets.lifecycle import TIMESHEET

AGREED = ("agreed", "locked")
"""The statuses in which the host has agreed the hours, and nothing of them changes any more."""

# Of agreed hours one thing can still happen: that they are locked. Their days are kept by the day's own trigger.
AGREED_STAYS = """
    IF OLD.agreed_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'agreed' AND NEW.status = 'locked' THEN
        was := to_jsonb(OLD) - '{status,locked_at,locked_by_id,locked_by_rule}'::text[];
        becomes := to_jsonb(NEW) - '{status,locked_at,locked_by_id,locked_by_rule}'::text[];
        IF was = becomes THEN
            RETURN NEW;
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_agreed_stays',
        MESSAGE = 'timesheet_agreed_stays: hours that are agreed are never changed';
"""


class Timesheet(models.Model):
    """The hours of a booked week: pre-filled, submitted by the officer, agreed or queried by the host, then locked.

    `minutes` is what the officer last sent. Until they send, the days are as booked and are not kept.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="timesheets")
    booked_week = models.OneToOneField(BookedWeek, on_delete=models.PROTECT, related_name="timesheet")
    status = models.CharField(max_length=10, default="prefilled")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_by_rule = models.CharField(max_length=60, blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_by_rule = models.CharField(max_length=60, blank=True, default="")
    queried_at = models.DateTimeField(null=True, blank=True)
    queried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=600, blank=True, default="")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_by_rule = models.CharField(max_length=60, blank=True, default="")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locked_by_rule = models.CharField(max_length=60, blank=True, default="")
    minutes = models.PositiveIntegerField(default=0)
    answer_by = models.DateTimeField(null=True, blank=True)

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed; empty where silence agrees nothing"}
    PERSONAL: ClassVar = {
        "opened_by": Personal("Who opened it", "So that it can be answered for", LOG),
        "submitted_by": Personal("The officer", "They say what they worked", RECORD),
        "agreed_by": Personal("Who agreed the hours", "So that it can be answered for", RECORD),
        "queried_by": Personal("Who asked", "So that it can be answered for", RECORD),
        "dropped_by": Personal("Who released the week", "So that it can be answered for", LOG),
        "locked_by": Personal("Whose act locked it", "So that it can be answered for", LOG),
        "question": Personal("What the host asks", "So that the officer can answer", RECORD),
    }

    class Meta:
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(status="submitted"), name="timesheet_unanswered")
        ]
        constraints = [
            one_of("status", TIMESHEET.statuses, "timesheet_status"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("submitted_by")),
                name="timesheet_not_agreed_by_submitter",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=AGREED) | Q(agreed_at__isnull=False, submitted_at__isnull=False),
                name="timesheet_agreed_after_submitted",
            ),
            paired("opened", "timesheet", rule=True, required=True),
            paired("submitted", "timesheet"),
            paired("agreed", "timesheet", rule=True),
            paired("queried", "timesheet"),
            paired("dropped", "timesheet", rule=True),
            paired("locked", "timesheet", rule=True),
            models.CheckConstraint(
                condition=Q(status="locked", locked_at__isnull=False)
                | ~Q(status="locked") & Q(locked_at__isnull=True),
                name="timesheet_locked_as_it_says",
            ),
            ordered("submitted_at", "agreed_at", "timesheet_order"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_hours_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("was", "jsonb"), ("becomes", "jsonb")],
                func=AGREED_STAYS,
            )
        ]
