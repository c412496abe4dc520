"""How a council stands with each other council, and its account of services under the 1970 Act."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.ledger import queries
from commonpool.ledger.queries import Services, Standing
from commonpool.web.ledger.forms import DayForm, PeriodForm
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
STANDING_COLUMNS = ["council_code", "council", "they_owe_us_pence", "we_owe_them_pence", "net_pence"]
SERVICES_COLUMNS = ["month", "council_code", "council", "pence_before_vat"]


@page(right=Right.SEE_MONEY, methods=("GET",))
def councils(request: Asking, slug: str) -> HttpResponse:
    """Who owes whom at the end of a day, by council."""
    council = own_council(request.actor, slug)
    form = DayForm(request.GET)
    found = queries.who_owes_whom(request.actor, council.pk, on=form.day)
    facts = {
        "council": council,
        "form": form,
        "day": form.day,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "due_pence": sum(each.due_pence for each in found),
        "owed_pence": sum(each.owed_pence for each in found),
        "net_pence": sum(each.net_pence for each in found),
        "query": request.GET.urlencode(),
        "back_url": reverse("ledger", args=[slug]),
    }
    return show(request, "ledger/councils.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def councils_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, in pence."""
    council = own_council(request.actor, slug)
    found = queries.who_owes_whom(request.actor, council.pk, on=DayForm(request.GET).day)
    return spreadsheet("who-owes-whom", STANDING_COLUMNS, map(_standing_row, found))


@page(right=Right.SEE_MONEY, methods=("GET",))
def services(request: Asking, slug: str) -> HttpResponse:
    """The account of services under the 1970 Act, by month and council."""
    council = own_council(request.actor, slug)
    form = PeriodForm(request.GET)
    found = queries.services_1970(request.actor, council.pk, **form.days)
    facts = {
        "council": council,
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "total_pence": sum(each.pence for each in found),
        "query": request.GET.urlencode(),
        "back_url": reverse("ledger", args=[slug]),
    }
    return show(request, "ledger/services.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def services_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, in pence."""
    council = own_council(request.actor, slug)
    found = queries.services_1970(request.actor, council.pk, **PeriodForm(request.GET).days)
    return spreadsheet("services-under-the-1970-act", SERVICES_COLUMNS, map(_services_row, found))


def _standing_row(each: Standing) -> list[Any]:
    return [each.code, each.name, each.due_pence, each.owed_pence, each.net_pence]


def _services_row(each: Services) -> list[Any]:
    return [f"{each.month:%Y-%m}", each.code, each.name, each.pence]
