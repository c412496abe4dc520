"""Clearing cycles: their calendar, and positions."""

from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.api.access import Calling, needs
from commonpool.api.lists import listed
from commonpool.api.shapes import clearing as shapes
from commonpool.api.shapes.values import PageNumber, Short
from commonpool.kernel import months
from commonpool.settlement import queries

router = Router(tags=["Clearing"])


@router.get("clearing-cycles", response={200: shapes.CyclesPage}, operation_id="list_clearing_cycles")
@needs((Right.SEE_MONEY, Right.RUN_DESK))
def cycles(request: Calling, page: PageNumber = 1) -> Any:
    """Every month's clearing with its days, the newest first."""
    return listed(request, queries.cycles_known(request.actor), page, shapes.cycle_of)


@router.get(
    "clearing-cycles/{month}/positions",
    response={200: shapes.Positions},
    operation_id="list_positions",
)
@needs((Right.SEE_MONEY, Right.RUN_DESK))
def positions(request: Calling, month: Short) -> Any:
    """The positions of a month (`2026-12`): all of them to a steward, otherwise those of your own councils."""
    found = queries.cycle_of(months.read(month))
    return {"positions": [shapes.position_of(each) for each in queries.positions_of(request.actor, found)]}
