"""What the tests' database holds at the start, put back after a test that commits.

Django would empty every table instead: the reference data would be gone, and the log's own triggers refuse it.
"""

from dataclasses import dataclass

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
            for table in _tables(cursor):
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    found[table] = b"".join(bytes(block) for block in copy)
        return cls({table: rows for table, rows in found.items() if rows})

    def restore(self, connection: BaseDatabaseWrapper) -> None:
        """The same rows and no others; triggers and foreign keys stay out of it."""
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                f"TRUNCATE {', '.join(_tables(cursor))}"
            )  # sequences go on: an id is never given twice
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            cursor.execute("COMMIT")


def _tables(cursor: object) -> list[str]:
    cursor.execute(TABLES)  # type: ignore[attr-defined]
    return [table for (table,) in cursor.fetchall()]  # type: ignore[attr-defined]
