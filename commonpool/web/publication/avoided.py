"""What the hours a council borrowed would have cost at a published day rate, and which rate that is."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal, pounds
from commonpool.publication import operations, queries
from commonpool.publication.models import ComparisonRate
from commonpool.publication.queries import AvoidedWeek
from commonpool.publication.rules.avoided import KINDS
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.publication.forms import QuarterForm, RateForm
from commonpool.web.publication.report import PER_PAGE, report
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.saying import kept

COLUMNS = [
    "booking", "week", "function", "lent_by", "minutes_worked", "charged_before_vat", "comparison_before_vat",
    "avoided", "rate_a_day", "minutes_a_day", "rate_source", "rate_published_on",
]  # fmt: skip


def _asked(request: Asking) -> tuple[QuarterForm, date, date]:
    form = QuarterForm(request.GET if request.GET.get("quarter") else None, today=london_date(now()))
    return form, form.chosen.first, form.chosen.last


@page(right=Right.SEE_MONEY, methods=("GET",))
def avoided(request: Asking, slug: str) -> HttpResponse:
    """The comparison of a quarter, with its method in plain words."""
    actor, council = request.actor, own_council(request.actor, slug)
    form, first, last = _asked(request)
    found = queries.avoided_of(actor, council.pk, first, last)
    rates = list(queries.rates_of(actor, council.pk))
    compared = [each for each in found if each.rate]
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    links = [
        (
            _("Download this report (CSV)"),
            reverse("publication_avoided_csv", args=[slug]) + f"?quarter={form.chosen}",
        )
    ]
    if actor.may(Right.SET_MONEY_TERMS, council.pk):
        links.append((_("Say which rate you compare with"), reverse("publication_rate", args=[slug])))
    return report(
        request,
        council,
        title=_("Avoided cost"),
        sentences=_method(rates),
        form=form,
        sums=[
            (_("Charged for these hours, before VAT"), sum(each.compared.charged_pence for each in compared)),
            (_("At the rate they are compared with"), sum(each.compared.compared_pence for each in compared)),
            (_("Difference"), sum(each.compared.avoided_pence for each in compared)),
        ]
        if compared
        else [],
        tables=[_table(page_obj.object_list), _rates(rates)],
        nothing="" if found else _("No hours of officers your council borrowed were agreed in that quarter."),
        page_obj=page_obj if found else None,
        links=links,
        notes=[
            _("%(count)s weeks have no rate to be compared with, and are not in the sums.")
            % {"count": len(found) - len(compared)}
        ]
        if len(found) > len(compared)
        else [],
    )


def _method(rates: list[ComparisonRate]) -> list[str]:
    said = [
        _(
            "How it is reckoned: the minutes that were agreed and charged, at the day rate, divided by the minutes of"
            " such a day, rounded to the penny once for each week. Against that stands everything your council was"
            " charged for the same week, with late cancellation and pay awards."
        ),
        _(
            "It is a comparison and no saving in your accounts: nothing here is posted, netted or invoiced. The rate"
            " is that of somebody else’s published list, and another supplier may ask more or less."
        ),
    ]
    if not rates:
        said.append(
            _("Your council has not said yet which published rate it compares with: finance says it once.")
        )
    return said


def _table(shown: Any) -> Table:
    head = heads(
        [_("Booking"), _("Week of"), _("Function"), _("Lent by")],
        [_("Worked"), _("Charged"), _("Compared"), _("Difference")],
    )
    rows = [
        [
            Cell(each.booking, reverse("booking", args=[each.booking])),
            Cell(words.day(each.monday)),
            Cell(each.function),
            Cell(each.council),
            Cell(words.hours(each.compared.minutes), numeric=True),
            Cell(pounds(each.compared.charged_pence), numeric=True),
            Cell(pounds(each.compared.compared_pence) if each.rate else _("No rate"), numeric=True),
            Cell(pounds(each.compared.avoided_pence) if each.rate else "", numeric=True),
        ]
        for each in shown
    ]
    return Table(_("Hours borrowed"), head, rows)


def _rates(rates: list[ComparisonRate]) -> Table:
    head = heads(
        [_("From"), _("Rate of"), _("Published in"), _("Published on")], [_("A day"), _("Hours a day")]
    )
    rows = [
        [
            Cell(words.day(each.starts_on)),
            Cell(KINDS[each.kind]),
            Cell(each.source),
            Cell(words.day(each.published_on)),
            Cell(pounds(each.day_pence), numeric=True),
            Cell(words.decimal_hours(each.day_minutes), numeric=True),
        ]
        for each in reversed(rates)
    ]
    return Table(_("Rates your council compares with"), head, rows)


@page(right=Right.SEE_MONEY, methods=("GET",))
def avoided_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, each line with its rate and source."""
    council = own_council(request.actor, slug)
    form, first, last = _asked(request)
    found = queries.avoided_of(request.actor, council.pk, first, last)
    return spreadsheet(f"avoided-cost-{form.chosen}", COLUMNS, map(_row, found))


def _row(each: AvoidedWeek) -> list[Any]:
    compared, rate = each.compared, each.rate
    if rate is None:
        said: list[Any] = ["", "", "", "", "", ""]
    else:
        said = [
            decimal(compared.compared_pence),
            decimal(compared.avoided_pence),
            decimal(rate.day_pence),
            rate.day_minutes,
            rate.source,
            rate.published_on.isoformat(),
        ]
    charged = decimal(compared.charged_pence)
    monday = weeks.written(each.monday)
    return [each.booking, monday, each.function, each.council, compared.minutes, charged, *said]


@page(right=Right.SET_MONEY_TERMS)
def rate(request: Asking, slug: str) -> HttpResponse:
    """Which published rate the council compares with."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_MONEY_TERMS, council.pk)
    form = RateForm(request.POST or None)
    if kept(request, form, operations.set_comparison_rate, organisation_id=council.pk, at=now()):
        return redirect("publication_avoided", slug)
    facts = {
        "caption": council,
        "title": _("The rate you compare with"),
        "sentences": [
            _(
                "What would an agency or a consultancy have asked? Take a rate that anybody can look up: of a"
                " framework, a price list or a survey. The report shows it with its source and its date."
            )
        ],
        "form": form,
        "button": _("Compare with this rate"),
        "back_url": reverse("publication_avoided", args=[slug]),
    }
    return show(request, "invoices/act.html", facts)
