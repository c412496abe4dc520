"""Which council a booking was of before another took over from it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models.booking import Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class CarriedBooking(models.Model):
    """A live booking went from one council to the one that took over, as its home or its host; never changed.

    Weeks whose Monday is before `on` are the old council's, those from it the new one's.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="carried")
    of_home = models.BooleanField()
    was = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    carried_at = models.DateTimeField()
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"carried_by": Personal("Who carried it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "of_home", "was"], name="booking_carried_once"),
            models.CheckConstraint(condition=~Q(was=F("now")), name="booking_carried_to_another"),
            paired("carried", "carried_booking", rule=True, required=True),
        ]
        triggers = append_only("carried_booking_stays", "carried_bookings_never_emptied", "these are")
