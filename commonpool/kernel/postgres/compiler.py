"""Rows are written by a statement that is written once a process and planned once a connection (ADR 0116)."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.postgresql import compiler
from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLCompiler,
    SQLDeleteCompiler,
    SQLUpdateCompiler,
)

from commonpool.kernel.prepared import Asking, Prepared

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]

PLAIN = {
    *(models.BigAutoField, models.BooleanField, models.FloatField, models.JSONField),
    *(models.IntegerField, models.BigIntegerField, models.SmallIntegerField),
    *(models.PositiveIntegerField, models.PositiveBigIntegerField, models.PositiveSmallIntegerField),
    *(models.CharField, models.EmailField, models.SlugField, models.TextField, models.URLField),
    *(models.DateField, models.DateTimeField, models.TimeField),
    *(models.ForeignKey, models.OneToOneField),
}
"""Fields whose values PostgreSQL reads from JSON as Django would have written them."""
DAYS_AND_TIMES = (date, time)
_written: dict[tuple[Any, ...], Prepared | None] = {}


class SQLInsertCompiler(compiler.SQLInsertCompiler):
    """One row or many come as one JSON, from which PostgreSQL makes rows of the table.

    What JSON does not hold (an expression, bytes, a date that a field sets itself) is written as Django writes it.
    """

    def execute_sql(self, returning_fields: Any = None) -> Any:  # type: ignore[override]
        written = self._statement(returning_fields)
        if written is None:
            return super().execute_sql(returning_fields)
        try:
            told = self._rows_told()
        except (TypeError, ValueError):
            return super().execute_sql(returning_fields)
        found = written(rows=told)
        return found if returning_fields else []

    def asking(self) -> Asking[list[Any]]:
        """Asks for the rows to be written, which JSON has to hold, and for their numbers."""
        written = self._statement(())
        assert written is not None, "these rows are for Django to write"
        return written.asking(rows=self._rows_told())

    def _rows_told(self) -> str:
        names = [(field.column, field.attname) for field in self.query.fields]
        rows = [{column: _told(getattr(row, name)) for column, name in names} for row in self.query.objs]
        return json.dumps(rows, ensure_ascii=False, allow_nan=False)

    def _statement(self, returning_fields: Any) -> Prepared | None:
        """What writes these fields of this table; nothing where Django has to."""
        query: Any = self.query
        how = (query.on_conflict, *map(_names, (returning_fields, query.update_fields, query.unique_fields)))
        which = (query.model, *map(id, query.fields), how)  # a model keeps its fields, so ids stay theirs
        if which not in _written:
            numbered = set(returning_fields or ()) <= {query.get_meta().pk}
            plain = numbered and bool(query.fields) and all(map(_plain, query.fields))
            _written[which] = Prepared("rows", sql=self._as_rows()) if plain else None
        return _written[which]

    def _as_rows(self) -> str:
        query: Any = self.query
        quoted = self.connection.ops.quote_name
        table = quoted(query.get_meta().db_table)
        columns = ", ".join(quoted(field.column) for field in query.fields)
        conflict = self.connection.ops.on_conflict_suffix_sql(
            query.fields, query.on_conflict, _names(query.update_fields), _names(query.unique_fields)
        )
        return (
            f"{self.connection.ops.insert_statement()} {table} ({columns})"  # noqa: S608  # of the code alone
            f" SELECT {columns} FROM json_populate_recordset(NULL::{table}, %(rows)s)"
            f" {conflict} RETURNING {quoted(query.get_meta().pk.column)}"
        )


def _names(fields: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(field.column for field in fields or ())


def _plain(field: Any) -> bool:
    if type(field) is ArrayField:
        return _plain(field.base_field)
    own = ("auto_now", "auto_now_add", "encoder")  # the field has something to do with the value
    return type(field) in PLAIN and not any(getattr(field, each, None) for each in own)


def _told(value: Any) -> Any:
    """How JSON tells it; a time of day nobody says where is left to Django."""
    if isinstance(value, DAYS_AND_TIMES) and not (isinstance(value, datetime) and value.tzinfo is None):
        return value.isoformat()
    return value
