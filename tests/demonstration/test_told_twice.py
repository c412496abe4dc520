"""The same instant, the same story: two loads into two databases differ in nothing."""

import subprocess

import psycopg
import pytest
from psycopg import sql

from commonpool.config.env import ROOT, inherited
from launcher.places import PYTHON
from tests.demonstration.conftest import DAYS
from tests.servers import Copies

pytestmark = [pytest.mark.long, pytest.mark.server]

TELL = """
import django
django.setup()
from datetime import datetime
from commonpool.demonstration.load import load
load(at=datetime.fromisoformat("{}"))
"""
WITH_REFERENCES = (
    "availability_listing", "bookings_spendinglimit", "bookings_booking", "bookings_call", "invoices_charge",
)  # fmt: skip


def telling(url: str) -> "subprocess.Popen[bytes]":
    environment = inherited(
        DATABASE_URL=url, DEMONSTRATION="1", DJANGO_SETTINGS_MODULE="commonpool.config.settings"
    )
    command = [str(PYTHON), "-c", TELL.format(DAYS[0].isoformat())]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def told(url: str) -> dict[str, list[tuple[object, ...]]]:
    """The references, and every event with its facts and its place in its chain."""
    with psycopg.connect(url) as connection:
        story = {
            table: connection.execute(
                sql.SQL("SELECT id, reference FROM {} ORDER BY id").format(sql.Identifier(table))
            ).fetchall()
            for table in WITH_REFERENCES
        }
        story["events"] = connection.execute(
            "SELECT organisation_id, sequence, name, happened_at, happened_by, facts, hash"
            " FROM activity_event WHERE name <> 'RegisterLoaded' ORDER BY organisation_id, sequence"
        ).fetchall()
    return story


def test_two_loads_have_the_same_references_and_events(database_copies: Copies) -> None:
    with database_copies.new() as one, database_copies.new() as other:
        both = [telling(one), telling(other)]
        assert [each.wait(300) for each in both] == [0, 0]
        first, second = told(one), told(other)
    assert all(len(rows) > 3 for rows in first.values())
    assert {name: rows == second[name] for name, rows in first.items()} == dict.fromkeys(first, True)
