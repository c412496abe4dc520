"""Pieces of work that councils have done, and who took part in them and in other things that have an owner."""

from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from commonpool.identity.models import Person
from commonpool.kernel.constraints import LondonDate, one_of, ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Function, Organisation
from commonpool.people.lifecycle import PARTICIPATION, PIECE_OF_WORK
from commonpool.people.rules import MOST_LINKS, WHY_NOT_CONFIRMED

WORK, BOOKING = THINGS = ("work", "booking")
"""The kinds of thing somebody takes part in: a later stage adds its own."""

SAID_WHEN_CONFIRMED = (
    "person_id", "kind", "thing_id", "owner_id", "title", "function_id", "role", "from_on", "confirmed_words",
)  # fmt: skip
LAST_SAID = Coalesce("changed_at", "written_at")
WITHIN_ITS_WORK = """
IF EXISTS (
    SELECT FROM people_pieceofwork work
     WHERE work.id = NEW.thing_id
       AND (NEW.from_on < work.starts_on OR NEW.from_on > work.ends_on OR NEW.to_on > work.ends_on)
) THEN
    RAISE EXCEPTION 'the work was not under way then'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_within_its_work';
END IF;
RETURN NEW;
"""
NOT_CLAIMED_AGAIN = """
IF EXISTS (
    SELECT FROM people_participation other
     WHERE other.person_id = NEW.person_id AND other.kind = NEW.kind AND other.thing_id = NEW.thing_id
       AND other.refused_at IS NOT NULL
       AND (other.title, lower(other.role), other.from_on) = (NEW.title, lower(NEW.role), NEW.from_on)
       AND other.to_on IS NOT DISTINCT FROM NEW.to_on AND other.minutes IS NOT DISTINCT FROM NEW.minutes
) THEN
    RAISE EXCEPTION 'the same was not confirmed before'
          USING ERRCODE = 'unique_violation', CONSTRAINT = 'participation_not_claimed_again';
END IF;
RETURN NEW;
"""


def work_reference() -> str:
    return new_reference("W")


class PieceOfWork(models.Model):
    """Something a council has done or is doing: what was done, and what was learned. Read by all who search the pool.

    `links` are https addresses. `words`: all of it as search reads it, the title first.
    """

    reference = models.CharField(max_length=12, unique=True, default=work_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pieces_of_work")
    title = models.CharField(max_length=120)
    function = models.ForeignKey(Function, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what_was_done = models.CharField(max_length=2000)
    what_was_learned = models.CharField(max_length=2000, blank=True, default="")
    links = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, default=PIECE_OF_WORK.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.GeneratedField(
        expression=SearchVector("title", config="english", weight="A")
        + SearchVector("what_was_done", config="english", weight="B")
        + SearchVector("what_was_learned", config="english", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    PERSONAL: ClassVar = {
        "title": Personal("What a council did", "May name a person", EMPLOYMENT),
        "what_was_done": Personal("What a council did", "May name a person", EMPLOYMENT),
        "what_was_learned": Personal("What it learned", "May name a person", EMPLOYMENT),
        "links": Personal("Where it is told", "May name a person", EMPLOYMENT),
        "written_by": Personal("Who wrote it", "May put it right", EMPLOYMENT),
        "changed_by": Personal("Who changed it last", "So that it can be answered for", LOG),
        "withdrawn_by": Personal("Who withdrew it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", PIECE_OF_WORK.statuses, "work_status"),
            models.CheckConstraint(
                condition=(Q(status="withdrawn") | ~Q(title="") & ~Q(what_was_done=""))
                & Q(links__len__lte=MOST_LINKS),
                name="work_says_what",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="work_withdrawn_at_its_status",
            ),
            ordered("starts_on", "ends_on", "work_dates"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=LondonDate(LAST_SAID))
                & (Q(ends_on__isnull=True) | Q(ends_on__lte=LondonDate(LAST_SAID))),
                name="work_not_in_the_future",
            ),
            paired("written", "work", required=True),
            paired("changed", "work"),
            paired("withdrawn", "work"),
        ]
        indexes = [GinIndex(fields=["words"], name="work_words")]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """A person took part in a thing that has an owner, who confirms it; a delivered booking confirms itself.

    The thing is named by its kind and row, as later stages have things too; `title` and `function` are the thing's. A
    booking has no title: what it was for is nobody else's. What was confirmed says for good what it said then, and
    `confirmed_words` are the hash of what the work said. What was refused is not claimed again in the same words.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    kind = models.CharField(max_length=10)
    thing_id = models.BigIntegerField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    title = models.CharField(max_length=120, blank=True, default="")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=120, blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, default=PARTICIPATION.start)
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    claimed_by_rule = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by_rule = models.CharField(max_length=60, blank=True, default="")
    confirmed_words = models.CharField(max_length=64, blank=True, default="")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_reason = models.CharField(max_length=20, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar = {
        "person": Personal("Who took part", "To be found by it", EMPLOYMENT),
        "title": Personal("What they took part in", "To be found by it", EMPLOYMENT),
        "role": Personal("What they did in it, in their words", "To be found by it", EMPLOYMENT),
        "claimed_by": Personal("Who said so", "So that it can be answered for", LOG),
        "confirmed_by": Personal("Who confirmed it", "So that it can be answered for", LOG),
        "refused_by": Personal("Who did not", "So that it can be answered for", LOG),
        "refused_reason": Personal("Why they did not", "To say it better", EMPLOYMENT),
        "withdrawn_by": Personal("Who withdrew it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("kind", THINGS, "participation_kind"),
            one_of("status", PARTICIPATION.statuses, "participation_status"),
            models.UniqueConstraint(
                fields=["person", "kind", "thing_id"],
                condition=Q(kind=BOOKING) | Q(status__in=["claimed", "confirmed"]),
                name="participation_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="participation_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(kind=BOOKING, confirmed_by__isnull=True)
                | (~Q(kind=BOOKING) & Q(confirmed_by__isnull=False)),
                name="participation_confirmed_as_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False, status__in=["confirmed", "withdrawn"])
                | (Q(confirmed_at__isnull=True) & ~Q(status="confirmed")),
                name="participation_confirmed_at_its_status",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False, status="withdrawn")
                | (Q(withdrawn_at__isnull=True) & ~Q(status="withdrawn")),
                name="participation_withdrawn_at_its_status",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=False, status__in=["refused", "withdrawn"])
                | (Q(refused_at__isnull=True) & ~Q(status="refused")),
                name="participation_refused_at_its_status",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_reason="")
                | Q(refused_at__isnull=False) & ~Q(refused_reason=""),
                name="participation_refused_for_a_reason",
            ),
            one_of("refused_reason", ("", *WHY_NOT_CONFIRMED), "participation_refused_reason"),
            models.CheckConstraint(
                condition=~Q(kind=WORK) | Q(confirmed_at__isnull=True) | ~Q(confirmed_words=""),
                name="participation_confirmed_of_words",
            ),
            models.CheckConstraint(
                condition=~Q(kind=WORK)
                | Q(from_on__lte=LondonDate("claimed_at"))
                & (Q(to_on__isnull=True) | Q(to_on__lte=LondonDate("claimed_at"))),
                name="participation_not_in_the_future",
            ),
            ordered("from_on", "to_on", "participation_dates"),
            paired("claimed", "participation", rule=True, required=True),
            paired("confirmed", "participation", rule=True),
            paired("refused", "participation"),
            paired("withdrawn", "participation"),
        ]
        indexes = [
            models.Index(fields=["kind", "thing_id"], name="participation_thing"),
            models.Index(fields=["owner"], condition=Q(status="claimed"), name="participation_waiting"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="participation_says_what_was_confirmed",
                operation=pgtrigger.UpdateOf(*SAID_WHEN_CONFIRMED),
                condition=pgtrigger.Q(old__confirmed_at__isnull=False)
                & reduce(
                    or_,
                    (
                        pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
                        for name in SAID_WHEN_CONFIRMED
                    ),
                ),
            ),
            pgtrigger.Trigger(
                name="participation_within_its_work",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind=WORK),
                func=WITHIN_ITS_WORK,
            ),
            pgtrigger.Trigger(
                name="participation_not_claimed_again",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind=WORK),
                func=NOT_CLAIMED_AGAIN,
            ),
        ]
