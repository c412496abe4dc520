"""Agreed hours that turned out wrong: each correction is a row of its own, and what it corrects stays."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.timesheets.lifecycle import CORRECTION
from commonpool.timesheets.models.timesheet import Timesheet

MOST_REASON = 600
OPEN = ("proposed", "waiting")
"""The statuses in which an answer is still missing."""
# What was proposed never changes, and of an answered correction nothing does. Hours come before what corrects them.
CORRECTION_STAYS = """
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM timesheets_timesheet WHERE id = NEW.timesheet_id AND agreed_at IS NOT NULL) THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_of_agreed_hours',
                MESSAGE = 'correction_of_agreed_hours: only hours that are agreed are corrected';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.status NOT IN ('proposed', 'waiting') AND to_jsonb(OLD) <> to_jsonb(NEW)
       OR (OLD.timesheet_id, OLD.officer_id, OLD.number, OLD.minutes, OLD.reason, OLD.proposed_at, OLD.proposed_by_id)
          IS DISTINCT FROM
          (NEW.timesheet_id, NEW.officer_id, NEW.number, NEW.minutes, NEW.reason, NEW.proposed_at, NEW.proposed_by_id)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_stays',
            MESSAGE = 'correction_stays: what was proposed, and a correction that was answered, are never changed';
    END IF;
    RETURN NEW;
"""
SUM_OF_DAYS = """
    IF (SELECT sum(minutes) FROM timesheets_correctedday WHERE correction_id = NEW.correction_id)
       <> (SELECT minutes FROM timesheets_hourscorrection WHERE id = NEW.correction_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_sum_of_its_days',
            MESSAGE = 'correction_sum_of_its_days: the days do not come to what the correction says';
    END IF;
    RETURN NULL;
"""


class HoursCorrection(models.Model):
    """All days of an agreed timesheet said anew, in place of what was agreed before: the `number`-th such proposal.

    `minutes`: of all its days; none means that nothing was worked. `adds`: some day has more than was agreed before.
    `waiting_minutes`: how many the home council is asked about; `home_allows`: its answer. A correction holds from
    when its last answer is given. The timesheet itself is never edited.
    """

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="corrections")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, default=CORRECTION.start)
    minutes = models.PositiveIntegerField()
    adds = models.BooleanField(default=False)
    reason = models.CharField(max_length=MOST_REASON)
    waiting_minutes = models.PositiveIntegerField(default=0)
    home_allows = models.BooleanField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    home_answered_at = models.DateTimeField(null=True, blank=True)
    home_answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar = {
        "officer": Personal("Whose hours they are", "Nobody answers for themselves", RECORD),
        "reason": Personal("What was wrong", "So that the host can answer", RECORD),
        "proposed_by": Personal("Who says that they are wrong", "So that it can be answered for", RECORD),
        "answered_by": Personal("Who answered at the host", "So that it can be answered for", RECORD),
        "home_answered_by": Personal("Who answered at home", "So that it can be answered for", RECORD),
        "withdrawn_by": Personal("Who took it back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", CORRECTION.statuses, "correction_status"),
            models.UniqueConstraint(fields=["timesheet", "number"], name="correction_number"),
            models.UniqueConstraint(
                fields=["timesheet"],
                condition=Q(status__in=OPEN),
                name="correction_one_open",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True)
                | ~Q(answered_by=F("officer")) & ~Q(answered_by=F("proposed_by")),
                name="correction_not_answered_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(home_answered_by__isnull=True)
                | ~Q(home_answered_by=F("officer")) & ~Q(home_answered_by=F("proposed_by")),
                name="correction_not_allowed_for_oneself",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "withdrawn"], answered_at__isnull=True)
                | Q(status__in=["waiting", "agreed", "refused"], answered_at__isnull=False),
                name="correction_answered_as_it_says",
            ),
            models.CheckConstraint(
                condition=Q(home_answered_at__isnull=True, home_allows__isnull=True)
                & (~Q(status="agreed") | Q(waiting_minutes=0))
                | Q(home_answered_at__isnull=False, home_allows__isnull=False, status="agreed"),
                name="correction_allowed_as_it_says",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | ~Q(status="withdrawn") & Q(withdrawn_at__isnull=True),
                name="correction_withdrawn_as_it_says",
            ),
            paired("proposed", "correction", required=True),
            paired("answered", "correction"),
            paired("home_answered", "correction"),
            paired("withdrawn", "correction"),
            ordered("proposed_at", "answered_at", "correction_order"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="correction_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CORRECTION_STAYS,
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still missing."""
        return self.status in OPEN


class CorrectedDay(models.Model):
    """Minutes worked on a day, as a correction says it; never changed."""

    correction = models.ForeignKey(HoursCorrection, on_delete=models.PROTECT, related_name="days")
    date = models.DateField()
    minutes = models.PositiveIntegerField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    PERSONAL: ClassVar = {
        "date": Personal("When they worked", "To pay them", RECORD),
        "minutes": Personal("How long they worked", "To pay them", RECORD),
        "starts": Personal("When they began", "Rest and night rules", RECORD),
        "ends": Personal("When they ended", "Rest and night rules", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["correction", "date"], name="corrected_day_once"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="corrected_day_minutes"),
        ]
        triggers = [
            *append_only("corrected_day_stays", "corrected_days_never_emptied", "corrected days are"),
            pgtrigger.Trigger(
                name="correction_sum_of_its_days",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=SUM_OF_DAYS,
            ),
        ]
