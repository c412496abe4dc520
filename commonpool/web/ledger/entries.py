"""The entries of a council's books, one of them, and all of them as a file that an auditor takes away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.kernel.clock import london_date
from commonpool.ledger import queries
from commonpool.ledger.models import Line
from commonpool.ledger.rules import ACCOUNTS
from commonpool.web.ledger.forms import PeriodForm
from commonpool.web.ledger.sources import said_of
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = [
    "entry", "date", "posted_on", "what", "source", "source_number", "reverses_entry", "account", "account_name",
    "council_code", "council", "document", "debit_pence", "credit_pence", "pence",
]  # fmt: skip


@page(right=Right.SEE_MONEY, methods=("GET",))
def entries(request: Asking, slug: str) -> HttpResponse:
    """Every entry of a council's books between two days, oldest first."""
    council = own_council(request.actor, slug)
    form = PeriodForm(request.GET)
    found = queries.entries_of(request.actor, council.pk, **form.days)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "form": form,
        "page_obj": page_obj,
        "entries": [{"entry": each, "what": said_of(each)} for each in page_obj],
        "query": request.GET.urlencode(),
        "back_url": reverse("ledger", args=[slug]),
    }
    return show(request, "ledger/entries.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """Every line of every entry between two days, for a spreadsheet, in pence."""
    council = own_council(request.actor, slug)
    lines = queries.lines_of(request.actor, council.pk, **PeriodForm(request.GET).days)
    return spreadsheet("ledger-entries", COLUMNS, map(_row, lines))


@page(right=Right.SEE_MONEY, methods=("GET",))
def entry(request: Asking, slug: str, entry_id: int) -> HttpResponse:
    """One entry with its lines in this council's books."""
    council = own_council(request.actor, slug)
    found = queries.entry_of(request.actor, council.pk, entry_id)
    facts = {
        "council": council,
        "entry": found,
        "what": said_of(found),
        "lines": [{"line": each, "account": ACCOUNTS[each.account]} for each in found.own_lines],  # type: ignore[attr-defined]  # fetched by the query
        "reversal": getattr(found, "reversal", None),
        "back_url": reverse("ledger_entries", args=[slug]),
    }
    return show(request, "ledger/entry.html", facts)


def _row(line: Line) -> list[Any]:
    entry, other = line.entry, line.counterparty
    return [
        entry.pk,
        entry.on.isoformat(),
        london_date(entry.posted_at).isoformat(),
        said_of(entry),
        entry.source_kind,
        entry.source_id,
        entry.reverses_id or "",
        line.account,
        ACCOUNTS[line.account].name,
        other.code if other else "",
        other.name if other else "",
        line.document,
        max(line.pence, 0),
        max(-line.pence, 0),
        line.pence,
    ]
