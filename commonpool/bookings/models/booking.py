"""A booking: agreed hours of an officer for a host council in named weeks."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.models import AgreementText, LegalPower
from commonpool.availability.models import Listing, Permission
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models.limit import SpendingLimit
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Function, Organisation
from commonpool.people.models import Employment


def booking_reference() -> str:
    return new_reference("B")


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


class Booking(models.Model):
    """Hours of an officer, asked for by a host council, answered by the officer, bound when both limits cover it."""

    reference = models.CharField(max_length=12, unique=True, default=booking_reference)
    kind = models.CharField(max_length=10, default="paid")
    status = models.CharField(max_length=10, default="requested")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="bookings")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="bookings")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="bookings")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bookings_lent")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bookings_borrowed")
    spending_limit = models.ForeignKey(
        SpendingLimit, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    agreement_text = models.ForeignKey(
        AgreementText, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    power = models.ForeignKey(
        LegalPower, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    purchase_order = models.CharField(max_length=40, blank=True, default="")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings_requested")
    answer_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_by_rule = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by_rule = models.CharField(max_length=60, blank=True, default="")
    bound_at = models.DateTimeField(null=True, blank=True)
    bound_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")
    ended_reason = models.CharField(max_length=24, blank=True, default="")

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed"}
    PERSONAL: ClassVar = {
        "officer": Personal("Who is lent", "The booking itself", RECORD),
        "requested_by": Personal("Who asked", "The booking itself", RECORD),
        "accepted_by": Personal("The officer's answer", "Proof that they were consulted", RECORD),
        "approved_by": Personal("Who approved at home", "The permission itself", RECORD),
        "confirmed_by": Personal("Who confirmed at the host", "The commitment itself", RECORD),
        "bound_by": Personal("Whose act bound it", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        indexes = [
            models.Index(fields=["host", "status"], name="booking_host"),
            models.Index(fields=["home", "status"], name="booking_home"),
            models.Index(fields=["officer", "status"], name="booking_officer"),
            models.Index(
                fields=["answer_by"],
                condition=Q(status__in=["requested", "accepted"]),
                name="booking_lapsing",
            ),
        ]
        constraints = [
            one_of("status", BOOKING.statuses, "booking_status"),
            one_of("kind", ["paid", "peer_help"], "booking_kind"),
            models.CheckConstraint(condition=~Q(home=F("host")), name="booking_between_two_councils"),
            models.CheckConstraint(condition=~Q(officer=F("requested_by")), name="booking_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_by=F("officer")),
                name="booking_officer_answers",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("officer")),
                name="booking_not_approved_by_officer",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("requested_by")),
                name="booking_not_confirmed_by_requester",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bound", "worked"])
                | Q(bound_at__isnull=False, accepted_at__isnull=False, approved_at__isnull=False)
                & (Q(kind="peer_help") | Q(confirmed_at__isnull=False)),
                name="booking_bound_by_all_three",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bound", "worked"])
                | Q(kind="peer_help")
                | Q(power__isnull=False, agreement_text__isnull=False),
                name="booking_bound_with_power",
            ),
            ordered("requested_at", "accepted_at", "booking_requested_before_accepted"),
            ordered("accepted_at", "bound_at", "booking_accepted_before_bound"),
            paired("requested", "booking", required=True),
            paired("accepted", "booking"),
            paired("approved", "booking", rule=True),
            paired("confirmed", "booking", rule=True),
            paired("bound", "booking"),
            paired("ended", "booking", rule=True),
        ]


class BookingTerms(models.Model):
    """The exact terms shown, numbered and hashed. A variation is a new version; an old one is never edited."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField(default=1)
    weeks = models.JSONField()
    purpose = models.CharField(max_length=600)
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    decisions = models.BooleanField(default=False)
    needs = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    grade_band = models.CharField(max_length=40, blank=True, default="")
    hourly_pence = models.PositiveIntegerField(default=0)
    net_pence = models.PositiveBigIntegerField(default=0)
    vat_pence = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "purpose": Personal("What the hours are for", "The booking itself", RECORD),
        "offered_by": Personal("Who offered these terms", "The booking itself", RECORD),
        "answered_by": Personal("Who agreed to them", "Proof that they were consulted", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "version"], name="terms_version_once"),
            paired("offered", "terms", required=True),
            paired("answered", "terms"),
            ordered("offered_at", "answered_at", "terms_offered_before_answered"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="terms_never_edited",
                operation=pgtrigger.UpdateOf(
                    "weeks", "purpose", "hourly_pence", "net_pence", "vat_pence", "sha256"
                )
                | pgtrigger.Delete,
            )
        ]


class BookedWeek(models.Model):
    """So many minutes of one week for one booking. While it is not released, the officer's week holds them."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="weeks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="booked_weeks")
    monday = models.DateField()
    minutes = models.PositiveIntegerField()
    net_pence = models.PositiveBigIntegerField(default=0)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_by_rule = models.CharField(max_length=60, blank=True, default="")
    released_reason = models.CharField(max_length=24, blank=True, default="")

    PERSONAL: ClassVar = {
        "person": Personal("Who is booked", "Not to book them twice", RECORD),
        "released_by": Personal("Who released it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "monday"], condition=Q(released_at__isnull=True), name="booked_week_once"
            ),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="booked_week_on_a_monday"),
            models.CheckConstraint(condition=Q(minutes__range=(30, 6000)), name="booked_week_minutes"),
            paired("released", "booked_week", rule=True),
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
            )
        ]


class PeerHelpMonth(models.Model):
    """Minutes of peer help by one officer for one host council in one month: at most 120."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    minutes = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar = {"person": Personal("Who helps", "To keep help small", "One year")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "host", "month"], name="peer_help_month_once"),
            models.CheckConstraint(condition=Q(minutes__lte=120), name="peer_help_two_hours_a_month"),
        ]


class Waiting(models.Model):
    """Somebody stands next in line for a held week: a mail in order when it frees, not a hold."""

    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "officer": Personal("Whose week", "To tell when it frees", "One year"),
        "asked_by": Personal("Who waits", "To tell them", "One year"),
        "told_by": Personal("Who told them", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "monday", "asked_by"],
                condition=Q(told_at__isnull=True),
                name="waiting_once",
            ),
            paired("asked", "waiting", required=True),
            paired("told", "waiting", rule=True),
        ]
