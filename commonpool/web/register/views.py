"""The public register: councils, who takes part and how deep, one council, and the same as a file."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from commonpool.agreements import queries as agreements
from commonpool.kernel.clock import london_date, now
from commonpool.organisations import queries as organisations
from commonpool.organisations import rules
from commonpool.organisations.models import Organisation
from commonpool.web.look.spreadsheet import spreadsheet, under
from commonpool.web.pages import PUBLIC, Asking, page, show
from commonpool.web.register.forms import RegisterForm
from commonpool.web.register.map import depth_label, hexagon_map

PAGE = 50
DEPTH_COLOURS = {"none": "grey", "peer": "turquoise", "borrow": "purple", "lend": "green"}
COLUMNS = [
    "code", "ons_code", "name", "official_name", "type", "nation", "region", "county", "status", "depth",
    "population", "website", "starts_on", "ends_on", "replaced_by", "demonstration",
]  # fmt: skip


@page(right=PUBLIC, methods=("GET",))
def councils(request: Asking) -> HttpResponse:
    """Every council of the register that fits, with how deep it takes part; and the map."""
    today = london_date(now())
    form = RegisterForm(request.GET if _narrowed(request) else {"status": "current"})
    found, depths = form.found(today)
    page_obj = Paginator(found, PAGE).get_page(request.GET.get("page"))
    borrowing = agreements.borrowing(depths)
    facts: dict[str, Any] = {
        "form": form,
        "page_obj": page_obj,
        "lines": [line(body, depths[body.pk], today, borrows=body.pk in borrowing) for body in page_obj],
        "count": len(found),
        "joined": sum(depths[body.pk] != "none" for body in found),
        "narrowed": _narrowed(request),
        "download": f"?{request.GET.urlencode()}" if _narrowed(request) else "",
        "hexagons": None
        if _narrowed(request) or page_obj.number > 1
        else hexagon_map(found, depths, borrowing),
    }
    return show(request, "register/councils.html", facts)


@page(right=PUBLIC, methods=("GET",))
def download(request: Asking) -> HttpResponse:
    """The councils that fit, as a file for a spreadsheet."""
    today = london_date(now())
    found, depths = RegisterForm(request.GET if _narrowed(request) else {"status": "current"}).found(today)
    replaced_by = organisations.replaced_by({body.pk for body in found})

    def row(body: Organisation) -> list[Any]:
        known = {
            "county": body.county.name if body.county else "",
            "status": body.status_on(today),
            "depth": depths[body.pk],
            "replaced_by": replaced_by.get(body.pk, ""),
            "demonstration": "yes" if body.demonstration else "no",
        }
        return under(COLUMNS, known, body)

    return spreadsheet("councils", COLUMNS, map(row, found))


@page(right=PUBLIC, methods=("GET",))
def council(request: Asking, slug: str) -> HttpResponse:
    """One council: what it is, how deep it takes part, and what came before and comes after it."""
    today = london_date(now())
    body = organisations.council_by_slug(slug)
    depth = agreements.depth_of(body.pk)
    report = agreements.report_live_on(body.pk, today)
    facts = {
        "council": body,
        "line": line(body, depth, today, borrows=bool(agreements.borrowing([body.pk]))),
        "about": organisations.about(body, today),
        "report": report,
        "overdue": report is not None and report.is_overdue(today),
        "mine": body.pk in request.actor.rights,
    }
    return show(request, "register/council.html", facts)


def line(body: Organisation, depth: str, today: date, *, borrows: bool) -> dict[str, Any]:
    """A council as a line of the table."""
    return {
        "council": body,
        "kind": rules.TYPE_LABELS.get(body.type, body.type),
        "status": body.status_on(today),
        "depth": depth,
        "depth_label": depth_label(depth, borrows=borrows),
        "depth_colour": DEPTH_COLOURS[depth],
    }


def _narrowed(request: Asking) -> bool:
    return any(name in request.GET for name in RegisterForm.base_fields)
