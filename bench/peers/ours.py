"""Ours, as it ships, among officers enough for the run."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle, islice
from urllib.parse import urlencode

from bench import booking, searching
from bench.client import Request
from bench.databases import copy
from bench.peers.systems import Slot, System
from bench.pool import FIRST, Pool, free_slots, write_officers
from bench.served import served as shipped
from bench.told import BASE, POOL

NAME, OFFICERS, KIND = "ours", 10_000, "words, region, weeks"


@contextmanager
def served(pool: Pool) -> Iterator[System]:
    """It answers inside, with everything on that a council gets."""
    copy(BASE, POOL)
    write_officers(pool, OFFICERS)
    asked = list(islice(cycle(searching.kinds()[KIND]), 100))
    keys = count()

    def book(slot: Slot, asker: int) -> Request:
        return booking.asked(pool, slot, asker, f"peers-{next(keys)}")

    def search(number: int) -> Request:
        words = urlencode(asked[number % len(asked)])
        return Request(f"{searching.PATH}?{words}", pool.tokens[number % len(pool.tokens)])

    with shipped() as server:
        yield System(
            NAME,
            POOL,
            server,
            slots=lambda wanted: (free_slots(wanted) + free_slots(wanted, shift=1))[:wanted],
            book=book,
            search=search,
            twice=booking.TWICE.replace("%s", str(FIRST)),
            held=booking.HELD,
            taken=booking.TAKEN,
        )
