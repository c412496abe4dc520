"""Whole databases of the tests' server: copied, dropped, and what is said of them."""

import psycopg
from psycopg import sql

OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
)
SAID_OF = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def copy(server: psycopg.Connection, source: str, database: str) -> None:
    """That database is equal to the source, whatever it was; nobody is connected to either."""
    drop(server, database)
    server.execute(OTHERS_OUT, [source])
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    server.execute(statement.format(sql.Identifier(database), sql.Identifier(source)))


def drop(server: psycopg.Connection, database: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def said_of(server: psycopg.Connection, database: str) -> str:
    """Nothing also where there is no such database."""
    row = server.execute(SAID_OF, [database]).fetchone()
    return (row and row[0]) or ""


def say(server: psycopg.Connection, database: str, what: str) -> None:
    comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
    server.execute(comment.format(sql.Identifier(database), sql.Literal(what)))
