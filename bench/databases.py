"""Databases of a benchmark: copied, entered, dropped; and what their server says of itself."""

import os
from pathlib import Path

from django.db import connection


def enter(database: str) -> None:
    """This process is in that database."""
    connection.close()
    connection.settings_dict["NAME"] = database


def copy(database: str, name: str) -> None:
    """A database of that name is a copy of the other, and this process in it."""
    drop(name)
    _said(f"CREATE DATABASE {name} TEMPLATE {database}")
    enter(name)


def drop(*names: str) -> None:
    """There are no such databases any more."""
    for name in names:
        _said(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def count_rows() -> None:
    """PostgreSQL plans for as many rows as there are by now. By itself it counts as late as a minute after they
    fill, when much is measured: until then each connection keeps what it planned for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _said(statement: str) -> None:
    enter("postgres")
    with connection.cursor() as cursor:
        cursor.execute(statement)


def postmaster() -> int:
    """The server's first process, of which all others are children."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def settings() -> dict[str, str]:
    """What decides how fast the server is, and how safe."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'shared_buffers',"
            " 'work_mem', 'server_version')"
        )
        return {**dict(cursor.fetchall()), "cores": str(os.cpu_count())}
