"""What a council owes for what it borrowed, and is owed for what it lent: every charge, and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.invoices import queries
from commonpool.invoices.models import Charge
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.organisations.models import Organisation
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.money.forms import ChargesForm
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = [
    "charge", "source", "what_for", "booking", "week", "officer", "lent_by", "borrowed_by", "minutes",
    "pence_an_hour", "pence_before_vat", "made_on",
]  # fmt: skip


@page(right=Right.SEE_MONEY, methods=("GET",))
def money(request: Asking, slug: str) -> HttpResponse:
    """The charges of a council, newest first, with their sums before VAT."""
    council = own_council(request.actor, slug)
    form, found = _found(request, council)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "form": form,
        "page_obj": page_obj,
        "totals": queries.totals_of(request.actor, council.pk),
        "query": request.GET.urlencode(),
        "may_see_bank": request.actor.may(Right.SEE_BANK_DETAILS, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "money/money.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet: numbers as numbers, nothing that a spreadsheet would run."""
    council = own_council(request.actor, slug)
    _form, found = _found(request, council)
    return spreadsheet("charges", COLUMNS, map(_row, found))


def _found(request: Asking, council: Organisation) -> tuple[ChargesForm, QuerySet[Charge]]:
    form = ChargesForm(request.GET)
    form.is_valid()
    found = queries.charges_of(request.actor, council.pk)
    side = form.cleaned_data.get("side")
    if not side:
        return form, found
    now = queries.owed_to(council.pk) if side == "home" else queries.owed_by(council.pk)
    return form, found.filter(Q(**{side: council.pk}) | now)


def _row(charge: Charge) -> list[Any]:
    return [
        charge.reference,
        charge.source,
        charge.what_for,
        charge.booking.reference,
        weeks.written(charge.booked_week.monday),
        str(charge.booking.officer),
        charge.home.code,
        charge.host.code,
        charge.minutes,
        charge.hourly_pence,
        charge.net_pence,
        london_date(charge.made_at).isoformat(),
    ]
