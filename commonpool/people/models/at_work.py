"""People at work: their employments, what they have done, and the skills they say they have."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.names import name_of
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.people.rules import LEAST_NOTICE_DAYS, MOST_NOTICE_DAYS


class Skill(models.Model):
    """A skill an officer can say they have."""

    id = models.CharField(max_length=120, primary_key=True)
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=120, blank=True, default="")
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        indexes = [GinIndex(fields=["aliases"], name="skill_aliases")]

    def __str__(self) -> str:
        """Its name in the reader's language."""
        return name_of(self.name)


class JobRole(models.Model):
    """A kind of job in councils: offered where people say what their job is called."""

    id = models.CharField(max_length=120, primary_key=True)
    name = models.CharField(max_length=120)
    family = models.CharField(max_length=120, blank=True, default="")
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    def __str__(self) -> str:
        """Its name in the reader's language."""
        return name_of(self.name)


class SkillSuggestion(models.Model):
    """A skill somebody has that is not on the list yet."""

    text = models.CharField(max_length=120)
    suggested_at = models.DateTimeField()
    suggested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "text": Personal("The skill they miss", "May say what they can", "One year"),
        "suggested_by": Personal("Who suggests", "To ask what they mean", "One year"),
        "read_by": Personal("Who read it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [paired("suggested", "suggestion", required=True), paired("read", "suggestion")]


def every_weekday() -> list[int]:
    """Monday to Friday, as ISO weekdays."""
    return [1, 2, 3, 4, 5]


ONE_DAY = timedelta(days=1)


class Employment(models.Model):
    """A person works for an organisation, from–to. What they state, a manager ticks, and HR checks once.

    `ends_on` is the last day; the day before `starts_on` for one that ended the day it began. `starts_on` is the day
    on which we learned of it: `began_on` is when they began to work there, stated only where that is lately.
    `other_minutes` a week are worked for anybody but the councils they are known to work for. `came_from`: the one
    it goes on from, where another council took over.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="employments", db_index=False
    )
    mailbox = models.EmailField(max_length=254)
    job_title = models.CharField(max_length=120, blank=True, default="")
    grade_band = models.CharField(max_length=40, blank=True, default="")
    weekly_minutes = models.PositiveIntegerField(null=True, blank=True)
    working_days = ArrayField(models.PositiveSmallIntegerField(), default=every_weekday)
    other_jobs = models.CharField(max_length=300, blank=True, default="")
    other_minutes = models.PositiveIntegerField(default=0)
    under_18 = models.BooleanField(default=False)
    began_on = models.DateField(null=True, blank=True)
    manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="manages"
    )
    came_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    proved_at = models.DateTimeField()
    proved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(null=True, blank=True)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    payroll_number = models.CharField(max_length=30, blank=True, default="")

    PERSONAL: ClassVar = {
        "person": Personal("Who is employed", "A council lends only its own officers", EMPLOYMENT),
        "mailbox": Personal("Council e-mail address", "It proposes the employment", EMPLOYMENT),
        "job_title": Personal("Job", "Shown in the pool", EMPLOYMENT),
        "grade_band": Personal("Grade band", "Sets the hourly price", EMPLOYMENT),
        "weekly_minutes": Personal("Contract hours a week", "Working-time limits", EMPLOYMENT),
        "working_days": Personal("Working days", "Deadlines run on their days", EMPLOYMENT),
        "other_jobs": Personal("Other jobs", "Working-time limits", EMPLOYMENT),
        "other_minutes": Personal("Hours a week in other jobs", "Working-time limits", EMPLOYMENT),
        "under_18": Personal("Whether under 18", "Nobody under 18 is lent", EMPLOYMENT),
        "began_on": Personal("First day, if it was lately", "Working-time limits", EMPLOYMENT),
        "manager": Personal("Line manager", "Who gives the permission", EMPLOYMENT),
        "proved_by": Personal("Who proved the mailbox", "So that it can be answered for", LOG),
        "stated_by": Personal("Who stated the facts", "So that it can be answered for", LOG),
        "ticked_by": Personal("Manager who ticked payroll", "So that it can be answered for", LOG),
        "checked_by": Personal("HR person who checked", "So that it can be answered for", LOG),
        "payroll_number": Personal("Payroll number", "To pay them", EMPLOYMENT),
    }

    class Meta:
        indexes = [  # who works there, whom a search leaves out, is answered from it alone
            models.Index(
                fields=["organisation"], include=["person", "starts_on", "ends_on"], name="employment_there"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ends_on__isnull=True),
                name="employment_live_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - ONE_DAY),
                name="employment_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(ticked_by__isnull=True) | ~Q(ticked_by=F("person")),
                name="employment_ticked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("person")),
                name="employment_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(weekly_minutes__isnull=True) | Q(weekly_minutes__range=(1, 6000)),
                name="employment_weekly_minutes",
            ),
            models.CheckConstraint(
                condition=Q(other_minutes=0) | Q(other_minutes__lte=6000) & ~Q(other_jobs=""),
                name="employment_other_minutes",
            ),
            paired("proved", "employment", required=True),
            paired("stated", "employment"),
            paired("ticked", "employment"),
            paired("checked", "employment"),
            ordered("ticked_at", "checked_at", "employment_checked_after_ticked"),
        ]

    def live_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class OptOut(models.Model):
    """An officer's agreement that the 48-hour limit does not hold for an employment, from a day until notice is up.

    Working Time Regulations 1998 regs 4(1) and 5: in writing, ended by the officer at any time, on the notice agreed:
    seven days to three months. `ends_on`, set when they give notice, is the last day it holds.
    """

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="opt_outs")
    starts_on = models.DateField()
    notice_days = models.PositiveSmallIntegerField(default=LEAST_NOTICE_DAYS)
    ends_on = models.DateField(null=True, blank=True)
    signed_name = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "signed_name": Personal("Name as typed", "The signature", EMPLOYMENT),
        "recorded_by": Personal("Who opted out", "It is theirs alone to say", EMPLOYMENT),
        "ended_by": Personal("Who gave notice", "It is theirs alone to say", EMPLOYMENT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employment"], condition=Q(ends_on__isnull=True), name="opt_out_runs_once"
            ),
            models.CheckConstraint(
                condition=Q(notice_days__range=(LEAST_NOTICE_DAYS, MOST_NOTICE_DAYS)),
                name="opt_out_notice_days",
            ),
            models.CheckConstraint(condition=~Q(signed_name=""), name="opt_out_signed"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_at__isnull=True)
                | Q(ends_on__isnull=False, ended_at__isnull=False),
                name="opt_out_ends_by_notice",
            ),
            paired("recorded", "opt_out", required=True),
            paired("ended", "opt_out"),
            ordered("recorded_at", "ended_at", "opt_out_recorded_before_ended"),
        ]


class Deputy(models.Model):
    """A colleague who decides in an approver's place, from a day to a day or until further notice."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deputies")
    approver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputising")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "approver": Personal("Whose deputy", "So that somebody answers in their place", EMPLOYMENT),
        "person": Personal("The deputy", "So that somebody answers in their place", EMPLOYMENT),
        "named_by": Personal("Who named them", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "approver"],
                condition=Q(ended_at__isnull=True),
                name="deputy_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(person=F("approver")), name="deputy_not_oneself"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="deputy_dates"
            ),
            paired("named", "deputy", required=True),
            paired("ended", "deputy", rule=True),
        ]
