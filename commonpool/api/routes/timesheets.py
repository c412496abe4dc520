"""Hours worked: said by the officer, agreed or queried by the host, week by week."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Router

from commonpool.access import Right
from commonpool.api.access import Calling, needs
from commonpool.api.shapes import timesheets as shapes
from commonpool.api.shapes.values import Short
from commonpool.bookings import queries as bookings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.words import translated
from commonpool.payroll import operations as payroll
from commonpool.timesheets import operations, queries
from commonpool.timesheets.rules import Day, QuestionNeeded, TimesheetMoved

router = Router(tags=["Hours"])
ANSWERED = {200: shapes.TimesheetShape}


class NotADate(Refusal):
    """The text names no day or no time (`not_a_date`)."""

    code = "not_a_date"
    message = _("Write a real date like 2026-12-07, and times like 09:30.")
    field = "days"


@router.post("bookings/{reference}/timesheet", response=ANSWERED, operation_id="submit_hours")
@needs(Right.SUBMIT_HOURS)
def submit(request: Calling, reference: Short, sent: shapes.TimesheetSent) -> Any:
    """The officer says what they worked of a booked week; without days, as booked."""
    booking = bookings.booking_for(request.actor, reference)
    days = None if sent.days is None else [day_of(each) for each in sent.days]
    monday = weeks.read(sent.week)
    said: dict[str, Any] = {"booking_id": booking.pk, "monday": monday, "days": days, "at": now()}
    if sent.outside_contracted_hours:
        payroll.send_own_hours(actor=request.actor, own_time=True, **said)
    else:
        operations.submit_hours(actor=request.actor, **said)
    return shape(request, sheet_of(request, reference, sent.week))


@router.post("bookings/{reference}/timesheet/agree", response=ANSWERED, operation_id="agree_hours")
@needs(Right.AGREE_HOURS)
def agree(request: Calling, reference: Short, sent: shapes.HoursAnswerSent) -> Any:
    """The host agrees the hours of a week; a charge is made. Needs a token that may decide."""
    sheet = sheet_of(request, reference, sent.week)
    if sheet.timesheet is None:
        raise TimesheetMoved
    operations.agree_hours(actor=request.actor, timesheet_id=sheet.timesheet.pk, at=now())
    return shape(request, sheet_of(request, reference, sent.week))


@router.post("bookings/{reference}/timesheet/query", response=ANSWERED, operation_id="query_hours")
@needs(Right.AGREE_HOURS)
def query(request: Calling, reference: Short, sent: shapes.HoursAnswerSent) -> Any:
    """The host asks a question about the hours of a week."""
    sheet = sheet_of(request, reference, sent.week)
    if sheet.timesheet is None:
        raise TimesheetMoved
    try:
        operations.query_hours(
            actor=request.actor, timesheet_id=sheet.timesheet.pk, question=sent.reason, at=now()
        )
    except QuestionNeeded as refusal:
        raise QuestionNeeded(field="reason") from refusal
    return shape(request, sheet_of(request, reference, sent.week))


@router.post("bookings/{reference}/timesheet/allow", response=ANSWERED, operation_id="allow_hours")
@needs(Right.APPROVE_BOOKING)
def allow(request: Calling, reference: Short, sent: shapes.HoursAnswerSent) -> Any:
    """The home council says yes to hours outside of what was booked. Needs a token that may decide."""
    return _home(request, reference, sent.week, operations.allow_hours)


@router.post("bookings/{reference}/timesheet/refuse", response=ANSWERED, operation_id="refuse_hours")
@needs(Right.APPROVE_BOOKING)
def refuse(request: Calling, reference: Short, sent: shapes.HoursAnswerSent) -> Any:
    """The home council says no to them: they are neither paid nor charged. Needs a token that may decide."""
    return _home(request, reference, sent.week, operations.refuse_hours)


@router.post("bookings/{reference}/timesheet/move", response=ANSWERED, operation_id="ask_to_move")
@needs(Right.SUBMIT_HOURS)
def move(request: Calling, reference: Short, sent: shapes.MoveSent) -> Any:
    """The officer asks the host to move hours before they are worked. Nothing changes until the host does so."""
    booking = bookings.booking_for(request.actor, reference)
    operations.ask_to_move(
        actor=request.actor,
        booking_id=booking.pk,
        monday=weeks.read(sent.week),
        to_monday=weeks.read(sent.to),
        when=sent.when or "",
        at=now(),
    )
    return shape(request, sheet_of(request, reference, sent.week))


def _home(request: Calling, reference: str, week: str, answer: Callable[..., Any]) -> Any:
    sheet = sheet_of(request, reference, week)
    if sheet.timesheet is None:
        raise TimesheetMoved
    answer(actor=request.actor, timesheet_id=sheet.timesheet.pk, at=now())
    return shape(request, sheet_of(request, reference, week))


def sheet_of(request: Calling, reference: str, week: str) -> queries.Sheet:
    return queries.timesheet_for(request.actor, reference, weeks.read(week))


def day_of(sent: shapes.DaySent) -> Day:
    try:
        starts = time.fromisoformat(sent.from_) if sent.from_ else None
        ends = time.fromisoformat(sent.to) if sent.to else None
        return Day(date.fromisoformat(sent.date), sent.minutes, starts, ends)
    except ValueError as error:
        raise NotADate from error


def shape(request: Calling, sheet: queries.Sheet) -> dict[str, Any]:
    said = queries.said_of(request.actor, sheet, london_date(now()))
    checks = [
        {"rule": rule.rule, "effect": effect, "message": translated(rule.message), "source": rule.source}
        for rule, effect in said
    ]
    if not any(day.starts for day in sheet.days):
        source = gettext("Working Time Regulations 1998")
        checks.insert(
            0, {"rule": "rest", "effect": "INFO", "message": "not_checked: no times", "source": source}
        )
    return {
        "booking": sheet.booking.reference,
        "week": weeks.written(sheet.week.monday),
        "when": sheet.week.when,
        "status": sheet.status,
        "days": [{"date": day.date.isoformat(), "minutes": day.minutes} for day in sheet.days],
        "parts": [
            {
                "date": each.part.date.isoformat(),
                "day_type": each.part.day_type,
                "band": each.part.band,
                "minutes": each.part.minutes,
                "waits_because": each.why or None,
            }
            for each in sheet.found
        ],
        "missing": sheet.yes_missing,
        "waiting_minutes": sheet.waiting_minutes,
        "corrections": [
            {
                "number": each.number,
                "status": each.status,
                "minutes": each.minutes,
                "reason": each.reason,
                "days": [
                    {"date": day.date.isoformat(), "minutes": day.minutes}
                    for day in sorted(each.days.all(), key=lambda day: day.date)
                ],
                "waiting_minutes": each.waiting_minutes,
                "home_allows": each.home_allows,
            }
            for each in sheet.corrections.story
        ],
        "checks": checks,
    }
