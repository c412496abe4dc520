"""GET work, GET work/{reference}."""

from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.agreements.queries import depth_needed, sees_names
from commonpool.api.access import Calling, needs
from commonpool.api.lists import listed
from commonpool.api.shapes import works as shapes
from commonpool.api.shapes.values import PageNumber, Short
from commonpool.organisations.queries import function_named
from commonpool.people import queries

router = Router(tags=["Work"])


@router.get("work", response={200: shapes.Works}, operation_id="works")
@needs(Right.SEARCH_POOL)
def works(request: Calling, q: Short = "", function: Short = "", page: PageNumber = 1) -> Any:
    """What councils have done: those like `q`, most alike first, or all, newest first."""
    _names_seen(request)
    chosen = function_named(function).pk if function else ""
    return listed(request, queries.works(request.actor, q, chosen), page, shapes.work_shape)


@router.get("work/{reference}", response={200: shapes.WorkDetail}, operation_id="work")
@needs(Right.SEARCH_POOL)
def work(request: Calling, reference: Short) -> Any:
    """One piece of work, with who took part in it and whether its council confirms that, in the words it has now.

    `confirmed_of`: the title under which it was confirmed, where the words have changed since.
    """
    _names_seen(request)
    found = queries.work_for(request.actor, reference)
    return shapes.detail_shape(found, list(queries.took_part(found)))


def _names_seen(request: Calling) -> None:
    """Refuses `depth_needed` to a caller whose councils have not joined."""
    places = request.actor.where(Right.SEARCH_POOL)
    if not sees_names(places):
        raise depth_needed(min(places), "peer")
