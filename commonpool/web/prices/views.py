"""The hourly prices of each grade band: everybody at the council reads them, finance sets them."""

import re

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.queries.money import READERS
from commonpool.agreements.rules import ACROSS
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.prices.forms import BESIDE, PricesForm
from commonpool.web.rooms.place import own_council

READING = (Right.SET_PRICES, Right.SEE_MONEY, Right.SET_UP_COUNCIL, Right.SEARCH_POOL)
COLUMNS = ["band", "starts_on", "hourly_pence", "second_pence", "third_pence"]


@page(right=READING)
def prices(request: Asking, slug: str) -> HttpResponse:
    """The hourly prices of each grade band. A price that was worked out comes in the address, to be looked at first."""
    actor, council = request.actor, own_council(request.actor, slug)
    today = london_date(now())
    in_force = queries.in_force_on(council.pk, today)
    brought = _brought(request.GET)
    form = PricesForm(request.POST or None, today=today, in_force=in_force, initial=brought)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_prices(
                actor=actor,
                organisation_id=council.pk,
                prices=_changed(council.pk, form),
                **{f"{what}s": form.filled(what) for what in BESIDE},
                starts_on=form.cleaned_data["starts_on"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The prices are set."))
            return redirect("rooms_prices", slug)
    order = list(GRADE_BANDS)
    listed = sorted(queries.price_list(actor, council.pk), key=lambda row: order.index(row.band))
    may_set = actor.may(Right.SET_PRICES, council.pk)
    facts = {
        "council": council,
        "listed": [(GRADE_BANDS[row.band], row) for row in listed],
        "uncosted": sorted(set(in_force["price"]) - set(in_force["cost"]))
        if council.nation in ACROSS
        else [],
        "unpriced": sorted(queries.bands_used(council.pk) - set(in_force["price"])),
        "form": form if may_set else None,
        "brought": bool(brought),
        "may_work_out": any(actor.may(each, council.pk) for each in READERS),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "prices/prices.html", facts)


@page(right=READING, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """Every price set so far, for a spreadsheet; what an hour costs the council is not among them."""
    council = own_council(request.actor, slug)
    rows = (
        [getattr(each, column) for column in COLUMNS]
        for each in queries.price_list(request.actor, council.pk)
    )
    return spreadsheet("prices", COLUMNS, rows)


def _brought(given: QueryDict) -> dict[str, int]:
    """Prices that were worked out, in pence by field, as the page of working out sends them here."""
    names = {name for what in ("price", *BESIDE) for name in PricesForm.names(what)}
    typed = {name: str(given[name]) for name in names if name in given}
    return {
        name: int(value) for name, value in typed.items() if re.fullmatch(r"[1-9][0-9]{0,5}", value, re.ASCII)
    }


def _changed(council_id: int, form: PricesForm) -> dict[str, int]:
    """The prices typed that differ, or beside which something differs, from those in force on their first day."""
    in_force = queries.in_force_on(council_id, form.cleaned_data["starts_on"])
    typed = {what: form.filled(what) for what in in_force}
    return {
        band: pence
        for band, pence in typed["price"].items()
        if any(in_force[what].get(band) != typed[what].get(band) for what in in_force)
    }
