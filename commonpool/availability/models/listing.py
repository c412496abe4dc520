"""An officer's entry in the pool, and the weeks they are off."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commonpool.availability.lifecycle import LISTING, LIVE_LISTING
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Function
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
