"""Lists: how many there are, a page of them, and where the next page is."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

PAGE = 50


def listed(
    request: HttpRequest, rows: QuerySet[Any] | list[Any], page: int, shape: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """`{count, results, next}` for a page of 50; `next` is a path on this site, or null."""
    count = len(rows) if isinstance(rows, list) else rows.count()
    chosen: Iterable[Any] = rows[(page - 1) * PAGE : page * PAGE]
    return answer(request, count, [shape(row) for row in chosen], page, PAGE)


def answer(request: HttpRequest, count: int, results: list[Any], page: int, size: int) -> dict[str, Any]:
    """The same for results that are a page already."""
    following = None
    if page * size < count:
        query = request.GET.copy()
        query["page"] = str(page + 1)
        following = f"{request.path}?{query.urlencode()}"
    return {"count": count, "results": results, "next": following}
