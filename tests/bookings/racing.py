"""Clients that start at the same instant, each with a connection of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db import OperationalError, connection

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import accept_booking, request_booking
from tests.factories.bookings import PURPOSE, Pair
from tests.factories.people import NOW

Deed = Callable[[], Any]
A_WHILE = 0.5  # seconds


class Clients:
    """So many threads with open connections, kept from round to round: a race starts when all are ready."""

    def __init__(self, number: int) -> None:
        self._go, self._done = threading.Barrier(number + 1), threading.Barrier(number + 1)
        self._deeds: Sequence[Deed] | None = None
        self._results: list[Any] = [None] * number
        self._threads = [threading.Thread(target=self._live, args=(n,), daemon=True) for n in range(number)]

    def __enter__(self) -> "Clients":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._deeds = None
        self._go.wait(60)
        for thread in self._threads:
            thread.join(60)

    def race(self, deeds: Sequence[Deed]) -> list[Any]:
        """All deeds at once; what each answered, or the error it raised."""
        assert len(deeds) == len(self._threads)
        self._deeds = deeds
        self._go.wait(60)
        self._done.wait(120)
        return list(self._results)

    def _live(self, number: int) -> None:
        connection.ensure_connection()
        try:
            while True:
                self._go.wait(600)
                if self._deeds is None:
                    return
                self._results[number] = attempt(self._deeds[number])
                self._done.wait(120)
        finally:
            connection.close()


def attempt(deed: Deed) -> Any:
    """What the deed answers, or the error it raises: a race's errors are its results."""
    try:
        return deed()
    except Exception as error:
        return error


def deadlocks(results: Sequence[Any]) -> list[Any]:
    """The results that are failures of the database rather than refusals."""
    return [each for each in results if isinstance(each, OperationalError)]


def asking(pair: Pair, who: Actor, weeks: list[tuple[date, int]], function: str) -> Any:
    return partial(
        request_booking,
        actor=who,
        host_id=pair.host.pk,
        officer=pair.officer.reference,
        weeks=weeks,
        purpose=PURPOSE,
        function_id=function,
        at=NOW,
    )


def saying_yes(officer: Actor, booking: Booking) -> Any:
    terms = booking.standing.sha256
    return partial(accept_booking, actor=officer, booking_id=booking.pk, terms=terms, at=NOW)


def after(seconds: float, deed: Deed) -> Any:
    time.sleep(seconds)
    return deed()


def slowly(deed: Deed, there: threading.Event) -> Deed:
    """The same, and its change is over only when others have come to what it locked, if they come."""

    def later() -> Any:
        with change():
            done = deed()
            there.set()
            time.sleep(A_WHILE)
        return done

    return later


def held_up(deed: Any, there: threading.Event) -> Any:
    """The same, and whoever comes to it says so and lets others go first, if they can."""

    def later(*said: Any, **more: Any) -> Any:
        there.set()
        time.sleep(A_WHILE)
        return deed(*said, **more)

    return later


def once(there: threading.Event, deed: Deed) -> Any:
    """The deed, done when somebody else is held up."""
    assert there.wait(20)
    return deed()
