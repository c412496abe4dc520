"""Agreed hours turned out wrong: the officer or HR says what is right, the host answers, and home if it has to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.payroll.operations import correct_own_hours
from commonpool.payroll.queries import asks_statement
from commonpool.timesheets import operations, queries
from commonpool.timesheets.models import HoursCorrection
from commonpool.timesheets.queries import Sheet
from commonpool.timesheets.rules import CorrectionMoved
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.timesheets.forms import CorrectionAnswerForm, CorrectionForm
from commonpool.web.timesheets.views import sheet_of


@page(right=SIGNED_IN)
def correct(request: Asking, reference: str, week: str) -> HttpResponse:
    """The hours as they are right, filled in as they are agreed."""
    sheet = sheet_of(request, reference, week)
    if sheet.timesheet is None or sheet.timesheet.agreed_at is None:
        raise Http404
    if not queries.may_correct(request.actor, sheet.booking):
        raise Forbidden
    own = request.actor.person_id == sheet.booking.officer_id and asks_statement(sheet.booking)
    form = CorrectionForm(request.POST or None, sheet=sheet, asks_statement=own)
    if request.method == "POST" and form.is_valid():
        try:
            correct_own_hours(
                actor=request.actor,
                timesheet_id=sheet.timesheet.pk,
                days=form.days,
                reason=form.cleaned_data["reason"],
                own_time=bool(form.cleaned_data.get("own_time")),
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Sent to %(host)s.") % {"host": sheet.booking.host.name})
            return redirect("hours", reference, week)
    facts = {
        "sheet": sheet,
        "booking": sheet.booking,
        "form": form,
        "back_url": reverse("hours", args=[reference, week]),
    }
    return show(request, "timesheets/correct.html", facts)


@page(right=Right.AGREE_HOURS, methods=("POST",))
def answer(request: Asking, reference: str, week: str) -> HttpResponse:
    """The host agrees, or does not."""

    def answered(correction: HoursCorrection, yes: bool) -> Any:
        deed = operations.agree_correction if yes else operations.refuse_correction
        return deed(actor=request.actor, correction_id=correction.pk, at=now())

    return _answered(request, reference, week, answered)


@page(right=Right.APPROVE_BOOKING, methods=("POST",))
def allow(request: Asking, reference: str, week: str) -> HttpResponse:
    """The home council answers for what lies outside of the booking."""

    def answered(correction: HoursCorrection, yes: bool) -> Any:
        return operations.allow_correction(
            actor=request.actor, correction_id=correction.pk, yes=yes, at=now()
        )

    return _answered(request, reference, week, answered)


@page(right=SIGNED_IN, methods=("POST",))
def withdraw(request: Asking, reference: str, week: str) -> HttpResponse:
    """Who proposed a correction takes it back."""
    correction = _open(sheet_of(request, reference, week))
    try:
        operations.withdraw_correction(actor=request.actor, correction_id=correction.pk, at=now())
    except CorrectionMoved as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The correction is taken back."))
    return redirect("hours", reference, week)


def _answered(
    request: Asking, reference: str, week: str, answered: Callable[[HoursCorrection, bool], Any]
) -> HttpResponse:
    correction = _open(sheet_of(request, reference, week))
    form = CorrectionAnswerForm(request.POST)
    try:
        if not form.is_valid() or form.cleaned_data["number"] != correction.number:
            raise CorrectionMoved
        answered(correction, form.cleaned_data["answer"] == "yes")
    except CorrectionMoved as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Answered. The others are told."))
    return redirect("hours", reference, week)


def _open(sheet: Sheet) -> HoursCorrection:
    if sheet.timesheet is None:
        raise Http404
    return queries.open_correction(sheet.timesheet)
