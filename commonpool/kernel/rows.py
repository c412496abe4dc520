"""Rows as the database gives them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from itertools import count
from types import SimpleNamespace
from typing import Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.query import ModelIterable

Row = TypeVar("Row")
TYPES = {int: "bigint", str: "text", date: "date"}
"""How PostgreSQL calls the values that a question is asked with."""


def sole(rows: Iterable[Row]) -> Row | None:
    """The one row of a question that has at most one answer, or none.

    Unlike `.first()` it asks for no order: Django looks for what it orders by in every column it selects, which of
    a row with all that hangs on it takes longer than the database does.
    """
    return next(iter(rows), None)


def numbers_of(rows: dict[str, QuerySet[Any]]) -> Counter[str]:
    """How many rows each of these has, by its name; none for every other name. One SQL query at most."""
    counted = [
        each.order_by()
        .annotate(named=Value(name, TextField()))
        .values_list("named")
        .annotate(number=Count("pk"))
        for name, each in rows.items()
    ]
    return Counter(dict(counted[0].union(*counted[1:], all=True)) if counted else {})


class Compiled:
    """A question whose SQL is written once a process and planned once a connection, for what every request asks.

    Rows as tuples where `question` makes a `values_list` from its keywords, else objects with all that it selects and
    annotates; one SQL query. `examples` are values met nowhere else in it. Where they stand in its parameters, the
    values asked for are put (never None). Planning such a question takes PostgreSQL ten times as long as answering
    it: it is prepared, and later callers on that connection execute it (ADR 0116).
    """

    _numbers = count(1)
    _prepared: ClassVar[WeakKeyDictionary[Any, set[str]]] = WeakKeyDictionary()

    def __init__(self, question: Callable[..., QuerySet[Any, Any]], **examples: Any) -> None:
        self._question = question
        self._examples = examples
        self._name = f"compiled_{next(self._numbers)}"

    def __call__(self, **values: Any) -> list[Any]:
        rows = self._execute(self._name, self._written, [values[name] for name in self._examples])
        return self._objects(rows) if self._makes_objects else rows

    def each(self, asked: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """The answers to each of these askings, in their order. One SQL query, however many they are."""
        if len(asked) < 2:
            return [self(**values) for values in asked]
        columns = [[values[name] for values in asked] for name in self._examples]
        found: list[list[tuple[Any, ...]]] = [[] for _values in asked]
        for number, _place, *row in self._execute(f"{self._name}_each", self._written_for_each, columns):
            found[number - 1].append(tuple(row))
        return [self._objects(rows) for rows in found] if self._makes_objects else found

    def _execute(self, name: str, written: tuple[str, list[Any]], values: list[Any]) -> list[tuple[Any, ...]]:
        places = ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:
            self._prepare(connection.connection, name, written)
            cursor.execute(f"EXECUTE {name} ({places})", values)
            return cursor.fetchall()

    def _prepare(self, session: Any, name: str, written: tuple[str, list[Any]]) -> None:
        """PostgreSQL knows the question in this session, for as long as it lasts, whatever is rolled back."""
        known = self._prepared.setdefault(session, set())
        if name not in known:
            sql, constants = written
            with connection.wrap_database_errors:
                session.execute(f"PREPARE {name} AS {sql}", constants)
            known.add(name)

    @cached_property
    def _example(self) -> QuerySet[Any, Any]:
        return self._question(**self._examples)

    @property
    def _makes_objects(self) -> bool:
        return self._example._iterable_class is ModelIterable  # type: ignore[attr-defined]

    @cached_property
    def _compiler(self) -> Any:
        return self._example.query.get_compiler(using=self._example.db)

    @cached_property
    def _written(self) -> tuple[str, list[Any]]:
        """The SQL, with a numbered place for each example, and the parameters that are always the same."""
        return self._with([f"${number}" for number, _name in enumerate(self._examples, start=1)])

    @cached_property
    def _written_for_each(self) -> tuple[str, list[Any]]:
        """The same for many askings: a column of values for each example."""
        sql, constants = self._with([f"asked.{name}" for name in self._examples])
        columns = ", ".join(
            f"${number}::{TYPES[type(example)]}[]"
            for number, example in enumerate(self._examples.values(), start=1)
        )
        return (
            f"SELECT asked.number, answer.* FROM unnest({columns})"  # noqa: S608  # of the code alone
            f" WITH ORDINALITY AS asked ({', '.join(self._examples)}, number)"
            f" CROSS JOIN LATERAL (SELECT row_number() OVER (), one.* FROM ({sql}) AS one) AS answer"
            " ORDER BY 1, 2",
            constants,
        )

    def _with(self, places: Iterable[str]) -> tuple[str, list[Any]]:
        """The SQL with these in the places of the examples."""
        sql, params = self._compiler.as_sql()
        named = dict(zip(self._examples.values(), places, strict=True))
        assert named.keys() <= set(params), "an example stands nowhere"
        first, *parts = sql.split("%s")
        written = "".join(named.get(param, "%s") + part for param, part in zip(params, parts, strict=True))
        return first + written, [param for param in params if param not in named]

    def _objects(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What Django makes of these rows of the question."""
        answered = copy(self._compiler)
        answered.execute_sql = lambda **_how: [rows]
        asked = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda using: answered),
            _known_related_objects={},
        )
        return list(ModelIterable(asked))  # type: ignore[arg-type]
