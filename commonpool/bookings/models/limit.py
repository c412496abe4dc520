"""A budget holder's standing leave to a named booking manager, and what of it is used in a month."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.bookings.lifecycle import SPENDING_LIMIT
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, NOTHING, RECORD, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Organisation


def limit_reference() -> str:
    return new_reference("L")


class SpendingLimit(models.Model):
    """Pence per booking and per month before VAT, a cost code and an end date, for one booking manager."""

    reference = models.CharField(max_length=12, unique=True, default=limit_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="spending_limits")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spending_limits")
    budget_holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    budget_holder_email = models.EmailField(max_length=254, blank=True, default="")
    status = models.CharField(max_length=10, default="asked")
    per_booking_pence = models.PositiveBigIntegerField()
    per_month_pence = models.PositiveBigIntegerField()
    cost_code = models.CharField(max_length=40, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "holder": Personal("The booking manager", "Whose limit it is", EMPLOYMENT),
        "budget_holder": Personal("The budget holder asked", "So that it can be answered for", LOG),
        "budget_holder_email": Personal("The budget holder asked", "To ask them", EMPLOYMENT),
        "cost_code": Personal("Which budget pays", "May name a person", RECORD),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
        "granted_by": Personal("The budget holder", "The leave itself", RECORD),
        "refused_by": Personal("The budget holder", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", SPENDING_LIMIT.statuses, "limit_status"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("holder")), name="limit_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(per_booking_pence__lte=F("per_month_pence")), name="limit_booking_within_month"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="limit_dates"),
            models.UniqueConstraint(
                fields=["organisation", "holder"], condition=Q(status="granted"), name="limit_one_granted"
            ),
            paired("asked", "limit", required=True),
            paired("granted", "limit"),
            paired("refused", "limit"),
            paired("ended", "limit", rule=True),
        ]


class SpendingMonth(models.Model):
    """What bookings bound under a limit use of one month (that of each booked week's Monday), in pence."""

    limit = models.ForeignKey(SpendingLimit, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    cap_pence = models.PositiveBigIntegerField()
    used_pence = models.PositiveBigIntegerField(default=0)

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["limit", "month"], name="limit_month_once"),
            models.CheckConstraint(
                condition=Q(used_pence__lte=F("cap_pence")), name="limit_month_not_exceeded"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="limit_month_on_its_first"),
        ]
