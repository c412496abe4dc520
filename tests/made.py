"""The tests' database as the code makes it: made once in a run, however many processes test, and copied for each."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection

from commonpool.config.env import ENV, ROOT
from launcher import roles
from launcher.database import fingerprint
from tests import databases

MADE = "test_made"
"""The one that is copied; nothing happens in it, and nobody stays connected to it."""
HEAD = "SELECT organisation_id, sequence FROM activity_chain ORDER BY 1"
"""How far the story has come in each chain of events."""


def have_as_made(database: str, *, run: str, anew: bool) -> None:
    """That database is there as the code makes it now, with the reference data, and nothing has happened in it.

    It is kept between runs, and replaced whenever what makes it changed since, or a test was killed while it
    committed. `anew`: made anew in any case, once in this run.
    """
    with psycopg.connect(ENV.database_url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [MADE])
        this = f"{_fingerprint()} {run}"
        if not databases.said_of(server, MADE).startswith(this if anew else _fingerprint()):
            databases.drop(server, MADE)
            _make(MADE)
            databases.say(server, MADE, this)
        server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [MADE])
        said = databases.said_of(server, database)
        if anew or not said.startswith(_fingerprint()) or said != _as_it_is(database):
            databases.copy(server, MADE, database)
            databases.say(server, database, _as_it_is(database))


def _as_it_is(database: str) -> str:
    with psycopg.connect(roles.elsewhere(ENV.database_url, database)) as inside:
        return f"{_fingerprint()} {inside.execute(HEAD).fetchall()}"


def _fingerprint() -> str:
    """Of all that makes it: tables, what is in them, who may do what there, and the libraries that bring tables."""
    others = [(ROOT / name).read_text() for name in ("requirements-dev.lock", "launcher/roles.py")]
    return fingerprint("migrations", "reference", "commands", "operations", also="".join(others))


def _make(database: str) -> None:
    with _tests_named(database):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        call_command("load_reference", verbosity=0)
        url = roles.elsewhere(ENV.database_url, database)
        roles.make(url, database)
        roles.grant(url)


@contextmanager
def _tests_named(database: str) -> Iterator[None]:
    """Inside, the tests' database has another name."""
    told = connection.settings_dict
    usual, tests = told["NAME"], told["TEST"]["NAME"]
    told["TEST"]["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        told["NAME"], told["TEST"]["NAME"] = usual, tests
