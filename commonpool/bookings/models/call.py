"""A call: up to 30 minutes, free, one message and one reply. It touches no week."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.availability.models import Listing
from commonpool.bookings.lifecycle import CALL
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Organisation

KEPT = "One year"


def call_reference() -> str:
    return new_reference("C")


class Call(models.Model):
    """Somebody of another council asks an officer to talk."""

    reference = models.CharField(max_length=12, unique=True, default=call_reference)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="calls")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calls_received")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default="asked")
    message = models.CharField(max_length=1000)
    reply = models.CharField(max_length=1000, blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calls_asked")
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by_rule = models.CharField(max_length=60, blank=True, default="")

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed"}
    PERSONAL: ClassVar = {
        "officer": Personal("Who is asked", "To reach them", KEPT),
        "message": Personal("What is asked", "So that they can answer", KEPT),
        "reply": Personal("What they answer", "So that the call can happen", KEPT),
        "asked_by": Personal("Who asks", "So that they can be answered", KEPT),
        "answered_by": Personal("Who answered", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", CALL.statuses, "call_status"),
            models.CheckConstraint(condition=~Q(home=F("host")), name="call_between_two_councils"),
            models.CheckConstraint(condition=~Q(officer=F("asked_by")), name="call_not_to_oneself"),
            paired("asked", "call", required=True),
            paired("answered", "call", rule=True),
            ordered("asked_at", "answered_at", "call_asked_before_answered"),
        ]
