"""New rows of several tables, written in one way to the database and back. For operations alone."""

from functools import cache
from itertools import groupby
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.sql import InsertQuery

from commonpool.kernel.prepared import Asking, Prepared, at_once


def write(*rows: Model) -> None:
    """These new rows are in their tables, in this order: one statement for those of one kind that follow each other."""
    at_once(
        *(to_write(list(those)) for _kind, those in groupby(rows, lambda row: (type(row), row.pk is None)))
    )


def to_write(rows: list[Model]) -> Asking[None]:
    """Asks for these new rows of one kind to be written. All have their numbers already, or none, and all have them
    then.
    """
    table = rows[0]._meta
    numbered = rows[0].pk is not None
    query = InsertQuery(type(rows[0]))
    query.insert_values([each for each in table.concrete_fields if numbered or each is not table.pk], rows)

    def read(found: list[Any]) -> None:
        for row, (number,) in zip(rows, found, strict=True):
            row.pk = number
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    return query.get_compiler(DEFAULT_DB_ALIAS).asking().then(read)  # type: ignore[attr-defined]  # of our engine


def next_number(kind: type[Model]) -> Asking[int]:
    """Asks for the number of a row that is written later: what hangs on it can be written with it."""
    return _next(kind._meta.db_table, kind._meta.pk.column).asking().then(lambda rows: int(rows[0][0]))


@cache
def _next(table: str, column: str) -> Prepared:
    return Prepared(sql=f"SELECT nextval(pg_get_serial_sequence('{table}', '{column}'))")  # of the code
