"""SQL that is planned once a connection, and asked alone or together with other questions (ADR 0116, 0129)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

Answer = TypeVar("Answer")
Other = TypeVar("Other")
LARGEST = 2**63


class Prepared:
    """SQL that is planned once a connection: planning what joins much takes PostgreSQL ten times as long as answering.

    Each of `names` stands in it as `%(name)s`; called with their values (never None), it answers its rows as tuples:
    none where a value is one that no column can hold.
    Later callers on that connection execute what was prepared (ADR 0116).
    """

    _numbers = count(1)
    _prepared: ClassVar[WeakKeyDictionary[Any, set[str]]] = WeakKeyDictionary()

    def __init__(self, *names: str, sql: str = "") -> None:
        self._names = names
        self._sql = sql
        self._name = f"prepared_{next(self._numbers)}"
        self.executed = f"EXECUTE {self._name}" + (f" ({', '.join(['%s'] * len(names))})" if names else "")

    def __call__(self, **values: Any) -> Any:
        return self.asking(**values)()

    def asking(self, **values: Any) -> "Asking[list[Any]]":
        """The question with these values, to be asked by calling that, or together with others."""
        return self._asking([values[name] for name in self._names], self._read)

    def _asking(self, values: list[Any], read: "Callable[[list[Any]], Answer]") -> "Asking[Answer]":
        return Asking(self if is_held(values) else None, values, read)

    def _read(self, rows: list[Any]) -> list[Any]:
        """What is answered of the rows that come."""
        return rows

    def prepare(self, database: Any) -> None:
        """PostgreSQL knows the question in this session, for as long as it lasts, whatever is rolled back."""
        known = self._prepared.setdefault(database.connection, set())
        if self._name not in known:
            sql, constants = self.written
            with database.wrap_database_errors:
                database.connection.execute(f"PREPARE {self._name} AS {sql}", constants)
            known.add(self._name)

    @cached_property
    def written(self) -> tuple[str, list[Any]]:
        """The SQL with a numbered place for each name, and the parameters that are always the same."""
        return self._sql % {name: f"${number}" for number, name in enumerate(self._names, start=1)}, []


@dataclass(frozen=True)
class Asking(Generic[Answer]):
    """A question with the values it is asked with, and what is answered of the rows that come. None: no row comes."""

    question: Prepared | None
    values: list[Any]
    read: Callable[[list[Any]], Answer]

    def __call__(self) -> Answer:
        return self.read(_rows_of([self])[0] if self.question else [])

    def then(self, read: Callable[[Answer], Other]) -> "Asking[Other]":
        """The same, answering what this makes of the answer."""
        return Asking(self.question, self.values, lambda rows: read(self.read(rows)))


def nothing_asked(answer: Answer) -> Asking[Answer]:
    """An asking that has its answer."""
    return Asking(None, [], lambda _rows: answer)


def at_once(*askings: Asking[Any]) -> list[Any]:
    """The answers to these, sent as one: one way to the database and back, however many they are.

    Each is a statement of its own, begun when that before it is answered: it sees what others had committed by then,
    and what is locked by those before it stays locked. Nothing is made of any answer before all are here.
    """
    sent = [each for each in askings if each.question]
    rows = iter(_rows_of(sent) if sent else ())
    return [each.read(next(rows) if each.question else []) for each in askings]


def _rows_of(sent: list[Asking[Any]]) -> list[list[Any]]:
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        for each in sent:
            each.question.prepare(database)  # type: ignore[union-attr]
        statements = [each.question.executed for each in sent]  # type: ignore[union-attr]
        cursor.execute("; ".join(statements), [value for each in sent for value in each.values])
        found = [cursor.fetchall()]
        while cursor.nextset():
            found.append(cursor.fetchall())
        return found


def is_held(value: Any) -> bool:
    """Whether a column can hold this, or all of these: PostgreSQL refuses to compare what none can."""
    if isinstance(value, list):
        return all(map(is_held, value))
    if isinstance(value, str):
        return "\0" not in value
    return not isinstance(value, int) or abs(value) < LARGEST
