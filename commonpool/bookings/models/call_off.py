"""The call-off: what two councils have agreed of one officer's hours, as it stood when it was bound."""

from typing import ClassVar

from django.db import models

from commonpool.bookings.models.booking import Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, RECORD, Personal


class CallOff(models.Model):
    """A photograph, made as terms bind and never changed: a variation that binds makes the next version.

    `facts`: everything in it, as plain values; `sha256`: the hash of their canonical JSON; `terms`: the version of
    the booking's terms that it is of.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="call_offs")
    version = models.PositiveSmallIntegerField()
    terms = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "facts": Personal(
            "Who is lent, who agreed and who answers for it", "The agreed record itself", RECORD
        ),
        "made_by": Personal("Whose act bound it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "version"], name="call_off_version_once"),
            paired("made", "call_off", required=True),
        ]
        triggers = append_only("call_off_stays", "call_offs_never_emptied", "call-offs are")
