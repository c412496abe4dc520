"""A booking made for a need: of an accepted offer, or asked for directly. What they hold is what is taken of it."""

from typing import ClassVar

import pgtrigger
from django.db import models

from commonpool.bookings.models import Booking
from commonpool.kernel.personal import NOTHING
from commonpool.needs.models.need import Need

# Updating the need's row takes its lock: two bookings made for it at once meet there, and the second meets
# `need_taken_within_wanted`, or here the weeks of a need that wants so much of each. No other hand moves what is taken.
MOVES_WHAT_IS_TAKEN = """
    was := CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.minutes END;
    UPDATE needs_need SET taken_minutes = taken_minutes + NEW.minutes - was WHERE id = NEW.need_id;
    IF EXISTS (
        SELECT FROM needs_need need
          JOIN needs_needbooking made ON made.need_id = need.id AND made.minutes > 0
          JOIN bookings_bookedweek held ON held.booking_id = made.booking_id AND held.released_at IS NULL
          LEFT JOIN needs_needweek wanted ON wanted.need_id = need.id AND wanted.monday = held.monday
         WHERE need.id = NEW.need_id AND need.each_week AND NOT need.more_said
         GROUP BY need.id, held.monday, wanted.id
        HAVING wanted.id IS NULL OR sum(held.minutes)
             > need.minutes / (SELECT count(*) FROM needs_needweek every WHERE every.need_id = need.id)
    ) THEN
        RAISE EXCEPTION 'more is taken of a week than is wanted of it'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'need_weeks_taken_within_wanted';
    END IF;
    RETURN NULL;
"""
OF_ITS_HOST = """
    IF NOT EXISTS (
        SELECT FROM needs_need need JOIN bookings_booking booking ON booking.host_id = need.host_id
         WHERE need.id = NEW.need_id AND booking.id = NEW.booking_id AND booking.kind = 'paid'
    ) THEN
        RAISE EXCEPTION 'what is made for a need is a paid booking of its host'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'need_booking_of_its_host';
    END IF;
    RETURN NEW;
"""


class NeedBooking(models.Model):
    """A booking made for a need. `minutes`: what it holds now; nought once it is over and was not worked."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="made")
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="made_for")
    minutes = models.PositiveIntegerField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="of_its_host", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OF_ITS_HOST
            ),
            pgtrigger.Trigger(
                name="moves_what_is_taken",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("was", "integer")],
                func=MOVES_WHAT_IS_TAKEN,
            ),
        ]
