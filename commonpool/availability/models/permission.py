"""The home council's permission, and the checks of managers nobody knows yet."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonpool.availability.lifecycle import LIVE_PERMISSION, PERMISSION
from commonpool.availability.models.listing import Listing
from commonpool.availability.rules import BOOKINGS_DECIDED, ENDING_REASONS, REFUSAL_REASONS, TIME_BASES
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, RECORD, Personal
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment


class Permission(models.Model):
    """The home council's dated, limited, revocable leave for an officer to be listed and booked."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="permissions")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="permissions")
    approver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="permissions_asked_of")
    approver_email = models.EmailField(max_length=254)
    status = models.CharField(max_length=10, default="asked")
    weekly_minutes = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    time_basis = models.CharField(max_length=12, default="overtime")
    decisions = models.BooleanField(default=False)
    peer_help = models.BooleanField(default=True)
    case_sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_reason = models.CharField(max_length=24, blank=True, default="")
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")
    ended_reason = models.CharField(max_length=24, blank=True, default="")
    ended_bookings = models.CharField(max_length=10, blank=True, default="")

    PERSONAL: ClassVar = {
        "approver": Personal("The manager asked", "Who may allow it", EMPLOYMENT),
        "approver_email": Personal("The manager's e-mail", "To ask them", EMPLOYMENT),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
        "passed_by": Personal("Who named another manager", "So that it can be answered for", LOG),
        "granted_by": Personal("Who allowed it", "The permission itself", RECORD),
        "refused_by": Personal("Who refused", "So that it can be answered for", LOG),
        "paused_by": Personal("Who paused it", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", PERMISSION.statuses, "permission_status"),
            one_of("time_basis", TIME_BASES, "permission_time_basis"),
            one_of("refused_reason", ["", *REFUSAL_REASONS], "permission_refused_reason"),
            one_of("ended_reason", ["", *ENDING_REASONS], "permission_ended_reason"),
            one_of("ended_bookings", ["", *BOOKINGS_DECIDED], "permission_ended_bookings"),
            models.CheckConstraint(
                condition=Q(approver_email=Lower("approver_email")), name="permission_email_in_lower_case"
            ),
            models.UniqueConstraint(
                fields=["listing"], condition=Q(status="asked"), name="permission_one_asked"
            ),
            models.UniqueConstraint(
                fields=["listing"], condition=Q(status__in=LIVE_PERMISSION), name="permission_one_live"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="permission_dates"),
            models.CheckConstraint(
                condition=Q(weekly_minutes__range=(0, 6000)), name="permission_weekly_minutes"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("asked_by")),
                name="permission_not_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(passed_by__isnull=True) | ~Q(passed_by=F("asked_by")),
                name="permission_not_passed_by_who_asked",
            ),
            models.CheckConstraint(
                condition=~Q(approver=F("asked_by")), name="permission_not_asked_of_oneself"
            ),
            paired("asked", "permission", required=True),
            paired("passed", "permission"),
            paired("granted", "permission"),
            paired("refused", "permission"),
            paired("paused", "permission"),
            paired("ended", "permission", rule=True),
            ordered("asked_at", "granted_at", "permission_asked_before_granted"),
        ]

    @property
    def waits_since(self) -> datetime:
        """Since when the manager who is asked now has been asked."""
        return self.passed_at or self.asked_at

    @property
    def why_refused(self) -> str:
        """The reason of a refusal in words; empty when there is none."""
        return str(REFUSAL_REASONS.get(self.refused_reason, ""))

    @property
    def why_ended(self) -> str:
        """The reason of an ending in words; empty when there is none."""
        return str(ENDING_REASONS.get(self.ended_reason, ""))

    @property
    def bookings_then(self) -> str:
        """What its withdrawal decided about bound bookings, in words; empty where nothing was to decide."""
        return str(BOOKINGS_DECIDED.get(self.ended_bookings, ""))


class ApproverCheck(models.Model):
    """Somebody who is no approver yet, or no more, is checked once with the council's release contact."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="approver_checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="approver_checks")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "person": Personal("The approver", "Whether they may release staff", EMPLOYMENT),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
        "checked_by": Personal("The release contact", "So that it can be answered for", LOG),
        "refused_by": Personal("The release contact", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(checked_at__isnull=True, refused_at__isnull=True),
                name="approver_check_one_open",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("person")),
                name="approver_not_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("asked_by")),
                name="approver_not_by_who_asked",
            ),
            paired("asked", "approver", required=True),
            paired("checked", "approver"),
            paired("refused", "approver"),
        ]
