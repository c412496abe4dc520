"""An offer: an officer's answer to a need, with the weeks and hours they could give."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.availability.models import Listing
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, NOTHING, Personal
from commonpool.kernel.references import new_reference
from commonpool.needs.lifecycle import LIVE_OFFER, OFFER
from commonpool.needs.models.need import KEPT, Need
from commonpool.organisations.models import Organisation

# Who works for the host on the day it is made is no officer of another council; nor, for an offer that waits again, who
# has worked there since it was set aside, or will.
OF_ANOTHER_COUNCIL = """
    IF EXISTS (
        SELECT FROM people_employment work JOIN needs_need need ON need.host_id = work.organisation_id
         WHERE need.id = NEW.need_id AND work.person_id = NEW.officer_id
           AND %(began)s
           AND (work.ends_on IS NULL OR work.ends_on >= (%(since)s AT TIME ZONE 'Europe/London')::date)
    ) THEN
        RAISE EXCEPTION 'an officer of the host offers nothing to it'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_of_another_council';
    END IF;
    IF NOT EXISTS (SELECT FROM needs_need WHERE id = NEW.need_id AND status IN ('open', 'part_filled')) THEN
        RAISE EXCEPTION 'nothing is offered to a need that is not open'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_to_an_open_need';
    END IF;
    RETURN NEW;
"""
AS_IT_IS_MADE = {
    "began": "work.starts_on <= (NEW.made_at AT TIME ZONE 'Europe/London')::date",
    "since": "NEW.made_at",
}
AS_IT_COMES_BACK = {"began": "true", "since": "OLD.answered_at"}


def offer_reference() -> str:
    return new_reference("F")


class Offer(models.Model):
    """Hours that an officer offers to a need. Accepted, it is the booking that the officer then answers.

    `minutes`: as offered. What its booking holds of the need, `NeedBooking` says.
    """

    reference = models.CharField(max_length=12, unique=True, default=offer_reference)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="offers")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="offers")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, default="made")
    minutes = models.PositiveIntegerField()
    words = models.CharField(max_length=500, blank=True, default="")
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="offer"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shortlisted_at = models.DateTimeField(null=True, blank=True)
    shortlisted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "officer": Personal("Who offers", "So that they can be booked", KEPT),
        "words": Personal("What they say of it", "So that the host can choose", KEPT),
        "made_by": Personal("Who made it", "So that it can be answered for", LOG),
        "shortlisted_by": Personal("Who keeps it in view", "So that it can be answered for", LOG),
        "answered_by": Personal("Who answered or withdrew it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", OFFER.statuses, "offer_status"),
            models.UniqueConstraint(
                fields=["need", "officer"], condition=Q(status__in=LIVE_OFFER), name="offer_one_live"
            ),
            models.CheckConstraint(condition=Q(made_by=F("officer")), name="offer_by_the_officer"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="offer_of_something"),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "declined"])
                | Q(answered_by__isnull=True)
                | ~Q(answered_by=F("officer")),
                name="offer_not_answered_by_officer",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(booking__isnull=False), name="offer_accepted_is_a_booking"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["made", "shortlisted"], answered_at__isnull=True)
                | ~Q(status__in=["made", "shortlisted"]) & Q(answered_at__isnull=False),
                name="offer_answered_when_over",
            ),
            ordered("made_at", "answered_at", "offer_made_before_answered"),
            paired("made", "offer", required=True),
            paired("shortlisted", "offer"),
            paired("answered", "offer", rule=True),
        ]
        indexes = [models.Index(fields=["officer", "-made_at"], name="offer_officer")]
        triggers = [
            pgtrigger.Trigger(
                name="of_another_council",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_ANOTHER_COUNCIL % AS_IT_IS_MADE,
            ),
            pgtrigger.Trigger(
                name="back_to_another_council",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="set_aside", new__status__in=LIVE_OFFER),
                func=OF_ANOTHER_COUNCIL % AS_IT_COMES_BACK,
            ),
        ]


class OfferWeek(models.Model):
    """So many minutes of one week."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="weeks")
    monday = models.DateField()
    minutes = models.PositiveIntegerField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "monday"], name="offer_week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="offer_week_on_a_monday"),
        ]
