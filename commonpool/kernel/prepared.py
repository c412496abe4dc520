"""SQL that is planned once a connection, and asked alone or together with other questions (ADR 0116, 0129)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.adapt import Transformer

Answer = TypeVar("Answer")
Other = TypeVar("Other")
LARGEST = 2**63
Written = tuple[str, list[Any] | None]
"""SQL and its parameters; where there are none at all, it is not read for places of theirs."""


class Prepared:
    """SQL that is planned once a connection: planning what joins much takes PostgreSQL ten times as long as answering.

    Each of `names` stands in it as `%(name)s`; called with their values (never None), it answers its rows as tuples:
    none where a value is one that no column can hold.
    Later callers on that connection execute what was prepared (ADR 0116).
    """

    _numbers = count(1)

    def __init__(self, *names: str, sql: str = "") -> None:
        self._names = names
        self._sql = sql
        self.name = f"prepared_{next(self._numbers)}"

    def __call__(self, **values: Any) -> Any:
        return self.asking(**values)()

    def asking(self, **values: Any) -> "Asking[list[Any]]":
        """The question with these values, to be asked by calling that, or together with others."""
        given = [values[name] for name in self._names]
        return Asking(self if is_held(given) else None, given, self._read)

    def _read(self, rows: list[Any]) -> list[Any]:
        """What is answered of the rows that come."""
        return rows

    @cached_property
    def written(self) -> Written:
        """The SQL with a numbered place for each name, and the parameters that are always the same."""
        return self._sql % {name: f"${number}" for number, name in enumerate(self._names, start=1)}, None


@dataclass(frozen=True)
class Asking(Generic[Answer]):
    """A question with the values it is asked with, and what is answered of the rows that come. None: no row comes."""

    question: Prepared | None
    values: list[Any]
    read: Callable[[list[Any]], Answer]

    def __call__(self) -> Answer:
        [answer] = at_once(self)
        return answer

    def executed(self, database: Any) -> str:
        """The statement with its values in it."""
        assert self.question is not None
        told = ", ".join(as_sql(self.values, database))
        return f"EXECUTE {self.question.name} ({told})" if told else f"EXECUTE {self.question.name}"

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
    database: Any = connections[DEFAULT_DB_ALIAS]  # of our engine
    cursor = database.answering()
    _prepare([each.question for each in sent if each.question], database)
    cursor.execute("; ".join([each.executed(database) for each in sent]))
    found = [cursor.fetchall()]
    while cursor.nextset():
        found.append(cursor.fetchall())
    return found


_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def _prepare(questions: list[Prepared], database: Any) -> None:
    """PostgreSQL knows these in this session, for as long as it lasts, whatever is rolled back."""
    known = _prepared.setdefault(database.connection, set())
    for each in questions:
        if each.name not in known:
            sql, constants = each.written
            with database.wrap_database_errors:
                database.connection.execute(f"PREPARE {each.name} AS {sql}", constants)
            known.add(each.name)


def as_sql(values: Iterable[Any], database: Any) -> list[str]:
    """How each value is written in a statement for this connection, which is open; what needs a type says so there."""
    literal = Transformer(database.connection).as_literal
    with database.wrap_database_errors:
        return [_digits(value) or ("NULL" if value is None else literal(value).decode()) for value in values]


def _digits(value: Any) -> str:
    """How a value is written that needs no quoting, sooner than by the driver; empty for any other."""
    kind = type(value)
    if kind is int:
        return str(value) if value >= 0 else f"({value})"  # two minuses begin a comment
    if kind is date:
        return f"'{value}'"
    if kind is list and all(type(each) is int for each in value):
        return f"'{{{','.join(map(str, value))}}}'"
    return ""


def is_held(value: Any) -> bool:
    """Whether a column can hold this, or all of these: PostgreSQL refuses to compare what none can."""
    if isinstance(value, list):
        return all(map(is_held, value))
    if isinstance(value, str):
        return "\0" not in value
    return not isinstance(value, int) or abs(value) < LARGEST
