"""Thanks of a host for a booking that was worked."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models.booking import Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, RECORD, Personal


class Thanks(models.Model):
    """One sentence from the host to the officer. `shown_at`: the officer has put it on their page."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="thanks")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="thanks")
    words = models.CharField(max_length=300)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar = {
        "officer": Personal("Who is thanked", "To show it on their page", RECORD),
        "words": Personal("What the host thanks them for", "To show it on their page", RECORD),
        "said_by": Personal("Who thanks them", "So that it can be answered for", LOG),
        "shown_by": Personal("Who shows it", "It is theirs alone to show", LOG),
        "taken_back_by": Personal("Who took it back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(taken_back_at__isnull=True), name="thanks_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="thanks_say_something"),
            models.CheckConstraint(condition=~Q(said_by=F("officer")), name="thanks_of_another"),
            models.CheckConstraint(
                condition=Q(shown_by__isnull=True) | Q(shown_by=F("officer")), name="thanks_shown_by_officer"
            ),
            paired("said", "thanks", required=True),
            paired("shown", "thanks"),
            paired("taken_back", "thanks"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="thanks_never_edited",
                operation=pgtrigger.UpdateOf("booking_id", "officer_id", "words", "said_at", "said_by_id")
                | pgtrigger.Delete,
            ),
        ]
