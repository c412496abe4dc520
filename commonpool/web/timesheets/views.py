"""Hours worked: the officer sends them, the host says right or asks."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.rules import WARN
from commonpool.agreements.rules.when import WHEN
from commonpool.bookings import queries as bookings
from commonpool.bookings.rules.evidence import BEFORE_WORK
from commonpool.invoices import queries as invoices
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.payroll import operations as payroll
from commonpool.payroll.queries import asks_statement, pay_agreed
from commonpool.payroll.rules.refusals import NotStated
from commonpool.timesheets import operations, queries
from commonpool.timesheets.queries import Sheet
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.timesheets.forms import (
    AgreeForm,
    BookedOwnTimeForm,
    HoursForm,
    MoveForm,
    OwnTimeForm,
    QueryForm,
    as_booked_form,
)
from commonpool.web.timesheets.phrases import parts_in_words

STATUS = {
    "prefilled": "grey",
    "submitted": "blue",
    "queried": "yellow",
    "agreed": "green",
    "locked": "green",
    "dropped": "grey",
}


@page(right=SIGNED_IN)
def hours(request: Asking, reference: str, week: str) -> HttpResponse:
    """The hours of one booked week; the officer sends them, as booked or changed."""
    sheet = sheet_of(request, reference, week)
    if request.method != "POST":
        return _show(request, sheet)
    as_booked = "as_booked" in request.POST
    form = HoursForm(None if as_booked else request.POST, sheet=sheet)
    own = (BookedOwnTimeForm if as_booked else OwnTimeForm)(request.POST)
    if not as_booked and not form.is_valid():
        return _show(request, sheet, form=form)
    try:
        payroll.send_own_hours(
            actor=request.actor,
            booking_id=sheet.booking.pk,
            monday=sheet.week.monday,
            days=None if as_booked else form.days,
            own_time=own.is_valid() and own.cleaned_data["own_time"],
            at=now(),
        )
    except NotStated as refusal:
        refused(own, refusal)
        return _show(request, sheet, **{"own_booked" if as_booked else "own_typed": own, "form": form})
    except Refusal as refusal:
        return _refused(request, sheet, refusal, form if not as_booked else as_booked_form(sheet))
    messages.success(request, _("Sent to %(host)s.") % {"host": sheet.booking.host.name})
    return redirect("hours", reference, week)


@page(right=Right.AGREE_HOURS, methods=("POST",))
def agree(request: Asking, reference: str, week: str) -> HttpResponse:
    """The hours are right."""
    sheet = sheet_of(request, reference, week)
    form = AgreeForm(request.POST)
    if sheet.timesheet is None or not form.is_valid():
        return _show(request, sheet, agree_form=form)
    try:
        operations.agree_hours(
            actor=request.actor,
            timesheet_id=sheet.timesheet.pk,
            minutes=form.cleaned_data["minutes"],
            at=now(),
        )
    except Refusal as refusal:
        return _refused(request, sheet_of(request, reference, week), refusal, form, "agree_form")
    messages.success(request, _("The hours are agreed."))
    return redirect("hours", reference, week)


@page(right=Right.AGREE_HOURS, methods=("POST",))
def query(request: Asking, reference: str, week: str) -> HttpResponse:
    """A question about the hours."""
    sheet = sheet_of(request, reference, week)
    form = QueryForm(request.POST)
    if sheet.timesheet is None or not form.is_valid():
        return _show(request, sheet, query_form=form)
    try:
        operations.query_hours(
            actor=request.actor,
            timesheet_id=sheet.timesheet.pk,
            question=form.cleaned_data["question"],
            at=now(),
        )
    except Refusal as refusal:
        return _refused(request, sheet_of(request, reference, week), refusal, form, "query_form")
    messages.success(request, _("Your question is with %(name)s.") % {"name": sheet.booking.officer})
    return redirect("hours", reference, week)


@page(right=Right.SUBMIT_HOURS, methods=("POST",))
def move(request: Asking, reference: str, week: str) -> HttpResponse:
    """The officer asks the host to move these hours."""
    sheet, at = sheet_of(request, reference, week), now()
    form = MoveForm(request.POST, sheet=sheet, today=london_date(at))
    if not form.is_valid():
        return _show(request, sheet, move_form=form)
    try:
        operations.ask_to_move(
            actor=request.actor,
            booking_id=sheet.booking.pk,
            monday=sheet.week.monday,
            to_monday=weeks.read(form.cleaned_data["to"]),
            when=form.cleaned_data["when"],
            at=at,
        )
    except Refusal as refusal:
        return _refused(request, sheet, refusal, form, "move_form")
    messages.success(request, _("We have asked %(host)s.") % {"host": sheet.booking.host.name})
    return redirect("hours", reference, week)


@page(right=Right.APPROVE_BOOKING, methods=("POST",))
def allow(request: Asking, reference: str, week: str) -> HttpResponse:
    """The home council says yes to hours outside of what was booked."""
    return _home(request, reference, week, operations.allow_hours, _("They go to payroll."))


@page(right=Right.APPROVE_BOOKING, methods=("POST",))
def refuse(request: Asking, reference: str, week: str) -> HttpResponse:
    """The home council says no to them."""
    return _home(request, reference, week, operations.refuse_hours, _("They stay unpaid."))


def _home(request: Asking, reference: str, week: str, answer: Callable[..., Any], said: str) -> HttpResponse:
    sheet = sheet_of(request, reference, week)
    if sheet.timesheet is None:
        raise Http404
    try:
        answer(actor=request.actor, timesheet_id=sheet.timesheet.pk, at=now())
    except Refusal as refusal:
        return _refused(
            request, sheet_of(request, reference, week), refusal, PageForm(request.POST), "home_form"
        )
    messages.success(request, said)
    return redirect("hours", reference, week)


def sheet_of(request: Asking, reference: str, week: str) -> Sheet:
    return queries.timesheet_for(request.actor, reference, _monday(week))


def _monday(week: str) -> date:
    try:
        return weeks.read(week)
    except weeks.NotAWeek as refusal:
        raise Http404(str(refusal)) from refusal


def _refused(request: Asking, sheet: Sheet, refusal: Refusal, form: Any, name: str = "form") -> HttpResponse:
    if refusal.status in (403, 404):
        raise refusal
    form.is_valid()
    refused(form, refusal)
    return _show(request, sheet, **{name: form})


def _unseen(sheet: Sheet) -> list[str]:
    """What the host was to see before the first hour, and has not recorded: the hours count all the same."""
    words = _("%(host)s has not recorded yet: %(what)s. The hours count and are paid all the same.")
    return [
        words % {"host": sheet.booking.host.name, "what": BEFORE_WORK[rule]}
        for rule in bookings.outstanding(sheet.booking, london_date(now()))
    ]


def _show(request: Asking, sheet: Sheet, **forms: Any) -> HttpResponse:
    charges = invoices.charges_for(sheet.booking).filter(booked_week=sheet.week)
    sees_price = bookings.sees_price(request.actor, sheet.booking)
    said = queries.said_of(request.actor, sheet, london_date(now()))
    facts = {
        "sheet": sheet,
        "booking": sheet.booking,
        "timesheet": sheet.timesheet,
        "colour": STATUS[sheet.status],
        "written": weeks.written(sheet.week.monday),
        "charges": list(charges) if sees_price else [],
        "pays": [pay] if (pay := pay_agreed(request.actor, sheet, now())) else [],
        "view": {"officer": request.actor.person_id == sheet.booking.officer_id},
        "warnings": [
            *_unseen(sheet),
            *(words.translated(rule.message) for rule, effect in said if effect == WARN),
        ],
        "when": WHEN[sheet.week.when],
        "parts": parts_in_words(sheet),
        "waits": sheet.waiting_minutes,
        "back_url": reverse("booking", args=[sheet.booking.reference]),
        "form": HoursForm(sheet=sheet) if sheet.may_submit else None,
        "move_form": MoveForm(sheet=sheet, today=london_date(now())) if sheet.may_submit else None,
        "own_time": sheet.may_submit and asks_statement(sheet.booking),
        "own_booked": BookedOwnTimeForm(),
        "own_typed": OwnTimeForm(),
        "agree_form": AgreeForm(initial={"minutes": sheet.minutes}) if sheet.may_answer else None,
        "query_form": QueryForm() if sheet.may_answer else None,
    }
    return show(request, "timesheets/hours.html", facts | forms)
