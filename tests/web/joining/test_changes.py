"""A newer version of the agreement, as a council reads it in its rooms."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.factories import NOW, administrator_of, council, make_employment
from tests.factories.councils import published_text, signed_agreement
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_a_fixed_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_change_of_money_is_shown_with_what_differs_and_can_be_signed() -> None:
    place = council(depth="borrow")
    client, here = signed_in(administrator_of(place)), f"/council/{place.slug}/agreement/"
    link = f'href="/council/{place.slug}/joining/signatories/"'
    assert link not in client.get(here).content.decode()
    published_text(change="terms", days=40)
    page = client.get(here).content.decode()
    for words in ("Version 2, to be signed by 12 December 2026", "One paragraph more.", "Z.2 One", link):
        assert words in page, words
    assert "End the agreement" in page
    assert "to be signed by" in signed_in(make_employment(place).person).get(here).content.decode()
    with time_machine.travel(NOW + timedelta(days=41), tick=False):
        page = signed_in(administrator_of(place)).get(here).content.decode()
    assert "No new bookings until version 2 is signed" in page
    signed_agreement(place)
    page = client.get(here).content.decode()
    assert "Version 2. In force since" in page
    assert "to be signed by" not in page


def test_a_minor_change_is_shown_with_its_day_and_asks_nothing() -> None:
    place = council(depth="borrow")
    published_text(change="minor", days=31)
    page = signed_in(administrator_of(place)).get(f"/council/{place.slug}/agreement/").content.decode()
    assert "Version 2, from 3 December 2026" in page
    assert "it can end its agreement before" in page
    assert f'href="/council/{place.slug}/joining/signatories/"' not in page
