"""SQL that is put together of parts, which are texts; what they ask for stands beside them."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from commonpool.kernel.prepared import as_sql


class Values(dict[str, Any]):
    """The values of a statement, each by the name of its place.

    Parts of a statement say of a search row, `it`, what holds of it, and put what they ask for here.
    """

    def __call__(self, value: Any) -> str:
        """The place of this value."""
        name = f"v{len(self)}"
        self[name] = value
        return f"%({name})s"

    def asking(self, sql: str, params: Iterable[Any]) -> str:
        """A question of Django's, to stand in brackets."""
        return sql % tuple(map(self, params))

    def answers(self, sql: str) -> list[tuple[Any, ...]]:
        """What PostgreSQL answers to the statement."""
        with connection.cursor() as cursor:
            told = as_sql(self.values(), connection)  # by the driver as a whole, it takes twice as long
            cursor.execute(sql % dict(zip(self, told, strict=True)))
            return cursor.fetchall()


def all_of(parts: Iterable[str]) -> str:
    """That all of these hold."""
    return " AND ".join(parts) or "true"


def any_of(parts: Iterable[str]) -> str:
    """That one of these holds."""
    told = list(parts)
    return f"({' OR '.join(told)})" if told else "false"
