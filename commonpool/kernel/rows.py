"""Rows as the database gives them."""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from functools import cached_property
from itertools import count
from types import SimpleNamespace
from typing import Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.query import ModelIterable

Row = TypeVar("Row")


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
        places = ", ".join(["%s"] * len(self._examples))
        with connection.cursor() as cursor:
            self._prepare(connection.connection)
            cursor.execute(f"EXECUTE {self._name} ({places})", [values[name] for name in self._examples])
            rows = cursor.fetchall()
        return self._objects(rows) if self._makes_objects else rows

    def _prepare(self, session: Any) -> None:
        """PostgreSQL knows the question in this session, for as long as it lasts, whatever is rolled back."""
        known = self._prepared.setdefault(session, set())
        if self._name not in known:
            sql, constants = self._written
            with connection.wrap_database_errors:
                session.execute(f"PREPARE {self._name} AS {sql}", constants)
            known.add(self._name)

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
        sql, params = self._compiler.as_sql()
        numbers = {example: f"${number}" for number, example in enumerate(self._examples.values(), start=1)}
        assert numbers.keys() <= set(params), "an example stands nowhere"
        first, *parts = sql.split("%s")
        places = (numbers.get(param, "%s") for param in params)
        written = first + "".join(place + part for place, part in zip(places, parts, strict=True))
        return written, [param for param in params if param not in numbers]

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
