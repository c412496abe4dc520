"""The list of bookings: whose, filtered, a page at a time, as a file."""

import pytest
import time_machine

from commonpool.access import Role
from tests.factories import NOW, council, make_role
from tests.factories.bookings import accept, make_pair, monday, requested_booking
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_lists_what_each_may_see() -> None:
    pair = make_pair()
    outsider = make_role(council(depth="peer"), Role.BOOKING_MANAGER)
    for number in range(2):
        requested_booking(pair, [(monday(number), 60)])
        html = signed_in(pair.booker).get("/bookings/").content.decode()
        assert f"{number + 1} booking" in html
    assert "There are no bookings yet" in signed_in(outsider).get("/bookings/").content.decode()


def test_filters_and_downloads_what_was_filtered() -> None:
    pair = make_pair()
    bound = accept(requested_booking(pair))
    asked = requested_booking(pair, [(monday(1), 60)])
    client = signed_in(pair.booker)
    html = client.get("/bookings/?status=bound&side=host&order=week").content.decode()
    assert bound.reference in html
    assert asked.reference not in html
    rows = client.get("/bookings/download.csv?status=requested").content.decode().splitlines()
    assert len(rows) == 2
    assert ",32.00," in rows[1]


def test_keeps_the_price_from_the_officer() -> None:
    pair = make_pair()
    requested_booking(pair)
    rows = signed_in(pair.officer.person).get("/bookings/download.csv").content.decode()
    assert "64.00" not in rows


@pytest.mark.parametrize("typed", ["\x00", "9" * 5000, "worked'--", "\u202e"])
def test_survives_hostile_filters(typed: str) -> None:
    client = signed_in(make_pair().booker)
    names = ("side", "status", "order", "page")
    assert client.get("/bookings/", dict.fromkeys(names, typed)).status_code == 200
    assert client.get("/bookings/download.csv", dict.fromkeys(names, typed)).status_code == 200
