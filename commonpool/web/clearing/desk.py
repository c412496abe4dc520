"""The steward's desk for the clearing: months, totals and positions, and each step; no council's lines."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import NETWORK, Right
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.settlement import operations, queries
from commonpool.settlement.lifecycle import CYCLE
from commonpool.web.clearing.forms import LetInForm, UnwindForm
from commonpool.web.clearing.words import STATUSES, next_of
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show

PER_PAGE = 50
STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "close": (operations.close_cycle, gettext_lazy("Close this month")),
    "advise": (operations.advise_cycle, gettext_lazy("Tell every council its position")),
    "call": (operations.call_cycle, gettext_lazy("Call the payments")),
    "settle": (operations.settle_cycle, gettext_lazy("Settle: every payment has arrived")),
}
COLUMNS = ["council", "name", "gross_in_pence", "gross_out_pence", "net_pence"]


@page(right=Right.RUN_DESK)
def cycles(request: Asking) -> HttpResponse:
    """Every month; this month's can be put on the calendar by hand."""
    actor = request.actor
    actor.require(Right.RUN_DESK, NETWORK)
    if request.method == "POST":
        opened = operations.open_cycle(actor=actor, month=london_date(now()), at=now())
        return redirect("desk_clearing_cycle", str(opened))
    page_obj = Paginator(queries.cycles_known(actor), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page_obj,
        "rows": [(each, STATUSES[each.status]) for each in page_obj],
        "kept_out": queries.kept_out_now(actor),
        "back_url": reverse("desk"),
    }
    return show(request, "clearing/desk_cycles.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def cycle(request: Asking, month: str) -> HttpResponse:
    """One month: totals, every position, and the next step."""
    actor = request.actor
    found = queries.cycle_of(months.read(month))
    page_obj = Paginator(queries.positions_of(actor, found), PER_PAGE).get_page(request.GET.get("page"))
    verbs = [verb for verb in CYCLE.open_moves(found.status) if verb in STEPS]
    facts = {
        "cycle": found,
        "month": month,
        "status": STATUSES[found.status],
        "next": next_of(found),
        "totals": queries.totals_of(actor, found),
        "page_obj": page_obj,
        "steps": [(verb, STEPS[verb][1]) for verb in verbs],
        "back_url": reverse("desk_clearing"),
    }
    return show(request, "clearing/desk_cycle.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def download(request: Asking, month: str) -> HttpResponse:
    """Every position of a month."""
    found = queries.cycle_of(months.read(month))
    rows = [
        [each.council.code, each.council.name, each.gross_in, each.gross_out, each.net]
        for each in queries.positions_of(request.actor, found)
    ]
    return spreadsheet(f"positions-{month}", COLUMNS, rows)


@page(right=Right.RUN_DESK, methods=("POST",))
def step(request: Asking, month: str) -> HttpResponse:
    """The step that the button named, which the calendar would take by itself."""
    verb, found = request.POST.get("step", ""), queries.cycle_of(months.read(month))
    if verb not in STEPS:  # no button of ours: the page shows those there are
        return redirect("desk_clearing_cycle", month)
    STEPS[verb][0](actor=request.actor, month=found.month, at=now())
    messages.success(request, _("Done."))
    return redirect("desk_clearing_cycle", month)


@page(right=Right.RUN_DESK)
def unwind(request: Asking, month: str) -> HttpResponse:
    """A payer defaulted: every invoice of the month is owed by itself again."""
    actor = request.actor
    found = queries.cycle_of(months.read(month))
    form = UnwindForm(request.POST or None, payers=queries.unpaid_payers(actor, found))
    if request.method == "POST" and form.is_valid():
        try:
            operations.unwind_cycle(
                actor=actor,
                month=found.month,
                defaulted_id=form.cleaned_data["defaulted"],
                reason=form.cleaned_data["reason"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("This month’s clearing is unwound. Every council in it is told."))
            return redirect("desk_clearing_cycle", month)
    facts = {"form": form, "cycle": found, "back_url": reverse("desk_clearing_cycle", args=[month])}
    return show(request, "clearing/unwind.html", facts)


@page(right=Right.RUN_DESK)
def let_in(request: Asking, month: str) -> HttpResponse:
    """A council that did not pay takes part again, with the reason."""
    found = queries.kept_out_for(request.actor, months.read(month))
    form = LetInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.let_in(
                actor=request.actor, month=found.cycle.month, reason=form.cleaned_data["reason"], at=now()
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("It takes part again, from the next month that closes."))
            return redirect("desk_clearing")
    facts = {"form": form, "kept_out": found, "back_url": reverse("desk_clearing")}
    return show(request, "clearing/let_in.html", facts)
