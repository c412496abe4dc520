"""One account of a council: its lines, and what was in it after each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.kernel.refusals import NotFound
from commonpool.ledger import queries
from commonpool.ledger.models import Line
from commonpool.ledger.rules import ACCOUNTS, Account
from commonpool.web.ledger.forms import PeriodForm
from commonpool.web.ledger.sources import said_of
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = [
    "entry", "date", "what", "document", "council_code", "council", "debit_pence", "credit_pence", "balance_pence",
]  # fmt: skip


@page(right=Right.SEE_MONEY, methods=("GET",))
def account(request: Asking, slug: str, account: str) -> HttpResponse:
    """The lines of an account, oldest first, with its running balance."""
    council, chosen = own_council(request.actor, slug), _account(account)
    form = PeriodForm(request.GET)
    lines = queries.account_lines(request.actor, council.pk, chosen.code, **form.days)
    page_obj = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "account": chosen,
        "form": form,
        "page_obj": page_obj,
        "lines": [{"line": line, "what": said_of(line.entry)} for line in page_obj],
        "query": request.GET.urlencode(),
        "back_url": reverse("ledger", args=[slug]),
    }
    return show(request, "ledger/account.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def download(request: Asking, slug: str, account: str) -> HttpResponse:
    """The same for a spreadsheet, in pence."""
    council, chosen = own_council(request.actor, slug), _account(account)
    days = PeriodForm(request.GET).days
    lines = queries.account_lines(request.actor, council.pk, chosen.code, **days)
    return spreadsheet(f"ledger-{chosen.code}", COLUMNS, map(_row, lines))


def _account(code: str) -> Account:
    found = ACCOUNTS.get(code)
    if found is None:
        raise NotFound
    return found


def _row(line: Line) -> list[Any]:
    other = line.counterparty
    return [
        line.entry_id,
        line.entry.on.isoformat(),
        said_of(line.entry),
        line.document,
        other.code if other else "",
        other.name if other else "",
        max(line.pence, 0),
        max(-line.pence, 0),
        line.balance,  # type: ignore[attr-defined]  # annotated by the query
    ]
