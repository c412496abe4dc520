"""The hours a council has to pay, as they are agreed, and what its files say of them so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commonpool.agreements.models import PayTable
from commonpool.availability.queries import bank_holidays
from commonpool.payroll.models import OwnTime, PaidDay, PayrollLine
from commonpool.payroll.rules.paid import Agreed, Key, Paid, Part, Terms, ToPay, to_pay
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.rules import Day
from commonpool.timesheets.rules.days import parts

AGREED = ("agreed",)
PAID, TIME_BACK, WITHIN_HOURS = "overtime", "time_back", "within_hours"
NO_NUMBER, BEING_CORRECTED = "no_number", "being_corrected"


@dataclass(frozen=True)
class Due:
    """What the next file of a council would say, with all it is made of.

    `sheets`: the agreed timesheets by row, days and statements with them. `rows`: the newest paid day of each worked
    day, with its lines. `nothing`: the timesheets of hours that are part of the normal week.
    """

    sheets: dict[int, Timesheet]
    rows: dict[Key, PaidDay]
    to_pay: ToPay
    nothing: list[Timesheet] = field(default_factory=list)


def agreed_sheets(organisation_id: int, until: datetime, *bases: str) -> QuerySet[Timesheet]:
    """Timesheets agreed before an instant, of bookings whose officer the council pays now, by how time is found.

    Where a council took over from another it pays what is left to pay. Four SQL queries with what hangs on them.
    """
    agreed = Timesheet.objects.filter(
        status__in=AGREED,
        agreed_at__lt=until,
        booking__home_id=organisation_id,
        booking__kind="paid",
        time_found__time_basis__in=bases,
    )
    linked = ("booking__officer", "booking__host", "booking__home", "booking__employment", "booked_week")
    return agreed.select_related(*linked, "time_found").prefetch_related("days").order_by("id")


def due(organisation_id: int, until: datetime, tables: Sequence[PayTable]) -> Due:
    """What the next file says of hours agreed before an instant. `tables`: the council's, the newest first.

    Days are paid by the table that holds on them; those before the first table, by the first. A fixed number of SQL
    queries, for callers that judged who asks.
    """
    found = list(agreed_sheets(organisation_id, until, PAID, WITHIN_HOURS))
    sheets = {each.pk: each for each in found if each.time_found.time_basis == PAID}
    nothing = [each for each in found if each.time_found.time_basis == WITHIN_HOURS]
    rows = _rows(organisation_id)
    held = _held(sheets, rows)
    own = {key: row for key, row in rows.items() if row.timesheet_id in sheets and key[0] not in held}
    days = [each for pk, sheet in sheets.items() if pk not in held for each in worked_days(sheet)]
    said = to_pay(
        _with_statements(days),
        {key: _paid(row) for key, row in own.items()},
        {sheet.booking.employment_id: _terms(sheet, tables) for sheet in sheets.values()},
        _elsewhere({each.person_id for each in days}, set(sheets)),
    )
    of_held = {each.key: held[pk] for pk in held for each in worked_days(sheets[pk])}
    return Due(sheets, rows, ToPay(said.said, said.held | of_held), nothing)


def worked_days(sheet: Timesheet) -> list[Agreed]:
    """The worked days of a timesheet, with their parts by kind of day and time of day; no statement yet."""
    booking = sheet.booking
    holidays = bank_holidays(booking.home.nation)
    assert sheet.agreed_at is not None
    return [
        Agreed(
            timesheet_id=sheet.pk,
            date=day.date,
            employment_id=booking.employment_id,
            person_id=booking.officer_id,
            spells=parts(Day(day.date, day.minutes, day.starts, day.ends), holidays),
            agreed_at=sheet.agreed_at,
            starts=day.starts,
            ends=day.ends,
        )
        for day in sheet.days.all()
    ]


def _with_statements(days: Iterable[Agreed]) -> list[Agreed]:
    """The days, each with the officer's statement of its timesheet, if it was given of the hours as they stand."""
    worked = list(days)
    given = statements({each.timesheet_id for each in worked})
    return [replace(each, own_time_id=given.get(each.timesheet_id)) for each in worked]


def statements(timesheet_ids: Iterable[int]) -> dict[int, int]:
    """The newest statement of each timesheet that was given of its hours as they were last sent."""
    said = OwnTime.objects.filter(timesheet_id__in=list(timesheet_ids)).select_related("timesheet")
    return {
        each.timesheet_id: each.pk
        for each in said.order_by("id")
        if each.timesheet.submitted_at is not None and each.stated_at >= each.timesheet.submitted_at
    }


def newest(paid: "QuerySet[PaidDay]") -> "QuerySet[PaidDay]":
    """Of these paid days those that no later one says anew."""
    return paid.filter(~Exists(PaidDay.objects.filter(before=OuterRef("pk"))))


def _rows(organisation_id: int) -> dict[Key, PaidDay]:
    standing = newest(PaidDay.objects.filter(timesheet__booking__home_id=organisation_id))
    whole = standing.prefetch_related("lines")
    return {(row.timesheet_id, row.date): row for row in whole}


def lines_of(row: PaidDay) -> list[PayrollLine]:
    """What this version of a paid day pays, without what it takes back; in order."""
    return sorted(
        (line for line in row.lines.all() if line.reverses_id is None), key=lambda line: line.position
    )


def _paid(row: PaidDay) -> Paid:
    paid = [Part(line.date, line.minutes, line.multiplier_hundredths, line.pence) for line in lines_of(row)]
    return Paid(row.version, row.minutes, tuple(paid), row.own_time_id)


def _held(sheets: dict[int, Timesheet], rows: dict[Key, PaidDay]) -> dict[int, str]:
    """Timesheets that wait as a whole: no payroll number, or other hours of the officer are being corrected."""
    moving = {row.employment_id for row in rows.values() if row.timesheet_id not in sheets}
    held = {}
    for pk, sheet in sheets.items():
        if not sheet.booking.employment.payroll_number:
            held[pk] = NO_NUMBER
        elif sheet.booking.employment_id in moving:
            held[pk] = BEING_CORRECTED
    return held


def _terms(sheet: Timesheet, tables: Sequence[PayTable]) -> Terms:
    def table_on(day: date) -> Any:
        return next((each for each in tables if each.effective_from <= day), tables[-1])

    minutes = sheet.booking.employment.weekly_minutes or tables[-1].part_time_threshold_hours * 60
    return Terms(contract_minutes=minutes, hourly_pence=lambda day: 0, table_on=table_on)


def _elsewhere(person_ids: set[int], but: set[int]) -> list[Agreed]:
    """What stands in any file of these people, of other timesheets: also of another council that employs them."""
    standing = newest(PaidDay.objects.filter(person_id__in=person_ids, minutes__gt=0))
    return [
        Agreed(
            timesheet_id=row.timesheet_id,
            date=row.date,
            employment_id=row.employment_id,
            person_id=row.person_id,
            spells=parts(Day(row.date, row.minutes), ()),
            agreed_at=row.file.exported_at,
            starts=row.starts,
            ends=row.ends,
        )
        for row in standing.exclude(timesheet_id__in=but).select_related("file")
    ]
