"""A person's weeks."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.availability.rules import WHY_CLOSED
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of
from commonpool.kernel.personal import RECORD, Personal


class Week(models.Model):
    """A person's week, across all their jobs: what may be held, what is held. `isodow(monday) = 1`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="weeks")
    monday = models.DateField()
    offered_minutes = models.PositiveIntegerField(default=0)
    held_minutes = models.PositiveIntegerField(default=0)
    live_bookings = models.PositiveIntegerField(default=0)
    shared = models.BooleanField(default=False)
    open = models.BooleanField(default=False)
    why_closed = models.CharField(max_length=16, blank=True, default="not_offered")

    PERSONAL: ClassVar = {
        "person": Personal("Whose week", "Not to be booked twice", RECORD),
        "monday": Personal("The week", "Not to be booked twice", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "monday"], name="week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="week_on_a_monday"),
            one_of("why_closed", ["", *WHY_CLOSED], "week_why_closed"),
            models.CheckConstraint(
                condition=Q(open=True, why_closed="") | (Q(open=False) & ~Q(why_closed="")),
                name="week_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(held_minutes__lte=F("offered_minutes")), name="week_held_within_offer"
            ),
            models.CheckConstraint(
                condition=Q(shared=True) | Q(live_bookings__lte=1), name="week_one_booking"
            ),
        ]

    @property
    def free_minutes(self) -> int:
        """Minutes that can still be held: none in a closed week, nor in one that a single booking closed."""
        if not self.open or (self.live_bookings and not self.shared):
            return 0
        return self.offered_minutes - self.held_minutes


class NightReached(models.Model):
    """How far a night that is under way has come with everybody's weeks: the last person, by number, of its UK day."""

    day = models.DateField(primary_key=True)
    person_number = models.BigIntegerField()

    PERSONAL: ClassVar[dict[str, Personal]] = {}
