"""A council is carried over while others go on: nobody waits in a circle, and nothing made meanwhile stays behind."""

import time
from functools import partial
from typing import Any

import pytest

from commonpool.bookings.models import Booking
from commonpool.needs import queries as needs
from commonpool.needs.operations import accept_offer
from commonpool.successions.operations import carry_out_due
from tests.bookings.racing import Clients, after, deadlocks
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW, actor
from tests.factories.successions import THAT_DAY, confirmed, ending

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 0.3


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
    lock_need = needs.lock_need

    def lock_slowly(need_id: int) -> Any:
        time.sleep(A_WHILE)
        return lock_need(need_id)

    monkeypatch.setattr(needs, "lock_need", lock_slowly)
    accept = partial(accept_offer, actor=actor(pair.booker), offer_id=offer.pk, at=NOW)
    with Clients(2) as clients:
        results = clients.race([accept, partial(after, A_WHILE / 3, partial(carry_out_due, at=THAT_DAY))])
    assert deadlocks(results) == []
    assert results[1] == 1, results
    assert isinstance(results[0], Booking), results
    assert Booking.objects.get().host_id == new.pk
