"""Corrections of agreed hours: proposed by the officer or home's HR, answered by the host, and by home if it has to."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.api.access import Calling, needs
from commonpool.api.routes.timesheets import ANSWERED, day_of, shape, sheet_of
from commonpool.api.shapes import timesheets as shapes
from commonpool.api.shapes.values import Short
from commonpool.kernel.clock import now
from commonpool.payroll.operations import correct_own_hours
from commonpool.timesheets import operations, queries
from commonpool.timesheets.rules import CorrectionMoved, NotAgreedYet

router = Router(tags=["Hours"])
PROPOSE = "bookings/{reference}/timesheet/correct"


@router.post(PROPOSE, response=ANSWERED, operation_id="correct_hours")
@needs((Right.SUBMIT_HOURS, Right.CHECK_PAYROLL))
def correct(request: Calling, reference: Short, sent: shapes.CorrectionSent) -> Any:
    """The officer, or HR of the home council, says what was right. Until the host agrees nothing changes."""
    sheet = sheet_of(request, reference, sent.week)
    if sheet.timesheet is None:
        raise NotAgreedYet
    correct_own_hours(
        actor=request.actor,
        timesheet_id=sheet.timesheet.pk,
        days=[day_of(each) for each in sent.days],
        reason=sent.reason,
        own_time=sent.outside_contracted_hours,
        at=now(),
    )
    return shape(request, sheet_of(request, reference, sent.week))


@router.post(f"{PROPOSE}/agree", response=ANSWERED, operation_id="agree_correction")
@needs(Right.AGREE_HOURS)
def agree(request: Calling, reference: Short, sent: shapes.CorrectionAnswerSent) -> Any:
    """The host agrees: pay and charges follow by the difference. Needs a token that may decide."""
    return _answered(request, reference, sent, operations.agree_correction)


@router.post(f"{PROPOSE}/refuse", response=ANSWERED, operation_id="refuse_correction")
@needs(Right.AGREE_HOURS)
def refuse(request: Calling, reference: Short, sent: shapes.CorrectionAnswerSent) -> Any:
    """The host does not agree: the hours stay. Needs a token that may decide."""
    return _answered(request, reference, sent, operations.refuse_correction)


@router.post(f"{PROPOSE}/allow", response=ANSWERED, operation_id="allow_correction")
@needs(Right.APPROVE_BOOKING)
def allow(request: Calling, reference: Short, sent: shapes.CorrectionAnswerSent) -> Any:
    """The home council says yes to what lies outside of the booking. Needs a token that may decide."""
    return _answered(request, reference, sent, operations.allow_correction, yes=True)


@router.post(f"{PROPOSE}/disallow", response=ANSWERED, operation_id="disallow_correction")
@needs(Right.APPROVE_BOOKING)
def disallow(request: Calling, reference: Short, sent: shapes.CorrectionAnswerSent) -> Any:
    """The home council says no to it: the rest of the correction holds. Needs a token that may decide."""
    return _answered(request, reference, sent, operations.allow_correction, yes=False)


@router.post(f"{PROPOSE}/withdraw", response=ANSWERED, operation_id="withdraw_correction")
@needs((Right.SUBMIT_HOURS, Right.CHECK_PAYROLL))
def withdraw(request: Calling, reference: Short, sent: shapes.CorrectionAnswerSent) -> Any:
    """Who proposed it takes it back, before the host has answered."""
    return _answered(request, reference, sent, operations.withdraw_correction)


def _answered(
    request: Calling,
    reference: str,
    sent: shapes.CorrectionAnswerSent,
    answer: Callable[..., Any],
    **more: bool,
) -> Any:
    sheet = sheet_of(request, reference, sent.week)
    if sheet.timesheet is None:
        raise CorrectionMoved
    correction = queries.open_correction(sheet.timesheet)
    if correction.number != sent.number:
        raise CorrectionMoved
    answer(actor=request.actor, correction_id=correction.pk, at=now(), **more)
    return shape(request, sheet_of(request, reference, sent.week))
