"""Payroll files: what a home council pays for a period, each worked day once. Whole minutes and pence."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.agreements.models import PayrollColumns
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.payroll.models.guards import (
    day_not_twice,
    line_mirrors_what_it_takes_back,
    lines_come_to_the_days,
)
from commonpool.payroll.models.own_time import OwnTime
from commonpool.people.models import Employment
from commonpool.timesheets.models import Timesheet


class PayrollFile(models.Model):
    """What was exported for a period (its first day), byte for byte: once, and never changed.

    `cut_off_at`: hours agreed before it could be in the file. `minutes`: the sum of its lines, those taken back being
    negative.
    """

    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payroll_files")
    period = models.DateField()
    cut_off_at = models.DateTimeField()
    columns = models.ForeignKey(PayrollColumns, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    minutes = models.IntegerField()
    exported_at = models.DateTimeField()
    exported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    UNPAIRED: ClassVar = {"cut_off_at": "a deadline, not a deed"}
    PERSONAL: ClassVar = {
        "content": Personal(
            "Who is paid for what", "To pay them, and to hand out the same again", EMPLOYMENT
        ),
        "exported_by": Personal("Who exported it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "period"], name="payroll_file_once"),
            models.CheckConstraint(condition=Q(period__day=1), name="payroll_period_is_a_month"),
            models.CheckConstraint(
                condition=Q(exported_at__gte=F("cut_off_at")), name="payroll_file_after_cut_off"
            ),
            paired("exported", "payroll_file", required=True),
        ]
        triggers = append_only("payroll_file_stays", "payroll_files_never_emptied", "payroll files are")


class FileTaken(models.Model):
    """Somebody took a file: number 1 is the first time, every later one the same bytes, marked as again."""

    file = models.ForeignKey(PayrollFile, on_delete=models.PROTECT, related_name="taken")
    number = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"taken_by": Personal("Who took the file", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="payroll_file_taken_number"),
            paired("taken", "payroll_file", required=True),
        ]
        triggers = append_only("file_taken_stays", "files_taken_never_emptied", "these are")


class PaidDay(models.Model):
    """What a file says of one worked day of a timesheet; a later file may say it anew, with the next `version`.

    `minutes` are those agreed for the day, which the versions before it no longer count. `own_time` is the officer's
    statement that they were outside contracted hours, or made up.
    """

    file = models.ForeignKey(PayrollFile, on_delete=models.PROTECT, related_name="days")
    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="paid_days")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="paid_days")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paid_days")
    date = models.DateField()
    version = models.PositiveSmallIntegerField()
    before = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="after"
    )
    minutes = models.PositiveIntegerField()
    paid_minutes = models.PositiveIntegerField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    own_time = models.ForeignKey(
        OwnTime, on_delete=models.PROTECT, null=True, blank=True, related_name="paid_days"
    )

    PERSONAL: ClassVar = {
        "person": Personal("Who worked", "So that no hour is paid twice", EMPLOYMENT),
        "date": Personal("When they worked", "To pay them", EMPLOYMENT),
        "minutes": Personal("How long they worked", "To pay them", EMPLOYMENT),
        "starts": Personal("When they began", "So that no hour is paid twice", EMPLOYMENT),
        "ends": Personal("When they ended", "So that no hour is paid twice", EMPLOYMENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["timesheet", "date", "version"], name="paid_day_once"),
            models.CheckConstraint(
                condition=Q(version=1, before__isnull=True) | Q(version__gt=1, before__isnull=False),
                name="paid_day_follows_the_one_before",
            ),
            models.CheckConstraint(
                condition=Q(minutes=0) | Q(own_time__isnull=False), name="paid_day_outside_contracted_hours"
            ),
            models.CheckConstraint(condition=Q(minutes__lte=1440), name="paid_day_minutes"),
        ]
        indexes = [models.Index(fields=["person", "date"], name="paid_day_of_person")]
        triggers = [
            *append_only("paid_day_stays", "paid_days_never_emptied", "paid days are"),
            day_not_twice(),
            lines_come_to_the_days("PaidDay"),
        ]


class PayrollLine(models.Model):
    """One line of a file: minutes of one day at one rate, or those minutes taken back (`reverses`, negative).

    What it says of the officer and the booking is copied as it stood. `pence` is empty where the council's pay for
    the post is not known here: its payroll knows it.
    """

    file = models.ForeignKey(PayrollFile, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    day = models.ForeignKey(PaidDay, on_delete=models.PROTECT, related_name="lines")
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    date = models.DateField()
    minutes = models.IntegerField()
    multiplier_hundredths = models.PositiveSmallIntegerField()
    hourly_pence = models.PositiveIntegerField(null=True, blank=True)
    pence = models.BigIntegerField(null=True, blank=True)
    payroll_number = models.CharField(max_length=30)
    officer = models.CharField(max_length=120)
    element_code = models.CharField(max_length=20, blank=True, default="")
    cost_code = models.CharField(max_length=40, blank=True, default="")
    booking = models.CharField(max_length=12)
    host = models.CharField(max_length=200)

    PERSONAL: ClassVar = {
        "date": Personal("When they worked", "To pay them", EMPLOYMENT),
        "minutes": Personal("How long they worked", "To pay them", EMPLOYMENT),
        "payroll_number": Personal("Payroll number", "To pay them", EMPLOYMENT),
        "officer": Personal("Officer's name", "To pay them", EMPLOYMENT),
        "element_code": Personal("Pay element", "Says at what rate they are paid", EMPLOYMENT),
        "cost_code": Personal("Cost code", "May name a person", EMPLOYMENT),
        "booking": Personal("Booking's reference", "So that each line can be followed", EMPLOYMENT),
        "host": Personal("Council that borrowed", "So that each line can be followed", EMPLOYMENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="payroll_line_position"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, minutes__gt=0) | Q(reverses__isnull=False, minutes__lt=0),
                name="payroll_line_taken_back_is_negative",
            ),
            models.CheckConstraint(condition=~Q(payroll_number=""), name="payroll_line_has_payroll_number"),
        ]
        triggers = [
            *append_only("payroll_line_stays", "payroll_lines_never_emptied", "payroll lines are"),
            line_mirrors_what_it_takes_back(),
            lines_come_to_the_days("PayrollLine"),
        ]
