"""What agreed hours are to the council's payroll: how their time was found, and the officer's word on them."""

from typing import ClassVar

from django.db import models

from commonpool.availability.rules import TIME_BASES
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.timesheets.models import Timesheet


class TimeFound(models.Model):
    """How the time of agreed hours is found, as the permission said when they were agreed; never changed.

    A permission given later decides about later hours: what is paid is not given back as time as well.
    """

    timesheet = models.OneToOneField(Timesheet, on_delete=models.PROTECT, related_name="time_found")
    time_basis = models.CharField(max_length=12)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "noted_by": Personal("Whose yes agreed the hours", "So that it can be answered for", LOG)
    }

    class Meta:
        constraints = [
            one_of("time_basis", TIME_BASES, "time_found_basis"),
            paired("noted", "time_found", rule=True, required=True),
        ]
        triggers = append_only("time_found_stays", "time_found_never_emptied", "these are")


class OwnTime(models.Model):
    """The officer states that hours of a timesheet, as they stood, were outside contracted hours, or made up.

    Hours sent again after it need it again.
    """

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="own_time")
    minutes = models.PositiveIntegerField()
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"stated_by": Personal("The officer", "They are paid on their word", LOG)}

    class Meta:
        constraints = [paired("stated", "own_time", required=True)]
        triggers = append_only("own_time_stays", "own_time_never_emptied", "statements are")
