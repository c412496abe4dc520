"""The connection: Django looks for it by this name in the engine's package."""

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.operations import DatabaseOperations as Operations


class DatabaseOperations(Operations):
    """Statements are those of `compiler`."""

    compiler_module = "commonpool.kernel.postgres.compiler"


class DatabaseWrapper(PostgreSQL):
    """A connection whose rows are written by `SQLInsertCompiler`."""

    ops_class = DatabaseOperations
