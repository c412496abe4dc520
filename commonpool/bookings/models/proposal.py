"""Other weeks that home proposes because the host is late with what the officer needs."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models.booking import Booking
from commonpool.identity.models import Person
from commonpool.kernel import weeks
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import LOG, RECORD, Personal

OUTCOMES = ("taken_up", "declined", "dropped")
UNANSWERED = Q(**{f"{outcome}_at__isnull": True for outcome in OUTCOMES})


def _one_outcome() -> Q:
    """At most one of the three."""
    found = UNANSWERED
    for outcome in OUTCOMES:
        others = {f"{each}_at__isnull": True for each in OUTCOMES if each != outcome}
        found |= Q(**{f"{outcome}_at__isnull": False, **others})
    return found


class WeeksProposal(models.Model):
    """The weeks of a bound booking as its officer, or an approver at home, would have them; it holds none of them.

    `version`: of the terms that stood; terms that have changed since make it void. Taken up, declined by the host, or
    dropped for another proposal of home.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="proposals")
    version = models.PositiveSmallIntegerField()
    weeks = models.JSONField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "proposed_by": Personal("Who proposed these weeks", "The booking itself", RECORD),
        "taken_up_by": Personal("Who took them up for the host", "The booking itself", RECORD),
        "declined_by": Personal("Who said no for the host", "So that it can be answered for", LOG),
        "dropped_by": Personal("Who proposed others instead", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "version"], condition=UNANSWERED, name="weeks_proposal_one_waits"
            ),
            models.CheckConstraint(condition=_one_outcome(), name="weeks_proposal_one_outcome"),
            models.CheckConstraint(
                condition=(Q(taken_up_by__isnull=True) | ~Q(taken_up_by=F("proposed_by")))
                & (Q(declined_by__isnull=True) | ~Q(declined_by=F("proposed_by"))),
                name="weeks_proposal_not_answered_by_proposer",
            ),
            paired("proposed", "weeks_proposal", required=True),
            *(paired(outcome, "weeks_proposal") for outcome in OUTCOMES),
        ]
        triggers = [
            pgtrigger.Protect(
                name="weeks_proposal_never_edited",
                operation=pgtrigger.UpdateOf(
                    "booking_id", "version", "weeks", "proposed_at", "proposed_by_id"
                )
                | pgtrigger.Delete,
            ),
            pgtrigger.Protect(
                name="weeks_proposal_outcome_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    *[(f"old__{each}_at__isnull", False) for each in OUTCOMES], _connector=Q.OR
                ),
            ),
        ]

    @property
    def hours(self) -> list[tuple[date, int]]:
        """The weeks still to be worked, as pairs of Monday and minutes."""
        return [(weeks.read(each["week"]), each["minutes"]) for each in self.weeks]
