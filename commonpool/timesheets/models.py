"""Hours worked: what the officer says of a booked week, and what the host answers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models import BookedWeek, Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.timesheets.lifecycle import TIMESHEET


class Timesheet(models.Model):
    """The hours of a booked week: pre-filled, submitted by the officer, agreed or queried by the host.

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
    minutes = models.PositiveIntegerField(default=0)
    answer_by = models.DateTimeField(null=True, blank=True)

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed; empty where silence agrees nothing"}
    PERSONAL: ClassVar = {
        "opened_by": Personal("Who opened it", "So that it can be answered for", LOG),
        "submitted_by": Personal("The officer", "They say what they worked", RECORD),
        "agreed_by": Personal("Who agreed the hours", "So that it can be answered for", RECORD),
        "queried_by": Personal("Who asked", "So that it can be answered for", RECORD),
        "dropped_by": Personal("Who released the week", "So that it can be answered for", LOG),
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
                condition=~Q(status="agreed") | Q(agreed_at__isnull=False, submitted_at__isnull=False),
                name="timesheet_agreed_after_submitted",
            ),
            paired("opened", "timesheet", rule=True, required=True),
            paired("submitted", "timesheet"),
            paired("agreed", "timesheet", rule=True),
            paired("queried", "timesheet"),
            paired("dropped", "timesheet", rule=True),
            ordered("submitted_at", "agreed_at", "timesheet_order"),
        ]


class WorkedDay(models.Model):
    """Minutes worked on a day, for a booked week; a day may lie in another week than booked."""

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="days")
    date = models.DateField()
    minutes = models.PositiveIntegerField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "date": Personal("When they worked", "To pay them", RECORD),
        "minutes": Personal("How long they worked", "To pay them", RECORD),
        "starts": Personal("When they began", "Rest and night rules", RECORD),
        "ends": Personal("When they ended", "Rest and night rules", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["timesheet", "date"], name="worked_day_once"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="worked_day_minutes"),
        ]
