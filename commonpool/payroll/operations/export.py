"""A council's payroll file is exported once, and may be taken again."""

from contextlib import ExitStack
from datetime import date, datetime
from hashlib import sha256

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.operations.depth import locked_joining
from commonpool.kernel.clock import london_date
from commonpool.kernel.money import decimal
from commonpool.kernel.refusals import refusing
from commonpool.payroll import queries
from commonpool.payroll.events import PayrollExported, PayrollFileTaken
from commonpool.payroll.models import FileTaken, PaidDay, PayrollFile, PayrollLine
from commonpool.payroll.queries import Preview
from commonpool.payroll.rules import periods, refusals
from commonpool.payroll.rules.columns import content, rates_without_code
from commonpool.payroll.rules.paid import Key

MEANWHILE = ("paid_day_once", "payroll_line_reverses_id_key", "payroll_paidday_before_id_key")
TWICE = ("paid_day_not_at_the_same_time", "paid_day_within_24_hours")


def export_payroll(*, actor: Actor, organisation_id: int, period: date, at: datetime) -> PayrollFile:
    """The period has its file: every worked day agreed by its cut-off is paid as it is agreed, and once.

    `period`: its first day. What the files before said and holds no more is taken back by negative lines. Hours
    agreed later come into the next file. Requires `export_payroll` and a second factor. Refuses `already_exported`,
    `period_over`, `cut_off_to_come`, `payroll_settings_missing`, `nothing_to_pay`, `element_code_missing`; and where
    another export came between, `exported_meanwhile` or `same_hour_twice`. All or nothing: an export that is broken
    off has exported nothing.
    """
    actor.require(Right.EXPORT_PAYROLL, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    with ExitStack() as stack:
        stack.enter_context(refusing("payroll_file_once", refusals.AlreadyExported()))
        for name in MEANWHILE:
            stack.enter_context(refusing(name, refusals.ExportedMeanwhile()))
        for name in TWICE:
            stack.enter_context(refusing(name, refusals.SameHourTwice()))
        stack.enter_context(change())
        locked_joining(organisation_id)
        found = _to_export(organisation_id, period, at)
        file = _keep(found, organisation_id, actor, at)
        fact = PayrollExported(
            on_behalf_of=organisation_id,
            file_id=file.pk,
            period=period,
            lines=len(found.lines),
            minutes=file.minutes,
        )
        publish(fact, actor=actor, at=at)
    return file


def _to_export(organisation_id: int, period: date, at: datetime) -> Preview:
    exported = set(
        PayrollFile.objects.filter(home_id=organisation_id, period__gte=period).values_list(
            "period", flat=True
        )
    )
    if period in exported:
        raise refusals.AlreadyExported
    if exported:
        raise refusals.PeriodOver
    found = queries.preview_for(organisation_id, period, at)
    if found.table is None or found.columns is None:
        raise refusals.SettingsMissing
    if at < found.period.cut_off_at:
        last = london_date(found.period.cut_off_at) - periods.ONE_DAY
        raise refusals.CutOffToCome(day=last.strftime("%d/%m/%Y"))
    if not found.lines:
        raise refusals.NothingToPay
    rates = rates_without_code(found.lines)
    if rates and any(field == "element_code" for field, _heading in found.columns.columns):
        raise refusals.ElementCodeMissing(rates=", ".join(map(decimal, rates)))
    return found


def _keep(found: Preview, organisation_id: int, actor: Actor, at: datetime) -> PayrollFile:
    assert found.columns is not None
    text = content(found.columns.columns, found.lines)
    file = PayrollFile.objects.create(
        home_id=organisation_id,
        period=found.period.period,
        cut_off_at=found.period.cut_off_at,
        columns=found.columns,
        content=text,
        sha256=sha256(text.encode()).hexdigest(),
        minutes=found.minutes,
        exported_at=at,
        exported_by_id=actor.by,
    )
    days = _keep_days(found, file)
    PayrollLine.objects.bulk_create(
        PayrollLine(
            file=file,
            position=position,
            day=days[line.key],
            reverses_id=line.reverses_id,
            date=line.date,
            minutes=line.minutes,
            multiplier_hundredths=line.multiplier_hundredths,
            hourly_pence=line.hourly_pence,
            pence=line.pence,
            payroll_number=line.payroll_number,
            officer=line.officer,
            element_code=line.element_code,
            cost_code=line.cost_code,
            booking=line.booking,
            host=line.host,
        )
        for position, line in enumerate(found.lines, start=1)
    )
    return file


def _keep_days(found: Preview, file: PayrollFile) -> dict[Key, PaidDay]:
    """The worked days, in the order of people: two councils that pay one person wait for each other, and never both."""
    rows = []
    for said in found.due.to_pay.said:
        was = found.due.rows.get(said.key)
        day = found.due.days.get(said.key) or was
        assert day is not None
        rows.append(
            PaidDay(
                file=file,
                timesheet_id=day.timesheet_id,
                employment_id=day.employment_id,
                person_id=day.person_id,
                date=said.key[1],
                version=said.version,
                before=was,
                minutes=said.minutes,
                paid_minutes=sum(part.minutes for part in said.parts),
                starts=day.starts,
                ends=day.ends,
                own_time_id=said.own_time_id,
            )
        )
    rows.sort(key=lambda row: (row.person_id, row.date, row.timesheet_id))
    return {(row.timesheet_id, row.date): row for row in PaidDay.objects.bulk_create(rows)}


def take_file(*, actor: Actor, organisation_id: int, period: date, at: datetime) -> tuple[PayrollFile, int]:
    """The file as it was exported, byte for byte, and the how manieth time it was taken; who took it is kept.

    Requires `export_payroll` and a second factor. Refuses `not_found`.
    """
    actor.require(Right.EXPORT_PAYROLL, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    with change():
        locked_joining(organisation_id)
        file = queries.file_of(actor, organisation_id, period)
        number = file.taken.count() + 1
        FileTaken.objects.create(file=file, number=number, taken_at=at, taken_by_id=actor.by)
        fact = PayrollFileTaken(on_behalf_of=organisation_id, file_id=file.pk, period=period, number=number)
        publish(fact, actor=actor, at=at)
    return file, number
