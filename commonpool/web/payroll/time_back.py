"""Time back: the officer's own page, the council's list, the manager's answer; and the statement about one's hours."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.payroll import operations, queries
from commonpool.payroll.queries.time_back import READERS
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.payroll.forms import AnswerForm, TakeForm
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = ("officer", "job_title", "payroll_number", "balance_minutes")


@page(right=SIGNED_IN)
def mine(request: Asking) -> HttpResponse:
    """One's time back: what is left, what moved it, and a form to take some."""
    accounts = queries.own_accounts(request.actor, now())
    form = TakeForm(request.POST or None, accounts=accounts) if accounts else None
    if request.method == "POST" and form and form.is_valid() and _recorded(request, form):
        return redirect("my_time_back")
    facts = {"accounts": accounts, "form": form, "back_url": reverse("account")}
    return show(request, "payroll/mine.html", facts)


def _recorded(request: Asking, form: TakeForm) -> bool:
    try:
        operations.record_time_taken(actor=request.actor, at=now(), **form.chosen)
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Recorded. Your manager answers."))
    return True


@page(right=READERS, methods=("GET",))
def of_council(request: Asking, slug: str) -> HttpResponse:
    """Every officer's time back, for HR and managers; what waits for an answer."""
    council = own_council(request.actor, slug)
    found = Paginator(queries.accounts_at(request.actor, council.pk), PER_PAGE)
    waiting = [
        each
        for each in queries.waiting_takings(request.actor)
        if each.account.employment.organisation_id == council.pk
    ]
    facts = {
        "council": council,
        "page_obj": found.get_page(request.GET.get("page")),
        "waiting": waiting,
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "payroll/time_back.html", facts)


@page(right=READERS, methods=("GET",))
def of_council_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet."""
    council = own_council(request.actor, slug)
    rows: list[list[Any]] = [
        [
            str(each.employment.person),
            each.employment.job_title,
            each.employment.payroll_number,
            each.balance or 0,  # type: ignore[attr-defined]  # annotated
        ]
        for each in queries.accounts_at(request.actor, council.pk)
    ]
    return spreadsheet("time-back", COLUMNS, rows)


@page(right=Right.GRANT_PERMISSION)
def answer(request: Asking, taken_id: int) -> HttpResponse:
    """The manager agrees that time back is taken, or refuses."""
    taken = queries.taken_to_answer(request.actor, taken_id)
    council = taken.account.employment.organisation
    back = reverse("time_back_council", args=[council.slug])
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["answer"] == "agree"
        deed = operations.agree_time_taken if agrees else operations.refuse_time_taken
        try:
            deed(actor=request.actor, taken_id=taken.pk, at=now())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("%(name)s is told.") % {"name": taken.account.employment.person})
            return redirect(back)
    open_ = taken.agreed_at is None and taken.refused_at is None
    facts = {
        "taken": taken,
        "council": council,
        "form": form if open_ or form.errors else None,
        "back_url": back,
    }
    return show(request, "payroll/answer.html", facts)


@page(right=SIGNED_IN)
def own_time(request: Asking, reference: str) -> HttpResponse:
    """The officer states of hours they sent already that no hour of them is paid twice."""
    waiting = [each for each in queries.unstated_of(request.actor) if each.booking.reference == reference]
    if not waiting:
        raise NotFound
    if request.method == "POST":
        for sheet in waiting:
            operations.state_own_time(actor=request.actor, timesheet_id=sheet.pk, at=now())
        messages.success(
            request, _("Thank you. Your council can now pay these hours, or give them back as time.")
        )
        return redirect("booking", reference)
    facts = {
        "sheets": waiting,
        "booking": waiting[0].booking,
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "payroll/own_time.html", facts)
