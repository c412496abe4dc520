"""GET ledger/trial-balance, and the same as CSV."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Router

from commonpool.access import NETWORK, Right
from commonpool.api.access import Calling, needs
from commonpool.api.files import AS_CSV, csv_file
from commonpool.api.hosts import council_among
from commonpool.api.shapes import ledger as shapes
from commonpool.api.shapes.values import ADay, Short
from commonpool.ledger import queries
from commonpool.ledger.queries import AccountBalance

router = Router(tags=["Ledger"])
READERS = (Right.SEE_MONEY, Right.RUN_DESK)


@router.get("ledger/trial-balance", response={200: shapes.TrialBalance}, operation_id="trial_balance")
@needs(READERS)
def trial_balance(request: Calling, council: Short = "", on: ADay | None = None) -> Any:
    """Every account with the pence in it: of your council, or for a steward of all together. They sum to nought.

    `council`: its code, where you see the money of several. `on`: at the end of that day; else everything posted.
    """
    return shapes.trial_balance_shape(_balances(request, council, on))


@router.get("ledger/trial-balance.csv", operation_id="trial_balance_csv", openapi_extra=AS_CSV)
@needs(READERS)
def trial_balance_csv(request: Calling, council: Short = "", on: ADay | None = None) -> HttpResponse:
    """The same for a spreadsheet."""
    shape = shapes.trial_balance_shape(_balances(request, council, on))
    rows = [[each["code"], each["name"], each["pence"]] for each in shape["accounts"]]
    return csv_file(["code", "name", "pence"], rows)


def _balances(request: Calling, code: str, on: Any) -> Sequence[AccountBalance]:
    actor = request.actor
    if not code and actor.may(Right.RUN_DESK, NETWORK):
        return queries.trial_balance(actor, None, on=on)
    place = council_among(actor.where(Right.SEE_MONEY), code)
    return queries.trial_balance(actor, place, on=on)
