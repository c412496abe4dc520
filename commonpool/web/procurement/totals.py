"""What a council has borrowed from each other one against the figures, as a page and as a file, and the caps."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations
from commonpool.agreements import queries as agreements
from commonpool.agreements.rules.procurement import (
    BELOW,
    NOTICE,
    PAIR_CAP,
    REGULATED,
    THRESHOLD,
    Figure,
    figure_on,
    financial_year,
)
from commonpool.bookings import queries
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.procurement.forms import SCOTLAND, CapForm
from commonpool.web.rooms.place import own_council

SETTERS = (Right.SET_UP_COUNCIL, Right.GRANT_SPENDING_LIMIT)
COLUMNS = (
    "lent_by", "family", "twelve_months_pence_before_vat", "twelve_months_pence_with_vat", "threshold_pence_with_vat",
    "year_from", "year_pence_before_vat", "cap_pence_before_vat",
)  # fmt: skip


@page(right=queries.TOTAL_READERS, methods=("GET",))
def borrowed(request: Asking, slug: str) -> HttpResponse:
    """By other council and family of functions: what is bound, the figures, and what of the cap is used."""
    actor, council, today = request.actor, own_council(request.actor, slug), london_date(now())
    answers = agreements.answers_in_force(council.pk)
    facts = {
        "council": council,
        "lines": queries.borrowed(actor, council.pk, today),
        "figures": _figures(council, today),
        "counted": answers is not None and answers.basis == BELOW,
        "answers": answers,
        "year": financial_year(today),
        "next_year": financial_year(today) + 1,
        "may_set": any(actor.may(right, council.pk) for right in SETTERS),
        "may_answer": actor.may(Right.SET_UP_COUNCIL, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "procurement/borrowed.html", facts)


@page(right=queries.TOTAL_READERS, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet."""
    council, today = own_council(request.actor, slug), london_date(now())
    threshold = figure_on(agreements.figures(), THRESHOLD, today)
    rows: list[list[Any]] = [
        [
            line.home.code,
            each.family.label,
            each.net_pence,
            each.gross_pence,
            threshold.pence if threshold else "",
            f"{financial_year(today)}-04-01",
            line.used_pence,
            line.cap_pence,
        ]
        for line in queries.borrowed(request.actor, council.pk, today)
        for each in line.families
    ]
    return spreadsheet("borrowed", COLUMNS, rows)


@page(right=SETTERS)
def cap(request: Asking, slug: str) -> HttpResponse:
    """The most that is borrowed from one council in a year; raising it asks for a second proof of identity."""
    council = own_council(request.actor, slug)
    if not request.actor.may(Right.SET_UP_COUNCIL, council.pk):
        request.actor.require(Right.GRANT_SPENDING_LIMIT, council.pk)
    form = CapForm(
        request.POST or None,
        today=london_date(now()),
        councils=agreements.councils_to_declare(council.pk),
        chosen=request.GET.get("from", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_pair_cap(actor=request.actor, host_id=council.pk, at=now(), **form.terms)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The cap is set. What is bound stays bound."))
            return redirect("rooms_borrowed", slug)
    facts = {
        "council": council,
        "form": form,
        "usual_pence": agreements.usual_cap_pence(),
        "back_url": reverse("rooms_borrowed", args=[slug]),
    }
    return show(request, "procurement/cap.html", facts)


def _figures(council: Organisation, today: date) -> list[tuple[str, Figure]]:
    """The figures that are law where the council is, and the usual cap, with their words."""
    words = {
        THRESHOLD: _("Threshold of the Procurement Act"),
        NOTICE: _("From here a contract details notice is published"),
        REGULATED: _("From here a purchase is regulated in Scotland"),
        PAIR_CAP: _("Most from one council in a year, where you set no other cap"),
    }
    left_out = NOTICE if council.nation == SCOTLAND else REGULATED
    found = [
        (words[name], figure_on(agreements.figures(), name, today)) for name in words if name != left_out
    ]
    return [(label, figure) for label, figure in found if figure]
