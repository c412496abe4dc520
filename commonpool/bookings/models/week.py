"""The weeks a booking holds. While one is not released, the officer's week counts its minutes as held."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.bookings.models.booking import Booking
from commonpool.bookings.models.limit import SpendingLimit
from commonpool.bookings.models.total import kept_with_the_week
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import LOG, RECORD, Personal

# The only hand that moves held_minutes and live_bookings. Updating the week's row takes its lock, so two
# bookings of one week meet here, and the week's constraints answer the second.
MOVES_THE_WEEK = """
    was := CASE WHEN TG_OP = 'INSERT' OR OLD.released_at IS NOT NULL THEN 0 ELSE OLD.minutes END;
    becomes := CASE WHEN TG_OP = 'DELETE' OR NEW.released_at IS NOT NULL THEN 0 ELSE NEW.minutes END;
    whose := CASE WHEN TG_OP = 'DELETE' THEN OLD.person_id ELSE NEW.person_id END;
    which := CASE WHEN TG_OP = 'DELETE' THEN OLD.monday ELSE NEW.monday END;
    IF TG_OP = 'UPDATE' AND (OLD.person_id, OLD.monday) <> (NEW.person_id, NEW.monday) THEN
        RAISE EXCEPTION 'a booked week keeps its person and its Monday';
    END IF;
    IF was <> becomes THEN
        UPDATE availability_week
           SET held_minutes = held_minutes + becomes - was,
               live_bookings = live_bookings + (becomes > 0)::int - (was > 0)::int
         WHERE person_id = whose AND monday = which;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'week_held_within_offer',
                MESSAGE = 'nothing is offered in that week';
        END IF;
    END IF;
    RETURN NULL;
"""


class BookedWeek(models.Model):
    """So many minutes of one week for one booking, at the price of that week and of `when` in it they are worked.

    `worked_minutes`, once agreed, is all that was worked, also above what was booked: working time, not a price.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="weeks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="booked_weeks")
    monday = models.DateField()
    minutes = models.PositiveIntegerField()
    when = models.CharField(max_length=16, default=WEEKDAY)
    hourly_pence = models.PositiveIntegerField()
    net_pence = models.PositiveBigIntegerField()
    spending_limit = models.ForeignKey(
        SpendingLimit, on_delete=models.PROTECT, null=True, blank=True, related_name="booked_weeks"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    released_by_rule = models.CharField(max_length=60, blank=True, default="")
    released_reason = models.CharField(max_length=24, blank=True, default="")
    worked_at = models.DateTimeField(null=True, blank=True)
    worked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    worked_by_rule = models.CharField(max_length=60, blank=True, default="")
    worked_minutes = models.PositiveIntegerField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "person": Personal("Who is booked", "Not to book them twice", RECORD),
        "released_by": Personal("Who released it", "So that it can be answered for", LOG),
        "worked_by": Personal("Who agreed its hours", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "monday"], condition=Q(released_at__isnull=True), name="booked_week_once"
            ),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="booked_week_on_a_monday"),
            models.CheckConstraint(condition=Q(minutes__range=(30, 6000)), name="booked_week_minutes"),
            one_of("when", WHEN, "booked_week_when"),
            paired("released", "booked_week", rule=True),
            paired("worked", "booked_week", rule=True),
            models.CheckConstraint(
                condition=Q(worked_at__isnull=True) | Q(released_at__isnull=True),
                name="booked_week_worked_or_released",
            ),
            models.CheckConstraint(
                condition=Q(worked_minutes__isnull=True) | Q(worked_at__isnull=False),
                name="booked_week_worked_minutes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "monday"], condition=Q(released_at__isnull=True), name="booked_week_live"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="moves_the_week",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("was", "integer"), ("becomes", "integer"), ("whose", "bigint"), ("which", "date")],
                func=MOVES_THE_WEEK,
            ),
            kept_with_the_week(),
        ]
