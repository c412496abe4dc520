"""What the page of results says where nobody is found: what keeps them out, and how to look without it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.bookings import Pair, make_pair
from tests.factories.listings import listed_officer
from tests.factories.signed_in import signed_in
from tests.web.pool.test_find_queries import MOST_QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def pair() -> Pair:
    return make_pair(headline="Moved benefits forms online")


def found(pair: Pair, **typed: str | list[str]) -> str:
    return signed_in(pair.booker).get(reverse("find"), typed).content.decode()


def is_open(page: str) -> bool:
    """Whether the further filters are to be seen."""
    details = re.search(r"<details[^>]*>", page)
    assert details
    return " open" in details[0]


@pytest.mark.parametrize(
    "filters",
    [
        {"region": "Wales"},
        {"how": "remote"},
        {"nation": "Narnia"},
        {"price": "40"},
        {"price": "dear"},
        {"home": "unlike_us"},
    ],
)
def test_further_filters_are_open_where_one_is_set_or_wrong(pair: Pair, filters: dict[str, str]) -> None:
    assert not is_open(found(pair))
    assert not is_open(found(pair, q="benefits", region=""))
    assert is_open(found(pair, q="benefits", **filters))


def test_each_filter_that_is_set_is_named_with_the_search_without_it(pair: Pair) -> None:
    page = found(pair, q="benefits", nation="Scotland", how=["remote", "on_site"], page="2")
    assert re.search(r'Nation: Scotland\. <a class="govuk-link" href="\?([^"]*)">Search without it', page)
    (kept,) = re.findall(r'Can come to you\. <a class="govuk-link" href="\?([^"]*)"', page)
    assert kept.replace("&amp;", "&") == "q=benefits&nation=Scotland&how=remote"
    assert "Region: " not in page
    assert "Search without it" not in found(pair, q="benefits")
    page = found(pair, q="benefits", price="£1", home="unlike_us")
    assert re.search(r'What may an hour cost at most\? £1\.00\. <a class="govuk-link" href="\?([^"]*)"', page)
    (kept,) = re.findall(r'type of council\. <a class="govuk-link" href="\?([^"]*)"', page)
    assert kept.replace("&amp;", "&") == "q=benefits&price=%C2%A31"


@pytest.mark.parametrize("hours", [{"hours": "99"}, {"hours": "5", "each": "each"}])
def test_who_match_and_are_busy_are_counted_with_the_search_without_hours(
    pair: Pair, hours: dict[str, str]
) -> None:
    week = {"first_day": "9", "first_month": "11", "first_year": "2026"}
    (browser := signed_in(pair.booker)).get("/find/")  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as queries:
        page = browser.get("/find/", {"q": "benefits"} | week | hours).content.decode()
    assert len(queries) <= MOST_QUERIES
    assert "1 officer matches, and cannot be booked for so long in these weeks." in page
    assert "plainer words" not in page
    assert "Nobody in the pool matches" not in page
    (link,) = re.findall(r'href="(\?[^"]*)">Search without the hours', page)
    assert "1 officer found" in browser.get(f"/find/{link}".replace("&amp;", "&")).content.decode()


def test_who_cannot_be_asked_at_any_time_is_not_counted_as_busy(pair: Pair) -> None:
    listed_officer(pair.host, headline="Skateparks")
    page = found(pair, q="skateparks", hours="2")
    assert "cannot be booked for so long" not in page
    assert "Nobody in the pool matches yet." in page


def test_where_nobody_matches_at_any_time_words_are_the_advice(pair: Pair) -> None:
    page = found(pair, q="zeppelins", hours="2")
    assert "Nobody in the pool matches yet." in page
    assert "plainer words" in page
    assert "Search without the hours" not in page
    assert "fewer hours" not in page


def test_a_page_beyond_the_last_is_the_last(pair: Pair) -> None:
    assert "1 officer found" in (page := found(pair, q="benefits", page="99"))
    assert "Nobody in the pool matches" not in page
