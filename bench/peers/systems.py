"""What is asked of every system alike: which slots are free, a booking, a search, and which were sold twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from bench.client import Request
from bench.databases import count_rows, drop, enter
from bench.served import Served

Slot = Any
"""Whatever a system calls what can be booked once."""


@dataclass(frozen=True)
class System:
    """`book`: a request for a slot by one of many askers. `twice`: the query that counts slots sold more than once."""

    name: str
    database: str
    server: Served
    slots: Callable[[int], list[Slot]]
    book: Callable[[Slot, int], Request]
    search: Callable[[int], Request]
    twice: str
    held: int
    taken: int

    def free_slots(self, wanted: int) -> list[Slot]:
        """So many slots that nobody has booked, each once; refuses when there are fewer."""
        enter(self.database)
        found = self.slots(wanted)
        if len(found) < wanted:
            raise RuntimeError(f"{self.name} has {len(found)} free slots, not {wanted}")
        return found

    def count_rows(self) -> None:
        """The database knows how much it holds, before anything is measured."""
        enter(self.database)
        count_rows()

    def doubles(self) -> int:
        """How many slots were sold more than once, counted where they are kept."""
        enter(self.database)
        return int(column(self.twice)[0])


def column(query: str, *facts: Any) -> list[Any]:
    """The first column of what a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, facts or None)
        return [row[0] for row in cursor.fetchall()]


def make(database: str, *extensions: str) -> tuple[str, str]:
    """An empty database for a peer; the folder of the server's socket and the account."""
    drop(database)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {database}")
    enter(database)
    with connection.cursor() as cursor:
        for extension in extensions:
            cursor.execute(f"CREATE EXTENSION {extension}")
    return str(connection.settings_dict["HOST"]), str(connection.settings_dict["USER"])
