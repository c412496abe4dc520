"""The connection: Django looks for it by this name in the engine's package."""

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.operations import DatabaseOperations as Operations
from psycopg.pq import TransactionStatus


class DatabaseOperations(Operations):
    """Statements are those of `compiler`."""

    compiler_module = "commonpool.kernel.postgres.compiler"


class DatabaseWrapper(PostgreSQL):
    """A connection whose rows are written by `SQLInsertCompiler`, and which is not asked whether it lives."""

    ops_class = DatabaseOperations

    _answering: Any = None

    def answering(self) -> Any:
        """A cursor for what is read to its end at once: of a connection always the same one, which is not closed."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self._answering is None or self._answering.connection is not self.connection:
            with self.wrap_database_errors:
                self._answering = self.create_cursor()
        return self._prepare_cursor(self._answering)  # type: ignore[attr-defined]  # of Django's own

    def is_usable(self) -> bool:
        """Whether the server has said nothing: it does when it ends a session. Only then is it asked."""
        return self._is_silent() or bool(super().is_usable())

    def _is_silent(self) -> bool:
        if self.connection is None or self.connection.info.transaction_status != TransactionStatus.IDLE:
            return False
        heard = poll()
        heard.register(self.connection.fileno(), POLLIN)
        return not heard.poll(0)
