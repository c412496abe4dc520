"""The days of a timesheet, and what they were agreed as: by kind of day and time of day, lent or waiting."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.kernel.constraints import append_only, one_of
from commonpool.kernel.personal import RECORD, Personal
from commonpool.timesheets.models.correction import HoursCorrection
from commonpool.timesheets.models.timesheet import Timesheet
from commonpool.timesheets.rules.days import BANDS, DAY_TYPES
from commonpool.timesheets.rules.sorting import WHY

OF_AGREED = """
    sheet := CASE WHEN TG_OP = 'INSERT' THEN NEW.timesheet_id ELSE OLD.timesheet_id END;
    IF EXISTS (SELECT FROM timesheets_timesheet WHERE id = sheet AND agreed_at IS NOT NULL)
       OR TG_OP = 'UPDATE' AND NEW.timesheet_id <> OLD.timesheet_id THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'worked_day_agreed_stays',
            MESSAGE = 'worked_day_agreed_stays: hours that are agreed are never changed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class WorkedDay(models.Model):
    """Minutes worked on a day, for a booked week; a day may lie in another week than booked."""

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="days")
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
            models.UniqueConstraint(fields=["timesheet", "date"], name="worked_day_once"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="worked_day_minutes"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_days_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("sheet", "bigint")],
                func=OF_AGREED,
            )
        ]


class WorkedPart(models.Model):
    """Agreed minutes of one calendar day in one time band, as they were on the day they were agreed; never changed.

    `why`: for what reason they wait for the home council's yes; empty where they were lent as booked. `correction`: as
    which correction says them; the hours as first agreed have none. `allowed`: of a correction's, that the home council
    has said yes to them, then or before; for those first agreed, `MissingYes` says it.
    """

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="parts")
    date = models.DateField()
    day_type = models.CharField(max_length=16)
    band = models.CharField(max_length=11)
    minutes = models.PositiveIntegerField()
    why = models.CharField(max_length=20, blank=True, default="")
    correction = models.ForeignKey(
        HoursCorrection, on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    allowed = models.BooleanField(default=False, db_default=False)

    PERSONAL: ClassVar = {
        "date": Personal("When they worked", "To pay them", RECORD),
        "day_type": Personal("On which kind of day they worked", "To pay them", RECORD),
        "band": Personal("At which time of day they worked", "To pay them", RECORD),
        "minutes": Personal("How long they worked", "To pay them", RECORD),
        "why": Personal("Why these hours wait", "So that their council can answer", RECORD),
    }

    class Meta:
        constraints = [
            one_of("day_type", DAY_TYPES, "worked_part_day_type"),
            one_of("band", BANDS, "worked_part_band"),
            one_of("why", ("", *WHY), "worked_part_why"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 1500)), name="worked_part_minutes"),
            models.CheckConstraint(
                condition=Q(allowed=False) | Q(correction__isnull=False) & ~Q(why=""),
                name="worked_part_allowed",
            ),
        ]
        triggers = append_only("worked_part_stays", "worked_parts_never_emptied", "agreed hours are")
