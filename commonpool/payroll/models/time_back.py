"""Time back: minutes earned by lent hours, taken, and lapsed, an account for each employment. Whole minutes."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.people.models import Employment
from commonpool.timesheets.models import Timesheet

KINDS = ("earned", "taken", "lapsed")
NOT_BELOW_NOTHING = """
    PERFORM FROM payroll_timebackaccount
      WHERE id = NEW.account_id AND goes_on_in_id IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_has_gone_on',
            MESSAGE = 'time_back_has_gone_on: their account goes on in another';
    END IF;
    IF NEW.kind = 'taken' AND
       (SELECT sum(entry.minutes) FROM payroll_timebackentry entry
          JOIN payroll_timebackaccount held ON held.id = entry.account_id
         WHERE NEW.account_id IN (held.id, held.goes_on_in_id)) < 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_not_below_nothing',
            MESSAGE = 'time_back_not_below_nothing: there is not so much time back';
    END IF;
    IF NEW.kind = 'earned' AND NOT EXISTS (
        SELECT FROM payroll_timefound AS found
         WHERE found.timesheet_id = NEW.timesheet_id AND found.time_basis = 'time_back'
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_is_not_paid',
            MESSAGE = 'time_back_is_not_paid: these hours are paid, or part of the normal week';
    END IF;
    RETURN NULL;
"""


class TimeBackAccount(models.Model):
    """An employment's time back: the one row at which everything that moves its balance meets.

    `goes_on_in`: their account at the council that took over: what moved this one is of that one too, and nothing
    more is entered here.
    """

    employment = models.OneToOneField(Employment, on_delete=models.PROTECT, related_name="time_back")
    goes_on_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="before"
    )

    PERSONAL: ClassVar[dict[str, Personal]] = {}


class TimeTaken(models.Model):
    """Time back an officer took on a day: recorded by them, agreed or refused by their manager.

    Refused by a rule: what was asked for on a day for which more is asked where the account goes on.
    """

    account = models.ForeignKey(TimeBackAccount, on_delete=models.PROTECT, related_name="takings")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "on": Personal("When they took time back", "Their time back", EMPLOYMENT),
        "minutes": Personal("How much time back they took", "Their time back", EMPLOYMENT),
        "recorded_by": Personal("Who took it", "It is theirs to say", EMPLOYMENT),
        "agreed_by": Personal("Who agreed it", "So that it can be answered for", LOG),
        "refused_by": Personal("Who refused it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="time_taken_minutes"),
            models.UniqueConstraint(
                fields=["account", "on"], condition=Q(refused_at__isnull=True), name="time_taken_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("recorded_by")),
                name="time_taken_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(refused_at__isnull=True),
                name="time_taken_answered_once",
            ),
            paired("recorded", "time_taken", required=True),
            paired("agreed", "time_taken"),
            paired("refused", "time_taken", rule=True),
            ordered("recorded_at", "agreed_at", "time_taken_recorded_before_agreed"),
        ]


class TimeBackEntry(models.Model):
    """A movement of time back: earned (or earned no more, negative), taken, lapsed. Never changed.

    `lapses_on`: the day on which what is left of minutes earned lapses; empty where time back does not.
    """

    account = models.ForeignKey(TimeBackAccount, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10)
    on = models.DateField()
    minutes = models.IntegerField()
    timesheet = models.ForeignKey(
        Timesheet, on_delete=models.PROTECT, null=True, blank=True, related_name="time_back"
    )
    version = models.PositiveSmallIntegerField(default=1)
    taken = models.OneToOneField(
        TimeTaken, on_delete=models.PROTECT, null=True, blank=True, related_name="entry"
    )
    lapses_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "on": Personal("Day of the hours, or of the time taken", "Their time back", EMPLOYMENT),
        "minutes": Personal("Time back", "Their time back", EMPLOYMENT),
        "entered_by": Personal("Whose act entered it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("kind", KINDS, "time_back_kind"),
            models.UniqueConstraint(fields=["timesheet", "on", "version"], name="time_back_earned_once"),
            models.CheckConstraint(
                condition=Q(kind="earned", timesheet__isnull=False, taken__isnull=True) & ~Q(minutes=0)
                | Q(kind="taken", taken__isnull=False, timesheet__isnull=True, minutes__lt=0)
                | Q(kind="lapsed", taken__isnull=True, timesheet__isnull=True, minutes__lt=0),
                name="time_back_says_why",
            ),
            paired("entered", "time_back", rule=True, required=True),
        ]
        triggers = [
            *append_only("time_back_stays", "time_back_never_emptied", "entries are"),
            pgtrigger.Trigger(
                name="time_back_not_below_nothing",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=NOT_BELOW_NOTHING,
            ),
        ]
