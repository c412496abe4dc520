"""The pool: an officer's listing, the home council's permission, and the weeks that can be booked."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonpool.availability.lifecycle import LISTING, LIVE_LISTING, LIVE_PERMISSION, PERMISSION
from commonpool.availability.rules import ENDING_REASONS, REFUSAL_REASONS, TIME_BASES, WHY_CLOSED
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, RECORD, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Function, Organisation
from commonpool.people.models import Employment, Skill, every_weekday


def officer_reference() -> str:
    return new_reference("O")


class Listing(models.Model):
    """An officer's entry in the pool: what they have done and what they offer."""

    reference = models.CharField(max_length=12, unique=True, default=officer_reference)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="listings")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="listings")
    status = models.CharField(max_length=8, default="draft")
    headline = models.CharField(max_length=120)
    about = models.CharField(max_length=2000, blank=True, default="")
    skills = models.ManyToManyField(Skill, through="ListingSkill", related_name="listings")
    functions = models.ManyToManyField(Function, through="ListingFunction", related_name="listings")
    weekly_minutes = models.PositiveIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    usual_days = ArrayField(models.PositiveSmallIntegerField(), default=every_weekday)
    usual_times = models.CharField(max_length=120, blank=True, default="")
    remote = models.BooleanField(default=True)
    on_site = models.BooleanField(default=False)
    open_to_calls = models.BooleanField(default=True)
    shares_hours = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(null=True, blank=True)
    listed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    listed_by_rule = models.CharField(max_length=60, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "person": Personal("Whose listing", "To be found and booked", EMPLOYMENT),
        "headline": Personal("One line about them", "To be found", EMPLOYMENT),
        "about": Personal("What they say of themselves", "To be found", EMPLOYMENT),
        "usual_days": Personal("Usual days", "So that hosts know when", EMPLOYMENT),
        "usual_times": Personal("Usual times", "So that hosts know when", EMPLOYMENT),
        "written_by": Personal("Who wrote it", "So that it can be answered for", LOG),
        "listed_by": Personal("Who listed it", "So that it can be answered for", LOG),
        "closed_by": Personal("Who closed it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", LISTING.statuses, "listing_status"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(status__in=LIVE_LISTING), name="listing_one_live"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="listing_dates"
            ),
            models.CheckConstraint(condition=Q(weekly_minutes__lte=6000), name="listing_weekly_minutes"),
            paired("written", "listing", required=True),
            paired("listed", "listing", rule=True),
            paired("closed", "listing", rule=True),
        ]


class ListingSkill(models.Model):
    """A skill an officer offers."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="listing_rows")

    PERSONAL: ClassVar = {"skill": Personal("A skill they have", "To be found by it", EMPLOYMENT)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "skill"], name="listing_skill_once")]


class ListingFunction(models.Model):
    """A function of councils an officer can help with."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="function_rows")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="listing_rows")

    PERSONAL: ClassVar = {"function": Personal("What they can help with", "To be found by it", EMPLOYMENT)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "function"], name="listing_function_once")]


class Block(models.Model):
    """One-off hours on top of the weekly ones: so many minutes in the week of this Monday."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="blocks")
    monday = models.DateField()
    minutes = models.PositiveIntegerField()

    PERSONAL: ClassVar = {"monday": Personal("When they are free", "To be booked then", EMPLOYMENT)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "monday"], name="block_once_a_week"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="block_on_a_monday"),
            models.CheckConstraint(condition=Q(minutes__range=(30, 6000)), name="block_minutes"),
        ]


class WeekOff(models.Model):
    """A week in which a person is not available, in any of their jobs. No reason is asked or kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="weeks_off")
    monday = models.DateField()

    PERSONAL: ClassVar = {
        "person": Personal("Who is off", "Not to be booked then", "One year"),
        "monday": Personal("The week", "Not to be booked then", "One year"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "monday"], name="week_off_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="week_off_on_a_monday"),
        ]


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

    PERSONAL: ClassVar = {
        "approver": Personal("The manager asked", "Who may allow it", EMPLOYMENT),
        "approver_email": Personal("The manager's e-mail", "To ask them", EMPLOYMENT),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
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
            paired("asked", "permission", required=True),
            paired("granted", "permission"),
            paired("refused", "permission"),
            paired("paused", "permission"),
            paired("ended", "permission", rule=True),
            ordered("asked_at", "granted_at", "permission_asked_before_granted"),
        ]

    @property
    def why_refused(self) -> str:
        """The reason of a refusal in words; empty when there is none."""
        return str(REFUSAL_REASONS.get(self.refused_reason, ""))

    @property
    def why_ended(self) -> str:
        """The reason of an ending in words; empty when there is none."""
        return str(ENDING_REASONS.get(self.ended_reason, ""))


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
