"""The terms of a booking: what was asked for, at what price, in which exact words, and who said yes to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models.booking import Booking
from commonpool.bookings.rules.needs import Provision
from commonpool.identity.models import Person
from commonpool.kernel import weeks
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Function


def hours_in(said: Iterable[Mapping[str, Any]]) -> list[tuple[date, int]]:
    """Weeks as terms hold them, as pairs of Monday and minutes."""
    return [(weeks.read(each["week"]), each["minutes"]) for each in said]


class BookingTerms(models.Model):
    """The exact terms shown, numbered and hashed. A variation is a new version; none is ever edited.

    `contact`: who of the host has ready what they need, on `ready_on` at the latest; of no need, nobody.
    `vat`: how home's loans bear it, and why, from which week on. `checks`: every rule of law that was judged when
    they were offered, which version of it, and what it said, in its words of that day.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="terms", db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    weeks = models.JSONField()
    purpose = models.CharField(max_length=600)
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+", db_index=False)
    decisions = models.BooleanField(default=False)
    needs = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ready_on = models.DateField(null=True, blank=True)
    grade_band = models.CharField(max_length=40, blank=True, default="")
    hourly_pence = models.PositiveIntegerField(default=0)
    net_pence = models.PositiveBigIntegerField(default=0)
    vat_pence = models.PositiveBigIntegerField(default=0)
    vat = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer_by = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_by_rule = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_by_rule = models.CharField(max_length=60, blank=True, default="")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    dropped_by_rule = models.CharField(max_length=60, blank=True, default="")

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed"}

    PERSONAL: ClassVar = {
        "purpose": Personal("What the hours are for", "The booking itself", RECORD),
        "contact": Personal("Who of the host has it ready", "The officer has to reach them", RECORD),
        "vat": Personal("Why loans bear no VAT", "May name a person", RECORD),
        "offered_by": Personal("Who offered these terms", "The booking itself", RECORD),
        "answered_by": Personal("Who agreed to them", "Proof that they were consulted", RECORD),
        "approved_by": Personal("Who approved at home", "The permission itself", RECORD),
        "confirmed_by": Personal("Who confirmed at the host", "The commitment itself", RECORD),
        "dropped_by": Personal("Who dropped them", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "version"], name="terms_version_once"),
            paired("offered", "terms", required=True),
            models.CheckConstraint(
                condition=Q(needs=[], contact__isnull=True, ready_on__isnull=True)
                | ~Q(needs=[]) & Q(contact__isnull=False, ready_on__isnull=False),
                name="terms_needs_have_contact",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("offered_by")),
                name="terms_not_confirmed_by_who_offered",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(answered_by__isnull=True)
                | ~Q(approved_by=F("answered_by")),
                name="terms_not_approved_by_officer",
            ),
            paired("answered", "terms"),
            paired("approved", "terms", rule=True),
            paired("confirmed", "terms", rule=True),
            paired("dropped", "terms", rule=True),
            ordered("offered_at", "answered_at", "terms_offered_before_answered"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="terms_never_edited",
                operation=pgtrigger.UpdateOf(
                    "booking_id",
                    "version",
                    "weeks",
                    "purpose",
                    "function_id",
                    "decisions",
                    "needs",
                    "contact_id",
                    "ready_on",
                    "grade_band",
                    "hourly_pence",
                    "net_pence",
                    "vat_pence",
                    "vat",
                    "checks",
                    "sha256",
                    "offered_at",
                    "offered_by_id",
                )
                | pgtrigger.Delete,
            )
        ]

    @property
    def provision(self) -> Provision:
        """Who of the host has it ready, and by when."""
        return Provision(self.contact_id, self.ready_on)

    @property
    def hours(self) -> list[tuple[date, int]]:
        """The weeks as pairs of Monday and minutes."""
        return hours_in(self.weeks)

    @property
    def prices(self) -> dict[date, int]:
        """Pence an hour that were signed for each week, by its Monday."""
        return {weeks.read(each["week"]): each["hourly_pence"] for each in self.weeks}

    def keeps(self, monday: date, minutes: int, when: str) -> bool:
        """Whether these terms have this week just so."""
        return (monday, minutes) in self.hours and self.when[monday] == when

    @property
    def when(self) -> dict[date, str]:
        """When in each week the hours are worked, by its Monday."""
        return {weeks.read(each["week"]): each["when"] for each in self.weeks}

    @property
    def minutes(self) -> int:
        """All the minutes together."""
        return sum(each["minutes"] for each in self.weeks)

    @property
    def gross_pence(self) -> int:
        """The price with VAT, if it were invoiced alone."""
        return self.net_pence + self.vat_pence
