"""The hours a council has to pay, as they are agreed, and what its files say of them so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from commonpool.agreements.models import PayTable
from commonpool.agreements.rules.paying import Spell, hourly_pence
from commonpool.payroll.models import OwnTime, PaidDay, PayrollLine
from commonpool.payroll.queries.carried import paid_by
from commonpool.payroll.queries.newest import newest
from commonpool.payroll.rules.paid import Agreed, Key, Paid, Part, Terms, ToPay, to_pay
from commonpool.people.models import AnnualPay, Employment
from commonpool.timesheets import queries as timesheets
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.rules.days import WEEKDAY

PAID, TIME_BACK, WITHIN_HOURS = "overtime", "time_back", "within_hours"
NO_NUMBER = "no_number"
ONE_DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)


@dataclass(frozen=True)
class Due:
    """What the next file of a council would say, with all it is made of.

    `days`: the worked days that can be paid. `sheets`: their timesheets by row. `rows`: the newest paid day of each
    worked day, with its lines. `nothing`: days of hours that are part of the normal week.
    """

    days: dict[Key, Agreed]
    sheets: dict[int, Timesheet]
    rows: dict[Key, PaidDay]
    to_pay: ToPay
    nothing: list[Agreed] = field(default_factory=list)


def due(organisation_id: int, until: datetime, tables: Sequence[PayTable]) -> Due:
    """What the next file says of hours that could be paid before an instant. `tables`: the council's, newest first.

    Where a council took over from another it pays what is left to pay. Days are paid by the table that holds on them;
    those before the first table, by the first. A fixed number of SQL queries, for callers that judged who asks.
    """
    payable = timesheets.paid_days(organisation_id, upto=until - INSTANT, of=paid_by(organisation_id))
    sheets = _sheets({each.timesheet_id for each in payable})
    agreed = _worked(payable, sheets)
    days = {each.key: each for each in agreed if _basis(sheets[each.timesheet_id]) == PAID}
    rows = _rows(organisation_id)
    held = {key: NO_NUMBER for key in days if not sheets[key[0]].booking.employment.payroll_number}
    said = to_pay(
        [day for key, day in days.items() if key not in held],
        {key: _paid(row) for key, row in rows.items() if key not in held},
        _terms(sheets.values(), tables),
        _elsewhere({day.person_id for day in days.values()}, organisation_id),
    )
    nothing = [each for each in agreed if _basis(sheets[each.timesheet_id]) == WITHIN_HOURS]
    return Due(days, sheets, rows, ToPay(said.said, said.held | held), nothing)


def _sheets(timesheet_ids: Iterable[int]) -> dict[int, Timesheet]:
    linked = ("booking__officer", "booking__host", "booking__employment", "booked_week", "time_found")
    found = (
        Timesheet.objects.filter(pk__in=timesheet_ids)
        .select_related(*linked)
        .prefetch_related("days", "corrections__days")
    )
    return {each.pk: each for each in found}


def _basis(sheet: Timesheet) -> str:
    return sheet.time_found.time_basis


def _worked(payable: Sequence[timesheets.PaidDay], sheets: Mapping[int, Timesheet]) -> list[Agreed]:
    """The worked days: what can be paid of each timesheet and calendar day, with the times given for it."""
    given = statements(sheets)
    found = []
    ordered = sorted(payable, key=lambda part: (part.timesheet_id, part.date, part.part_id))
    for (timesheet_id, day), parts in groupby(ordered, key=lambda part: (part.timesheet_id, part.date)):
        spells = list(parts)
        starts, ends = _times(sheets[timesheet_id], day)
        found.append(
            Agreed(
                timesheet_id=timesheet_id,
                date=day,
                employment_id=spells[0].employment_id,
                person_id=spells[0].officer_id,
                spells=tuple(Spell(day, each.minutes, each.day_type, each.band) for each in spells),
                agreed_at=spells[0].agreed_at,
                starts=starts,
                ends=ends,
                own_time_id=given.get(timesheet_id),
            )
        )
    return found


def _times(sheet: Timesheet, day: date) -> tuple[time | None, time | None]:
    """Between which times of a calendar day it was worked, where they are given: a night is cut at midnight."""
    by_date = {each.date: each for each in timesheets.days_of(sheet)}
    own, night = by_date.get(day), by_date.get(day - ONE_DAY)
    if own and own.starts and own.ends:
        return own.starts, time.min if own.ends < own.starts else own.ends
    if night and night.starts and night.ends and night.ends < night.starts:
        return time.min, night.ends
    return None, None


def statements(timesheet_ids: Iterable[int]) -> dict[int, int]:
    """The newest statement of each timesheet that was given of its hours as last sent, or corrected to more."""
    said = OwnTime.objects.filter(SAID_OF_THEM, timesheet_id__in=list(timesheet_ids))
    return {each.timesheet_id: each.pk for each in said.order_by("id")}


_ADDS = HoursCorrection.objects.filter(
    timesheet=OuterRef("timesheet_id"), status="agreed", adds=True, proposed_at__gt=OuterRef("stated_at")
)
SAID_OF_THEM = Q(stated_at__gte=F("timesheet__submitted_at")) & ~Exists(_ADDS)
"""Of a statement: no hours were sent, and none were added by a correction, after it."""


def _rows(organisation_id: int) -> dict[Key, PaidDay]:
    standing = newest(PaidDay.objects.filter(paid_by(organisation_id)))
    return {(row.timesheet_id, row.date): row for row in standing.prefetch_related("lines")}


def lines_of(row: PaidDay) -> list[PayrollLine]:
    """What this version of a paid day pays, without what it takes back; in order."""
    paid = (line for line in row.lines.all() if line.reverses_id is None)
    return sorted(paid, key=lambda line: line.position)


def _paid(row: PaidDay) -> Paid:
    paid = [
        Part(line.date, line.minutes, line.multiplier_hundredths, line.pence, line.hourly_pence)
        for line in lines_of(row)
    ]
    return Paid(row.version, row.minutes, tuple(paid), row.own_time_id)


def _terms(sheets: Iterable[Timesheet], tables: Sequence[PayTable]) -> dict[int, Terms]:
    """How each employment is paid, by the council's tables and what HR recorded of its pay. One SQL query."""
    jobs = {each.booking.employment_id: each.booking.employment for each in sheets}
    pay: dict[int, list[AnnualPay]] = {}
    for each in AnnualPay.objects.filter(employment_id__in=jobs).order_by("-starts_on", "-id"):
        pay.setdefault(each.employment_id, []).append(each)
    return {pk: _terms_of(job, tables, pay.get(pk, [])) for pk, job in jobs.items()}


def _terms_of(job: Employment, tables: Sequence[PayTable], pay: Sequence[AnnualPay]) -> Terms:
    def table_on(day: date) -> Any:
        return next((each for each in tables if each.effective_from <= day), tables[-1])

    def pay_on(day: date) -> tuple[int, bool]:
        table, held = table_on(day), next((each for each in pay if each.starts_on <= day), None)
        if held is None:
            return 0, False
        hourly = hourly_pence(held.annual_pence, table.week_hours * 60, table.divisor)
        return hourly, held.above_ceiling

    minutes = job.weekly_minutes or tables[-1].part_time_threshold_hours * 60
    return Terms(contract_minutes=minutes, table_on=table_on, pay_on=pay_on)


def _elsewhere(person_ids: set[int], home_id: int) -> list[Agreed]:
    """What stands in the files of other councils that employ these people."""
    standing = newest(PaidDay.objects.filter(person_id__in=person_ids, minutes__gt=0))
    return [
        Agreed(
            timesheet_id=row.timesheet_id,
            date=row.date,
            employment_id=row.employment_id,
            person_id=row.person_id,
            spells=(Spell(row.date, row.minutes, WEEKDAY),),
            agreed_at=row.file.exported_at,
            starts=row.starts,
            ends=row.ends,
        )
        for row in standing.filter(~paid_by(home_id)).select_related("file")
    ]
