"""A council's payroll file of a period: what it would say, and what it said. For its own HR, finance and auditors."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.models import PayrollColumns, PayTable
from commonpool.agreements.queries import holding
from commonpool.agreements.rules import CUT_OFF_DAY
from commonpool.kernel import months
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.payroll.models import PaidDay, PayrollFile, PayrollLine
from commonpool.payroll.queries.due import Due, due, lines_of
from commonpool.payroll.queries.regular import regular_overtime
from commonpool.payroll.rules import periods
from commonpool.payroll.rules.columns import Line
from commonpool.payroll.rules.paid import Part, Said, ToPay
from commonpool.timesheets.models import Timesheet

NOTHING_DUE = Due({}, {}, {}, ToPay())


@dataclass(frozen=True)
class Period:
    """A month of a council's payroll. `file`: what was exported for it, if it was."""

    period: date
    cut_off_at: datetime
    file: PayrollFile | None = None

    @property
    def written(self) -> str:
        return months.written(self.period)


@dataclass(frozen=True)
class Kept:
    """A worked day that is not in the file, with the reason; none for what is part of the normal week."""

    sheet: Timesheet
    date: date
    minutes: int
    reason: str = ""


@dataclass(frozen=True)
class Preview:
    """What the file of a period would say now. `regular`: weeks with overtime, by officer, where it is (HOL-01)."""

    period: Period
    columns: PayrollColumns | None
    table: PayTable | None
    lines: list[Line] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    nothing: list[Kept] = field(default_factory=list)
    regular: list[tuple[str, int]] = field(default_factory=list)
    due: Due = NOTHING_DUE

    @property
    def minutes(self) -> int:
        """The sum of the lines, those taken back being negative."""
        return sum(line.minutes for line in self.lines)


def require_reader(actor: Actor, organisation_id: int) -> None:
    """Refuses `not_found` at another council, `forbidden` to who may not see pay."""
    actor.require_own(Right.SEE_PAYROLL, organisation_id)


def files_of(actor: Actor, organisation_id: int) -> QuerySet[PayrollFile]:
    """The files of a council, the newest period first, without their content. Requires `see_payroll` there."""
    require_reader(actor, organisation_id)
    found = PayrollFile.objects.filter(home_id=organisation_id).defer("content").select_related("exported_by")
    return found.annotate(count=Count("lines")).order_by("-period")


def file_of(actor: Actor, organisation_id: int, period: date) -> PayrollFile:
    """The file of a period, with who took it when. Refuses `not_found`. Requires `see_payroll` there."""
    require_reader(actor, organisation_id)
    found = sole(
        PayrollFile.objects.filter(home_id=organisation_id, period=period).select_related("exported_by")
    )
    if found is None:
        raise NotFound
    return found


def file_lines(file: PayrollFile) -> QuerySet[PayrollLine]:
    """The lines of a file the caller was given, in order."""
    return file.lines.order_by("position")


def open_periods(actor: Actor, organisation_id: int, at: datetime) -> list[Period]:
    """The period whose cut-off is past and that has no file, if there is one, and the one hours come into now.

    Requires `see_payroll` there.
    """
    require_reader(actor, organisation_id)
    day = cut_off_day(organisation_id, at)
    now = periods.period_at(at, day)
    last = months.before(now)
    exported = PayrollFile.objects.filter(home_id=organisation_id, period__gte=last).exists()
    found = [] if exported else [last]
    return [Period(each, periods.cut_off(each, day)) for each in [*found, now]]


def cut_off_day(organisation_id: int, at: datetime) -> int:
    """The day of the month by whose end hours have to be agreed, as the council says it now."""
    columns = holding(PayrollColumns, organisation_id, london_date(at))
    return columns.cut_off_day if columns else CUT_OFF_DAY


def preview(actor: Actor, organisation_id: int, period: date, at: datetime) -> Preview:
    """What the file of a period says, or would say now. Requires `see_payroll` there. Refuses `not_found`."""
    require_reader(actor, organisation_id)
    return preview_for(organisation_id, period, at)


def preview_for(organisation_id: int, period: date, at: datetime) -> Preview:
    """The same, for an export that judged who asks."""
    columns = holding(PayrollColumns, organisation_id, london_date(at))
    day = columns.cut_off_day if columns else CUT_OFF_DAY
    of = Period(period, periods.cut_off(period, day))
    tables = list(PayTable.objects.filter(organisation_id=organisation_id).order_by("-effective_from", "-pk"))
    if not tables:
        return Preview(of, columns, None)
    found = due(organisation_id, of.cut_off_at, tables)
    regular = regular_overtime(organisation_id, london_date(at))
    return Preview(
        period=of,
        columns=columns,
        table=tables[0],
        lines=list(_lines(found, columns)),
        kept=list(_kept(found)),
        nothing=[Kept(found.sheets[day.timesheet_id], day.date, day.minutes) for day in found.nothing],
        regular=regular,
        due=found,
    )


def _lines(found: Due, columns: PayrollColumns | None) -> Iterable[Line]:
    """What is taken back of a day, then what is paid of it; by day worked."""
    for said in found.to_pay.said:
        row = found.rows.get(said.key)
        yield from _taken_back(said, row)
        if said.parts:
            yield from (_line(said, part, found.sheets[said.key[0]], columns) for part in said.parts)


def _taken_back(said: Said, row: PaidDay | None) -> Iterable[Line]:
    for line in lines_of(row) if row else ():
        yield Line(
            key=said.key,
            date=line.date,
            minutes=-line.minutes,
            multiplier_hundredths=line.multiplier_hundredths,
            hourly_pence=line.hourly_pence,
            pence=None if line.pence is None else -line.pence,
            payroll_number=line.payroll_number,
            officer=line.officer,
            booking=line.booking,
            host=line.host,
            element_code=line.element_code,
            cost_code=line.cost_code,
            reverses_id=line.pk,
        )


def _line(said: Said, part: Part, sheet: Timesheet, columns: PayrollColumns | None) -> Line:
    booking = sheet.booking
    codes = columns.element_codes if columns else {}
    return Line(
        key=said.key,
        date=part.date,
        minutes=part.minutes,
        multiplier_hundredths=part.multiplier_hundredths,
        hourly_pence=part.hourly_pence,
        pence=part.pence,
        payroll_number=booking.employment.payroll_number,
        officer=str(booking.officer),
        booking=booking.reference,
        host=booking.host.name,
        element_code=codes.get(str(part.multiplier_hundredths), ""),
        cost_code=columns.cost_code if columns else "",
    )


def _kept(found: Due) -> Iterable[Kept]:
    for key, reason in sorted(found.to_pay.held.items(), key=lambda item: (item[0][1], item[0][0])):
        yield Kept(found.sheets[key[0]], key[1], found.days[key].minutes, reason)
