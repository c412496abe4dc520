"""A council's clearing: its months and their calendar, one month with every line, and what it keeps out."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Actor, Right
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.settlement import operations, queries
from commonpool.settlement.models import Cycle, CycleInvoice, Position
from commonpool.settlement.rules.leaving_out import REASONS
from commonpool.web.clearing.forms import CapForm, TakeOutForm
from commonpool.web.clearing.picture import picture_of
from commonpool.web.clearing.words import STATUSES, next_of
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """An invoice of the council in a month: with whom, which way, and whether it counts."""

    held: CycleInvoice
    other: Organisation
    incoming: bool
    why: str


@page(right=Right.SEE_MONEY, methods=("GET",))
def cycles(request: Asking, slug: str) -> HttpResponse:
    """Every month's clearing, with its days and what it comes to for the council."""
    actor, council = request.actor, own_council(request.actor, slug)
    actor.require(Right.SEE_MONEY, council.pk)
    page_obj = Paginator(queries.cycles_known(actor), PER_PAGE).get_page(request.GET.get("page"))
    months = list(page_obj)
    positions = queries.positions_by_cycle(actor, council.pk, months)
    facts = {
        "council": council,
        "page_obj": page_obj,
        "rows": [(each, STATUSES[each.status], positions.get(each.pk)) for each in months],
        "nets": queries.nets_in(council.pk, london_date(now()).replace(day=1)),
        "cap": queries.cap_of(actor, council.pk),
        "may_act": actor.may(Right.TAKE_PART_IN_CLEARING, council.pk),
        "back_url": reverse("rooms_money", args=[slug]),
    }
    return show(request, "clearing/cycles.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def cycle(request: Asking, slug: str, month: str) -> HttpResponse:
    """One month: who owes whom before, one line each after, every invoice, and what is to be paid."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.cycle_of(months.read(month))
    position = queries.position_of(actor, council.pk, found)
    parties = queries.before_and_after(actor, council.pk, found)
    payments = list(queries.payments_of(actor, council.pk, found))
    lines = Paginator(queries.invoices_of(actor, council.pk, found), PER_PAGE)
    page_obj = lines.get_page(request.GET.get("page"))
    may_act = actor.may(Right.TAKE_PART_IN_CLEARING, council.pk)
    facts = {
        "council": council,
        "cycle": found,
        "month": month,
        "status": STATUSES[found.status],
        "next": next_of(found),
        "position": position,
        "parties": parties,
        "payments": payments,
        "due": [each for each in payments if each.now_payer_id == council.pk and each.confirmed_at is None],
        "picture": picture_of(council.pk, parties, payments) if parties else None,
        "drawn_after": _drawn_after(found, position),
        "page_obj": page_obj,
        "lines": [line_of(each, council) for each in page_obj],
        "may_act": may_act,
        "may_object": may_act and _open_to_objections(found),
        "back_url": reverse("clearing", args=[slug]),
    }
    return show(request, "clearing/cycle.html", facts)


def _drawn_after(found: Cycle, position: Position | None) -> bool:
    """Whether the payments are known: only once they are called."""
    return position is not None and found.called_at is not None


def _open_to_objections(found: Cycle) -> bool:
    return found.status == "advised" and london_date(now()) <= found.object_by


def line_of(held: CycleInvoice, council: Organisation) -> Line:
    """The invoice as this council sees it."""
    incoming = held.payee_id == council.pk
    why = str(REASONS[held.left_out_reason]) if held.left_out_reason else ""
    return Line(held, held.payer if incoming else held.payee, incoming, why)


@page(right=Right.TAKE_PART_IN_CLEARING)
def take_out(request: Asking, slug: str, month: str, reference: str) -> HttpResponse:
    """An invoice is taken out of the month, with a reason that both councils read."""
    actor, council = request.actor, own_council(request.actor, slug)
    held = queries.invoice_in(actor, council.pk, months.read(month), reference)
    actor.require(Right.TAKE_PART_IN_CLEARING, council.pk)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _taken_out(actor, council, held, form):
        messages.success(request, _("The invoice is out of this month’s clearing. It is paid by itself."))
        return redirect("clearing_cycle", slug, month)
    facts = {
        "council": council,
        "form": form if held.is_in and _open_to_objections(held.cycle) else None,
        "line": line_of(held, council),
        "cycle": held.cycle,
        "back_url": reverse("clearing_cycle", args=[slug, month]),
    }
    return show(request, "clearing/take_out.html", facts)


def _taken_out(actor: Actor, council: Organisation, held: CycleInvoice, form: TakeOutForm) -> bool:
    try:
        operations.object_to(
            actor=actor,
            organisation_id=council.pk,
            month=held.cycle.month,
            reference=held.invoice.reference or "",
            reason=form.cleaned_data["reason"],
            at=now(),
        )
    except Refusal as refusal:
        refused(form, refusal)
        return False
    return True


@page(right=Right.TAKE_PART_IN_CLEARING)
def cap(request: Asking, slug: str) -> HttpResponse:
    """Up to how much the council lets a line be set off."""
    actor, council = request.actor, own_council(request.actor, slug)
    actor.require(Right.TAKE_PART_IN_CLEARING, council.pk)
    held = queries.cap_of(actor, council.pk)
    form = CapForm(request.POST or None, initial={"cap": held.pence if held else None})
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_line_cap(
                actor=actor, organisation_id=council.pk, pence=form.cleaned_data["cap"], at=now()
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Kept. It holds from the next month that is closed."))
            return redirect("clearing", slug)
    facts = {"council": council, "form": form, "back_url": reverse("clearing", args=[slug])}
    return show(request, "clearing/cap.html", facts)
