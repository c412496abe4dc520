"""Rows as the database gives them."""

from collections.abc import Iterable
from typing import TypeVar

Row = TypeVar("Row")


def sole(rows: Iterable[Row]) -> Row | None:
    """The one row of a question that has at most one answer, or none.

    Unlike `.first()` it asks for no order: Django looks for what it orders by in every column it selects, which of
    a row with all that hangs on it takes longer than the database does.
    """
    return next(iter(rows), None)
