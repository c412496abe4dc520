"""What all the rules of law add to a request, with ten thousand past bookings between the two councils.

`make measure-rules`: in a database of its own, which is dropped again. Prints the statements, and the CPU of this
process and of the database's, for a quote and a request, and how much of each is the rules'.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

BATCHES, ROUNDS = 6, 20
MOST_STATEMENTS = 3
TITLES = ("statements", "of the rules", "CPU here", "of the rules", "database", "of the rules")
Deed = Callable[[], Any]
Cost = tuple[float, float, float]


def main() -> int:
    """Prints the table; 1 when the rules take too many statements."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = "commonpool_rules"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_reference", verbosity=0)
        return _table()
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _table() -> int:
    from bench.past import monday_before, write_past
    from tests.factories.bookings import bound_booking, make_pair, monday
    from tests.factories.people import TODAY

    pair = make_pair()
    few = _measured(pair, 0)
    booking = bound_booking(pair, [(monday(), 60)])
    written = write_past(booking, monday_before(TODAY))
    many = _measured(pair, written)
    return int(any(added > MOST_STATEMENTS for added in (few, many)))


def _measured(pair: Any, past: int) -> int:
    """Prints a line for a quote and for a request; the most statements that the rules add."""
    from django.db import transaction

    from commonpool.bookings.queries import quote
    from tests.factories.bookings import PURPOSE, function_id, monday, requested_booking
    from tests.factories.people import NOW, actor

    booker, weeks, function = actor(pair.booker), [(monday(1), 120), (monday(2), 120)], function_id()

    def quoted() -> None:
        quote(booker, pair.host.pk, pair.officer.reference, weeks, function, purpose=PURPOSE, at=NOW)

    def requested() -> None:
        with transaction.atomic():
            requested_booking(pair, weeks)
            transaction.set_rollback(True)

    most = 0
    print(f"{past} past bookings between the two; the cheapest of {BATCHES} times {ROUNDS}, in milliseconds")
    print("".join(f"{title:>14}" for title in ("", *TITLES)))
    for name, deed in (("quote", quoted), ("request", requested)):
        whole, bare = _costs(deed, pair)
        figures = [each for one, other in zip(whole, bare, strict=True) for each in (one, one - other)]
        print(f"{name:>14}" + "".join(f"{each:14.2f}" for each in figures), flush=True)
        most = max(most, round(figures[1]))
    return most


def _costs(deed: Deed, pair: Any) -> tuple[Cost, Cost]:
    """With the rules and without, by turns, since other work on the machine comes and goes."""
    whole, bare = [], []
    for _batch in range(BATCHES):
        whole.append(_cost(deed))
        with _without_rules(pair):
            bare.append(_cost(deed))
    return tuple(map(min, zip(*whole, strict=True))), tuple(map(min, zip(*bare, strict=True)))  # type: ignore[return-value]


def _cost(deed: Deed) -> Cost:
    """Statements, milliseconds of CPU of this process, and of the database's: one round, on average."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    deed()
    with CaptureQueriesContext(connection) as asked:
        deed()
    here, there = time.process_time(), _database_cpu()
    for _round in range(ROUNDS):
        deed()
    mine, theirs = time.process_time() - here, _database_cpu() - there
    return len(asked), mine * 1000 / ROUNDS, theirs * 1000 / ROUNDS


def _database_cpu() -> float:
    """Seconds of CPU that this connection's process has used; Linux alone tells it."""
    from django.db import connection

    stat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e9 if stat.exists() else 0.0


@contextmanager
def _without_rules(pair: Any) -> Iterator[None]:
    """Nothing is asked for the rules of law alone, and none is judged; a booking still counts for its two councils."""
    from commonpool.agreements.operations import pair_between
    from commonpool.bookings.operations import request_booking
    from commonpool.bookings.queries import known, quotes
    from commonpool.bookings.rules.running import Cap, Procurement
    from commonpool.kernel.prepared import nothing_asked
    from tests.factories.bookings import function_id

    between = pair_between(pair.home.pk, pair.host.pk)
    most = {year: Cap(10**9, date.max) for year in range(2020, 2040)}
    counted = Procurement(officer_id=0, family=function_id(), pair_id=between.pk, caps=most)
    none: Callable[..., list[Any]] = lambda ask, known: []  # noqa: E731
    nothing: Callable[..., Any] = lambda asked, *_how, **_more: nothing_asked([None for _each in asked])  # noqa: E731
    with ExitStack() as stack:
        for place, name, instead in (
            (known, "working_times_of", nothing),
            (known, "posts_of", nothing),
            (
                known,
                "procurements_of",
                lambda asked, *_how, **_more: nothing_asked([counted for _each in asked]),
            ),
            (known, "asked_in_one", lambda asked: [each for _ask, each in asked]),
            (quotes, "said_by_law", none),
            (sys.modules[request_booking.__module__], "said_by_law", none),
        ):
            stack.enter_context(patch.object(place, name, instead))
        yield


if __name__ == "__main__":
    sys.exit(main())
