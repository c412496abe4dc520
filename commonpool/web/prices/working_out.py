"""A price worked out: pay point, rate, on-costs, holiday, administration. The same sum by button or as one types."""

from dataclasses import fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import LendingCosts
from commonpool.agreements.queries.money import READERS
from commonpool.agreements.rules import PayRules, national
from commonpool.agreements.rules.pay import PLAIN, at_plain_time
from commonpool.agreements.rules.pay_scale import MARK_WORDS, UNVERIFIED
from commonpool.agreements.rules.paying import LEVY, NI, Spell, Table, hourly_pence
from commonpool.agreements.rules.working_out import Rates, WorkedOut, band_prices, price_of_hour
from commonpool.agreements.rules.working_out import work_out as worked_out
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import pounds
from commonpool.kernel.words import hours
from commonpool.organisations.models import Organisation
from commonpool.web.pages import Asking, page, show
from commonpool.web.prices.forms import ON_TOP, CostsForm, WorkOutForm
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.fields import in_decimals
from commonpool.web.terms.pay import LONDON
from commonpool.web.terms.saying import kept, said

PART_WORDS = {
    "ni": gettext_lazy("National Insurance (employer)"),
    "levy": gettext_lazy("Apprenticeship levy"),
    "pension": gettext_lazy("Pension (employer)"),
    "holiday": gettext_lazy("Holiday pay"),
}
PRICE_WORDS = {
    "price": gettext_lazy("An hour on a weekday"),
    "second": gettext_lazy("An hour in the evening or on a Saturday"),
    "third": gettext_lazy("An hour on a Sunday or public holiday"),
}


@page(right=READERS, methods=("GET",))
def work_out(request: Asking, slug: str) -> HttpResponse:
    """A worked example and the prices of an hour that follow from it; nothing is kept."""
    actor, council = request.actor, own_council(request.actor, slug)
    today = london_date(now())
    points = queries.points_on(queries.pay_scales(actor, council.pk), today)
    own_table = queries.pay_table_on(council.pk, today)
    table: Any = own_table or national(council.nation, london=council.region == LONDON)
    rates = queries.rates_on(council.pk, today)
    start = _start(table, rates, "25" if any(each.point == "25" for each in points) else "")
    if request.GET:
        form = WorkOutForm(request.GET, points=points)
    elif rates is None:
        form = WorkOutForm(initial=start, points=points)
    else:
        form = WorkOutForm(start, points=points)
    facts: dict[str, Any] = {
        "council": council,
        "form": form,
        "own_table": own_table,
        "own_rates": rates,
        "may_set": actor.may(Right.SET_PRICES, council.pk),
        "may_set_terms": actor.may(Right.SET_MONEY_TERMS, council.pk),
        "back_url": reverse("rooms_prices", args=[slug]),
    }
    if form.is_valid():
        facts |= _shown(council, form, table, _rates(form, today))
    return show(request, "prices/work_out.html", facts)


@page(right=READERS)
def costs(request: Asking, slug: str) -> HttpResponse:
    """What the council adds to pay and on-costs in a price it works out: finance says it, from a day on."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, LendingCosts))
    initial: dict[str, Any] = {"starts_on": london_date(now())} | (
        {
            "holiday": found[0].holiday,
            "administration_hundredths": found[0].administration_hundredths,
        }
        if found
        else {"administration_hundredths": 0}
    )
    form = CostsForm(request.POST or None, initial=initial)
    if kept(request, form, operations.set_lending_costs, organisation_id=council.pk, at=now()):
        return redirect("prices_work_out", slug)
    return said(
        request,
        council,
        form if actor.may(Right.SET_MONEY_TERMS, council.pk) else None,
        title=_("What you add to pay in a price"),
        words=[
            _(
                "Used when a price is worked out. Prices that are set stay as they are until you set them anew."
            )
        ],
        versions=[(each.starts_on, _in_short(each), each.set_at) for each in found],
        button=_("Keep this"),
        back_url=reverse("prices_work_out", args=[slug]),
    )


def _start(table: Table, rates: Rates | None, point: str) -> dict[str, str]:
    """What is filled in before anybody typed, as it would be typed."""
    return {
        "point": point,
        "contract": str(table.part_time_threshold_hours),
        "basis": ON_TOP,
        "pension": in_decimals(rates.pension) if rates else "",
        "holiday": "on" if rates and rates.holiday else "",
        "administration": in_decimals(rates.administration if rates else 0),
        "day": "weekday",
        "hours": "2",
        "band": "1",
    }


def _rates(form: WorkOutForm, today: date) -> Rates:
    """What the state takes today, with what was typed."""
    state, given = queries.of_the_state(today), form.cleaned_data
    return Rates(
        ni=state[NI],
        levy=state[LEVY],
        pension=given["pension"],
        holiday=given["holiday"],
        administration=given["administration"],
    )


def _shown(council: Organisation, form: WorkOutForm, table: Any, rates: Rates) -> dict[str, Any]:
    """The example in its lines, and the prices that follow, ready to be looked at in the form that sets them."""
    given = form.cleaned_data
    hourly = hourly_pence(form.annual_pence, table.week_hours * 60, table.divisor)
    if given["basis"] == ON_TOP:
        prices = band_prices(hourly, table, rates, above_ceiling=given["above_ceiling"])
    else:
        prices = {"price": price_of_hour(hourly, PLAIN, rates)}
        table = replace(
            PayRules(**{each.name: getattr(table, each.name) for each in fields(PayRules)}),
            rate_matrix=at_plain_time(),
        )
    spell = Spell(london_date(now()), given["hours"], given["day"])
    example = worked_out(
        [spell], hourly, given["contract"], table, rates, above_ceiling=given["above_ceiling"]
    )
    brought = {f"{name}_{given['band']}": pence for name, pence in prices.items()}
    brought[f"cost_{given['band']}"] = prices["price"]
    point = form.points.get(given["point"]) if not given["annual"] else None
    return {
        "example": example,
        "steps": _steps(example, rates),
        "prices": [(PRICE_WORDS[name], pence) for name, pence in prices.items()],
        "unverified": MARK_WORDS[UNVERIFIED] if point and point.mark == UNVERIFIED else "",
        "set_url": f"{reverse('rooms_prices', args=[council.slug])}?{urlencode(brought)}",
    }


def _steps(example: WorkedOut, rates: Rates) -> list[tuple[str, int]]:
    """Every step from pay to the gross amount, each with its pence."""
    lines = [
        (
            _("%(hours)s at %(hourly)s an hour, times %(rate)s")
            % {
                "hours": hours(line.minutes),
                "hourly": pounds(example.hourly_pence),
                "rate": in_decimals(line.multiplier_hundredths),
            },
            line.pence,
        )
        for line in example.lines
    ]
    shares = {"ni": rates.ni, "levy": rates.levy, "pension": rates.pension}
    for name, pence in example.costs.parts.items():
        if name in shares:
            share = {"what": PART_WORDS[name], "share": in_decimals(shares[name])}
            lines.append((_("%(what)s: %(share)s %%") % share, pence))
        elif rates.holiday:
            lines.append((_("%(what)s: 4/52 of pay") % {"what": PART_WORDS[name]}, pence))
    if rates.administration:
        lines.append((_("Arranging loans"), example.administration_pence))
    return lines


def _in_short(each: LendingCosts) -> str:
    share = in_decimals(each.administration_hundredths)
    words = (
        _("%(share)s %% for arranging loans, with holiday pay")
        if each.holiday
        else _("%(share)s %% for arranging loans, without holiday pay")
    )
    return words % {"share": share}
