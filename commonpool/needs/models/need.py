"""A need: a stated want of somebody's time, attached to at most one thing."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import LOG, NOTHING, Personal
from commonpool.kernel.references import new_reference
from commonpool.needs.lifecycle import NEED
from commonpool.needs.rules import Wants
from commonpool.organisations.models import Function, Nation, Organisation
from commonpool.people.models import Skill

KEPT = "One year"
OVER = ("filled", "closed", "expired")


def need_reference() -> str:
    return new_reference("D")


class Need(models.Model):
    """What a host council wants, of whom, and when.

    `minutes`: in all. `taken_minutes`: of the bookings made for it, as they stand; only a trigger on these moves it,
    and without `more_said` it stays within `minutes` and, with `each_week`, within those of each week.
    `words`: what it says as search reads it, the title first.
    """

    reference = models.CharField(max_length=12, unique=True, default=need_reference)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs")
    status = models.CharField(max_length=12, default="draft")
    title = models.CharField(max_length=120)
    what = models.CharField(max_length=600)
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    taken_minutes = models.PositiveIntegerField(default=0)
    more_said = models.BooleanField(default=False)
    each_week = models.BooleanField(default=False)
    budget_pence = models.PositiveIntegerField(null=True, blank=True)
    nation = models.CharField(max_length=16, blank=True, default="")
    remote = models.BooleanField(default=False)
    on_site = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=12, blank=True, default="")
    subject_reference = models.CharField(max_length=12, blank=True, default="")
    words = models.GeneratedField(
        expression=SearchVector("title", config="english", weight="A")
        + SearchVector("what", config="english", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    expires_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "title": Personal("What is needed", "So that officers can offer", KEPT),
        "what": Personal("The same, in sentences", "So that officers can offer", KEPT),
        "subject_kind": Personal("The kind of thing it is for", "To find it again", KEPT),
        "subject_reference": Personal("What it is for", "To find it again", KEPT),
        "written_by": Personal("Who wrote it", "To tell them of offers", LOG),
        "opened_by": Personal("Who put it before the network", "So that it can be answered for", LOG),
        "ended_by": Personal("Who closed it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", NEED.statuses, "need_status"),
            one_of("nation", ["", *Nation.values], "need_nation"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_reference="")
                | ~Q(subject_kind="") & ~Q(subject_reference=""),
                name="need_subject_whole",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="need_wants_something"),
            models.CheckConstraint(
                condition=Q(more_said=True) | Q(taken_minutes__lte=F("minutes")),
                name="need_taken_within_wanted",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, expires_on__isnull=True)
                | Q(opened_at__isnull=False, expires_on__isnull=False),
                name="need_opened_with_last_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"]) | Q(opened_at__isnull=False),
                name="need_opened_before_it_moves",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OVER, ended_at__isnull=False)
                | ~Q(status__in=OVER) & Q(ended_at__isnull=True),
                name="need_ended_when_over",
            ),
            paired("written", "need", required=True),
            paired("opened", "need"),
            paired("ended", "need", rule=True),
        ]
        indexes = [
            models.Index(fields=["host", "status"], name="need_host"),
            models.Index(fields=["status", "-opened_at"], name="need_newest"),
            GinIndex(fields=["words"], name="need_words"),
        ]

    @property
    def mondays(self) -> list[date]:
        """Its weeks, in order; asked of the database unless they were asked with it."""
        return sorted(each.monday for each in self.weeks.all())  # type: ignore[attr-defined]

    @property
    def open_until(self) -> date | None:
        """The last day on which it is open: of its sixty days, or before the last of its weeks begins."""
        if self.expires_on is None:
            return None
        return min([self.expires_on, *(monday - timedelta(days=1) for monday in self.mondays[-1:])])

    @property
    def minutes_each_week(self) -> int:
        """The minutes of each of its weeks; nought where the hours are wanted in all."""
        return self.wants.each

    @property
    def wants(self) -> Wants:
        """Its hours, as they are judged."""
        mondays = tuple(self.mondays)
        return Wants(self.minutes, self.minutes // len(mondays) if self.each_week else 0, mondays)


class NeedWeek(models.Model):
    """A week in which the hours would serve."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="weeks")
    monday = models.DateField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "monday"], name="need_week_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="need_week_on_a_monday"),
        ]


class NeedSkill(models.Model):
    """A skill that is wanted."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "skill"], name="need_skill_once")]
