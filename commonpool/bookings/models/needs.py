"""What an officer needed for a booking beyond conversation: ready, with what was said of it, and ended afterwards."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.bookings.models.booking import Booking
from commonpool.bookings.rules.needs import DOCUMENTS, NEEDS, TOLD
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal

SCHEDULE = ("data", "whose", "why")


class BookingNeed(models.Model):
    """One thing the host has said is ready. No row: it is not. `removed_at`: access to it is ended.

    `induction`: the risks are looked at and the officer is told of them and shown round before they start. `data`,
    `whose`, `why`, `kept_until`: the schedule of processing of documents with personal data.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="ready")
    need = models.CharField(max_length=10)
    induction = models.BooleanField(default=False)
    data = models.CharField(max_length=300, blank=True, default="")
    whose = models.CharField(max_length=300, blank=True, default="")
    why = models.CharField(max_length=300, blank=True, default="")
    kept_until = models.DateField(null=True, blank=True)
    ready_at = models.DateTimeField()
    ready_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "data": Personal("What data the documents hold", "The schedule of processing", RECORD),
        "whose": Personal("Whose data they are", "The schedule of processing", RECORD),
        "why": Personal("Why they are shared", "The schedule of processing", RECORD),
        "ready_by": Personal("Who said it was ready", "So that it can be answered for", LOG),
        "removed_by": Personal("Who said access was ended", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("need", NEEDS, "booking_need"),
            models.UniqueConstraint(fields=["booking", "need"], name="booking_need_once"),
            paired("ready", "booking_need", required=True),
            paired("removed", "booking_need"),
            ordered("ready_at", "removed_at", "booking_need_ready_before_removed"),
            models.CheckConstraint(
                condition=Q(need=DOCUMENTS, kept_until__isnull=False)
                & ~Q(data="")
                & ~Q(whose="")
                & ~Q(why="")
                | ~Q(need=DOCUMENTS) & Q(kept_until__isnull=True, data="", whose="", why="", induction=True),
                name="booking_need_said_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="booking_need_never_edited",
                operation=pgtrigger.UpdateOf(
                    "booking_id", "need", "induction", "ready_at", "ready_by_id", "kept_until", *SCHEDULE
                )
                | pgtrigger.Delete,
            ),
            pgtrigger.Protect(
                name="booking_need_removed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__removed_at__isnull=False),
            ),
        ]


class NeedTold(models.Model):
    """What the clock has told of the needs of some terms, once each."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="needs_told")
    terms = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=8)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"told_by": Personal("Who told", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            one_of("told", TOLD, "need_told"),
            models.UniqueConstraint(fields=["booking", "terms", "told"], name="need_told_once"),
            paired("told", "need_told", rule=True, required=True),
        ]
        triggers = append_only("need_told_stays", "needs_told_never_emptied", "what was told is")
