"""Rows as the database gives them."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

Row = TypeVar("Row")


def sole(rows: Iterable[Row]) -> Row | None:
    """The one row of a question that has at most one answer, or none.

    Unlike `.first()` it asks for no order: Django looks for what it orders by in every column it selects, which of
    a row with all that hangs on it takes longer than the database does.
    """
    return next(iter(rows), None)


class Compiled:
    """A question whose SQL is written once a process, for what every request asks: rows as tuples, one SQL query.

    `question` makes a `values_list` from keywords; `examples` are values met nowhere else in it. Where they stand in
    its parameters, the values asked for are put (never None).
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]], **examples: Any) -> None:
        self._question = question
        self._examples = examples

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, params = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[each] if named else each for named, each in params])
            return cursor.fetchall()

    @cached_property
    def _written(self) -> tuple[str, list[tuple[bool, Any]]]:
        """The SQL, and its parameters: the name of an example, or what it always is."""
        sql, params = self._question(**self._examples).query.sql_with_params()
        names = {example: name for name, example in self._examples.items()}
        written = [(param in names, names.get(param, param)) for param in params]
        assert {each for named, each in written if named} == set(self._examples), "an example stands nowhere"
        return sql, written
