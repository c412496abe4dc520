"""The report of what the network lacked: looked for in vain, or needed and not offered."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.names import name_of
from commonpool.kernel.words import translated
from commonpool.matching.queries import Unmet, empty_searches, unmet_demand
from commonpool.needs.queries import unmet_needs
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show

PER_PAGE = 50
SHOWN = 25
COLUMNS = ("function", "skill", "region", "searches", "needs")


@page(right=Right.RUN_DESK, methods=("GET",))
def unmet(request: Asking) -> HttpResponse:
    """The last ninety days by function, skill and region, the most wanted first."""
    at = now()
    page_obj = Paginator(unmet_demand(request.actor, at), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "unmet": unmet_needs(request.actor, at)[:SHOWN],
        "lacks": empty_searches(request.actor, at, SHOWN),
        "page_obj": page_obj,
        "rows": [_in_words(row) for row in page_obj],
        "back_url": reverse("desk"),
    }
    return show(request, "desk/unmet.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def download(request: Asking) -> HttpResponse:
    """The same for a spreadsheet."""
    rows = unmet_demand(request.actor, now())
    return spreadsheet("unmet-demand", COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in rows))


def _in_words(row: Unmet) -> dict[str, str | int]:
    return {
        "function": translated(row.function) if row.function else _("Any function"),
        "skill": name_of(row.skill) if row.skill else _("Any skill"),
        "region": name_of(row.region),
        "searches": row.searches,
        "needs": row.needs,
    }
