"""A team on the pages: why each member is in it, where they stand, and who is no match at all."""

from html import unescape
from typing import Any

import pytest

from tests.factories.bookings import Pair, make_pair, monday
from tests.factories.councils import council
from tests.factories.experience import did
from tests.factories.listings import listed_officer
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LATER: dict[str, Any] = {"weekly_minutes": 0, "blocks": [(monday(20), 60)]}


@pytest.fixture
def pair() -> Pair:
    return make_pair(limit=False, headline="Planning appeals, from case to decision")


def proposed(pair: Pair, **more: str) -> str:
    wishes = {"words_1": "planning appeals", "hours_1": "4", "hours_2": "2"} | more
    if "words_2" not in more:
        del wishes["hours_2"]
    return signed_in(pair.booker).get("/team/", {"host": pair.host.code} | wishes).content.decode()


def test_each_member_has_reasons_and_the_place_they_stand_in(pair: Pair) -> None:
    did(pair.officer, "Decided planning appeals for years", "101", confirmed=True)
    first = listed_officer(council(), headline="Planning appeals", name="Away Andrews", **LATER)
    did(first, "Led planning appeals and inquiries", "101", confirmed=True)
    did(first, "Planning appeals by hearing and by written statements", "101", confirmed=True)
    page = unescape(proposed(pair))
    assert "<mark>planning</mark> <mark>appeals</mark> for years”" in page
    assert "Away Andrews matches “planning appeals” best, and is not free in these weeks." in page
    assert (
        "The only one with these hours free. 1 person matches better and cannot be booked for this." in page
    )


def test_who_is_left_out_is_never_in_what_could_give(pair: Pair) -> None:
    """Nobody keeps bees: no money buys it of who keeps promises; who does it and is not free is said to be there."""
    listed_officer(council(), weekly_minutes=240, headline="Repairs that keep their promises")
    listed_officer(council(), headline="Ferries and harbours", **LATER)
    page = unescape(proposed(pair, words_1="bee keeping", words_2="ferries", budget="10"))
    assert "No officer of another council says they do “bee keeping”." in page
    assert "Nobody who says they do “ferries” can be booked in these weeks or soon after." in page
    assert 'href="/find/?q=bee%20keeping"' in page
    assert "Spend more" not in page
