"""A council is carried over while others go on: nobody waits in a circle, and nothing made meanwhile stays behind."""

import threading
import time
from functools import partial
from typing import Any

import pytest

from commonpool.availability.operations import carrying, set_weeks_off
from commonpool.bookings.models import Booking
from commonpool.needs import queries as needs
from commonpool.needs.operations import accept_offer
from commonpool.successions.operations import carry_out_due
from tests.bookings.racing import Clients, deadlocks
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW, actor
from tests.factories.successions import THAT_DAY, confirmed, ending

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 0.3


def held_up(deed: Any, there: threading.Event) -> Any:
    """The same, and whoever comes to it says so and lets others go first, if they can."""

    def later(*said: Any, **more: Any) -> Any:
        there.set()
        time.sleep(A_WHILE)
        return deed(*said, **more)

    return later


def once(there: threading.Event, deed: Any) -> Any:
    """The deed, done when somebody else is held up."""
    assert there.wait(20)
    return deed()


def test_an_offer_accepted_as_the_host_is_carried_over_is_the_successors_booking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who accepts holds the agreements and comes to the need last; so does the succession."""
    host, neighbour = council(), council()
    [new] = ending(host)
    pair = make_pair(home=neighbour, host=host, limit=False)
    need = opened_need(pair)
    offer = made_offer(pair, need)
    confirmed(new)
    there = threading.Event()
    monkeypatch.setattr(needs, "lock_need", held_up(needs.lock_need, there))
    accept = partial(accept_offer, actor=actor(pair.booker), offer_id=offer.pk, at=NOW)
    with Clients(2) as clients:
        results = clients.race([accept, partial(once, there, partial(carry_out_due, at=THAT_DAY))])
    assert deadlocks(results) == []
    assert results[1] == 1, results
    assert isinstance(results[0], Booking), results
    assert Booking.objects.get().host_id == new.pk


@pytest.mark.parametrize("booked", [False, True])
def test_an_officers_weeks_move_as_their_council_is_carried_over(
    monkeypatch: pytest.MonkeyPatch, booked: bool
) -> None:
    """Whoever moves weeks holds the person, then the weeks, then the search row; so does the succession, also where a
    booking between two of the councils ends and frees weeks.
    """
    home, host = council(), council()
    [new] = ending(home, host)
    pair = make_pair(home=home, host=host)
    if booked:
        bound_booking(pair, [(monday(2), 120)])
    confirmed(new)
    there, derive = threading.Event(), carrying.derive_weeks
    late = held_up(derive, there)
    monkeypatch.setattr(
        carrying, "derive_weeks", lambda **said: (late if said["person_ids"] else derive)(**said)
    )
    off = [monday(number) for number in range(1, 6)]
    move = partial(set_weeks_off, actor=actor(pair.officer.person), mondays=off, at=NOW)
    with Clients(2) as clients:
        results = clients.race([partial(carry_out_due, at=THAT_DAY), partial(once, there, move)])
    assert results == [2, off]
