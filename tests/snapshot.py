"""What the tests' database holds at the start, put back after a test that commits.

Django would empty every table instead: the reference data would be gone, and the log's own triggers refuse it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
    " WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY 1"
)


@dataclass(frozen=True)
class Snapshot:
    """The rows of every table that has any, as PostgreSQL copies them."""

    rows: dict[str, bytes]

    @classmethod
    def taken(cls, connection: BaseDatabaseWrapper) -> "Snapshot":
        with connection.cursor() as cursor:
            found = {}
            for table in _filled(cursor):
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    found[table] = b"".join(bytes(block) for block in copy)
        return cls(found)

    def added_to(self, before: "Snapshot", *, but: str) -> "Snapshot | None":
        """The rows that were not there before; nothing where one that was there has changed (`but` in one table)."""
        added = {}
        for table, rows in self.rows.items():
            old = set(before.rows.get(table, b"").splitlines(keepends=True))
            new = [row for row in rows.splitlines(keepends=True) if row not in old]
            if len(old) + len(new) != rows.count(b"\n") and table != but:
                return None
            if new:
                added[table] = b"".join(new)
        return Snapshot(added)

    def fill(self, cursor: Any) -> None:
        """Its rows are there too, in a transaction of the caller's; triggers and foreign keys stay out of it."""
        with _without_triggers(cursor):
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)

    def restore(self, connection: BaseDatabaseWrapper) -> None:
        """The same rows and no others; triggers and foreign keys stay out of it.

        Few are filled: emptying all of them, which makes their files anew, takes half a second.
        """
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {', '.join(_tables(cursor))}")  # whoever still writes is waited for
            with _without_triggers(cursor):  # sequences go on: an id is never given twice
                for table in _filled(cursor):
                    cursor.execute(f"DELETE FROM {table}")
            self.fill(cursor)
            cursor.execute("COMMIT")


@contextmanager
def _without_triggers(cursor: Any) -> Iterator[None]:
    cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")


def _filled(cursor: Any) -> list[str]:
    """The tables that have any row."""
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in _tables(cursor))
    cursor.execute(" UNION ALL ".join(each))
    return [table for (table,) in cursor.fetchall()]


def _tables(cursor: Any) -> list[str]:
    cursor.execute(TABLES)
    return [table for (table,) in cursor.fetchall()]
