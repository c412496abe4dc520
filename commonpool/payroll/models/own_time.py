"""The officer's statement: these hours were outside my contracted hours, or made up."""

from typing import ClassVar

from django.db import models

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.timesheets.models import Timesheet


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
