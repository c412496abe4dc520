"""The same instant, the same story: two loads into two databases differ in nothing."""

from collections.abc import Callable
from datetime import datetime
from itertools import zip_longest

import psycopg
import pytest
from psycopg import sql

from tests.demonstration.telling import DAYS, telling
from tests.servers import Copies

pytestmark = [pytest.mark.long, pytest.mark.server]

WITH_REFERENCES = (
    "availability_listing", "bookings_spendinglimit", "bookings_booking", "bookings_call", "invoices_charge",
)  # fmt: skip


def story(url: str) -> dict[str, list[tuple[object, ...]]]:
    """The references, and every event with its facts and its place in its chain."""
    with psycopg.connect(url) as connection:
        found = {
            table: connection.execute(
                sql.SQL("SELECT id, reference FROM {} ORDER BY id").format(sql.Identifier(table))
            ).fetchall()
            for table in WITH_REFERENCES
        }
        found["events"] = connection.execute(
            "SELECT organisation_id, sequence, name, happened_at, happened_by, facts, hash"
            " FROM activity_event WHERE name <> 'RegisterLoaded' ORDER BY organisation_id, sequence"
        ).fetchall()
    return found


def test_two_loads_have_the_same_references_and_events(
    database_copies: Copies, told: Callable[[datetime], Copies]
) -> None:
    """Into two copies of one database, so that what is counted on from begins the same in both."""
    with told(DAYS[0]).new() as one, database_copies.new() as other:
        assert telling(other, DAYS[0]).wait(300) == 0
        first, second = story(one), story(other)
    assert all(len(rows) > 3 for rows in first.values())
    for name, rows in first.items():
        differing = [pair for pair in zip_longest(rows, second[name]) if pair[0] != pair[1]]
        assert not differing, (name, len(differing), differing[0])
