"""A month's invoices: what would be issued, what keeps the rest, and the button."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.rules import OWN_SYSTEM
from commonpool.invoices import operations, queries
from commonpool.invoices.queries import Planned
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import pounds
from commonpool.kernel.refusals import Refusal
from commonpool.web.invoices.forms import MonthForm
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council


@page(right=Right.SEE_MONEY)
def month(request: Asking, slug: str) -> HttpResponse:
    """What would be issued for a month. Pressed, the invoices are being made, and the page says how far it is."""
    council = own_council(request.actor, slug)
    today = london_date(now())
    form = MonthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.issue_month(
                actor=request.actor,
                organisation_id=council.pk,
                month=form.cleaned_data["month"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The invoices are being made. This page says how far it is."))
            return redirect("invoices_month", slug)
    run = queries.run_of(request.actor, council.pk)
    months = queries.months_due(council.pk)
    chosen = _chosen(request, months, today)
    planned = queries.preview(request.actor, council.pk, chosen, today)
    facts = {
        "council": council,
        "form": form,
        "here": reverse("invoices_month", args=[slug]),
        "run": run,
        "made": run.invoices.count() if run else 0,
        "months": months,
        "month": chosen,
        "ready": _ready([each for each in planned if each.ready]),
        "blocked": _blocked([each for each in planned if not each.ready]),
        "may_issue": request.actor.may(Right.ISSUE_INVOICES, council.pk) and not (run and not run.ended_at),
        "own_system": queries.mode_on(council.pk, today) == OWN_SYSTEM,
        "back_url": reverse("invoices", args=[slug]),
    }
    return show(request, "invoices/month.html", facts)


def _chosen(request: Asking, months: Sequence[date], today: date) -> date:
    asked = MonthForm(request.GET) if "month" in request.GET else MonthForm(request.POST)
    if asked.is_valid() and asked.cleaned_data["month"] <= today:
        return asked.cleaned_data["month"]
    whole = [each for each in months if each < today.replace(day=1)]
    return (whole or list(months) or [today.replace(day=1)])[0]


def _ready(planned: list[Planned]) -> Table:
    head = heads([_("Borrowed by"), _("VAT")], [_("Lines"), _("Before VAT"), _("VAT"), _("With VAT")])
    rows = [[Cell(each.customer.name), Cell(_vat(each)), *_amounts(each)] for each in planned]
    return Table(_("To be issued"), head, rows)


def _blocked(planned: list[Planned]) -> Table:
    head = heads(
        [_("Borrowed by"), _("What is missing")], [_("Lines"), _("Before VAT"), _("VAT"), _("With VAT")]
    )
    rows = [
        [Cell(each.customer.name), Cell(" ".join(str(lack.message) for lack in each.lacks)), *_amounts(each)]
        for each in planned
    ]
    return Table(_("Cannot be issued yet"), head, rows)


def _vat(planned: Planned) -> str:
    if planned.group.percent:
        return _("Standard rate, %(percent)s%%") % {"percent": planned.group.percent}
    return planned.vat.reason


def _amounts(planned: Planned) -> list[Cell]:
    group = planned.group
    sums = [pounds(each) for each in (group.net_pence, group.vat_pence, group.gross_pence)]
    return [Cell(each, numeric=True) for each in (group.lines, *sums)]
