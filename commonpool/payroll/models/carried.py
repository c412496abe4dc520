"""Who pays hours that a council had agreed and not paid when it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.timesheets.models import Timesheet


class CarriedPay(models.Model):
    """What is still to be paid of these hours is paid by the council that took over; never changed.

    The booking is over and goes on naming the council of its day.
    """

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="carried_pay")
    was = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    carried_at = models.DateTimeField()
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"carried_by": Personal("Who carried it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["timesheet", "was"], name="pay_carried_once"),
            models.CheckConstraint(condition=~Q(was=F("now")), name="pay_carried_to_another"),
            paired("carried", "carried_pay", rule=True, required=True),
        ]
        triggers = append_only("carried_pay_stays", "carried_pay_never_emptied", "these are")
