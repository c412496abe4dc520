"""What the database refuses whoever writes: by which constraint or trigger, and by no other."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
Deed = Callable[[], object]
TRIGGER = re.compile(r"PL/pgSQL function pgtrigger_(\w+)_[0-9a-f]{5}\(\)")


def judge() -> None:
    """What the database judges when a transaction ends, it judges now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def refused(guard: str, deed: Deed) -> None:
    """The database refuses the deed, at the latest at its transaction's end, and it is this guard that refuses."""
    judge()
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():  # noqa: PT012
        deed()
        judge()
    found = guards_of(refusal.value)
    assert guard in found, f"{guard}: refused by {found or refusal.value}"


def all_refused(deeds: Iterable[tuple[str, Deed]]) -> None:
    """Each deed is refused by its guard."""
    for guard, deed in deeds:
        refused(guard, deed)


def guards_of(refusal: DatabaseError) -> set[str]:
    """The names under which what refused is known: of the constraint, and of the trigger that spoke."""
    said = getattr(refusal.__cause__, "diag", None)
    if said is None:
        return set()
    spoke = TRIGGER.match(said.context or "")
    return {name for name in (said.constraint_name, spoke and spoke[1]) if name}


def like(row: Row, **otherwise: object) -> Row:
    """A row that says what this one says, but for what is said otherwise; not written yet."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    new = type(row)(**{name: getattr(row, name) for name in fields})
    for name, value in otherwise.items():
        setattr(new, name, value)
    return new


def again(row: Row, **otherwise: object) -> Row:
    """Such a row, written past every operation."""
    new = like(row, **otherwise)
    new.save(force_insert=True)
    return new


def gone(row: Model) -> None:
    """The row is deleted, and Django does not look what hangs on it."""
    type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def by_sql(statement: str) -> Deed:
    """The statement, whoever writes it."""

    def deed() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return deed
