"""The trial balance of a council, and of all councils together; as files too."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.ledger import queries
from commonpool.ledger.queries import AccountBalance
from commonpool.web.ledger.forms import DayForm
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

COLUMNS = ["account", "name", "debit_pence", "credit_pence", "balance_pence"]


@page(right=Right.SEE_MONEY, methods=("GET",))
def trial(request: Asking, slug: str) -> HttpResponse:
    """Every account of a council at the end of a day, and that they come to nought."""
    council = own_council(request.actor, slug)
    form = DayForm(request.GET)
    found = queries.trial_balance(request.actor, council.pk, on=form.day)
    facts = {
        **_drawn(request, form, found),
        "council": council,
        "csv_url": reverse("ledger_csv", args=[slug]),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "ledger/trial.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, in pence."""
    council = own_council(request.actor, slug)
    found = queries.trial_balance(request.actor, council.pk, on=DayForm(request.GET).day)
    return spreadsheet("trial-balance", COLUMNS, map(_row, found))


@page(right=Right.RUN_DESK, methods=("GET",))
def together(request: Asking) -> HttpResponse:
    """The accounts of all councils together, for the steward: sums, and nothing of any one council."""
    form = DayForm(request.GET)
    found = queries.trial_balance(request.actor, None, on=form.day)
    facts = {
        **_drawn(request, form, found),
        "csv_url": reverse("desk_ledger_csv"),
        "back_url": reverse("desk"),
    }
    return show(request, "ledger/trial.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def together_csv(request: Asking) -> HttpResponse:
    """The same for a spreadsheet, in pence."""
    found = queries.trial_balance(request.actor, None, on=DayForm(request.GET).day)
    return spreadsheet("trial-balance-of-all", COLUMNS, map(_row, found))


def _drawn(request: Asking, form: DayForm, found: Sequence[AccountBalance]) -> dict[str, Any]:
    return {
        "form": form,
        "day": form.day,
        "balances": found,
        "debit_pence": sum(each.debit_pence for each in found),
        "credit_pence": sum(each.credit_pence for each in found),
        "total_pence": sum(each.pence for each in found),
        "query": request.GET.urlencode(),
    }


def _row(each: AccountBalance) -> list[Any]:
    return [each.account.code, each.account.name, each.debit_pence, each.credit_pence, each.pence]
