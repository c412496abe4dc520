"""The page of results asks the database at most twenty times, whatever is looked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.crawl import AROUND
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import make_officer
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?q=planning",
        "?q=planning&function=111&nation=Wales&region=London&home=unlike_us&price=40",
        "?q=planning+apeals&hours=2",
        "?q=&hours=2",
        "?q=CTAX+backlog&hours=2",
    ],
)
def test_the_page_asks_twenty_times_at_most(asked: str) -> None:
    browser = signed_in(make_pair().booker)
    browser.get("/find/")  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/find/{asked}").status_code == 200
    asked_of = [each for each in queries if not each["sql"].startswith(AROUND)]
    assert len(asked_of) <= MOST_QUERIES, "\n".join(each["sql"][:130] for each in queries)


def test_the_page_says_that_there_are_more_than_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonpool.matching.queries.questions.CAP", 2)
    pair = make_pair(headline="Ferries")
    for _each in range(2):
        listed_officer(pair.home, headline="Ferries")
    browser = signed_in(pair.booker)
    browser.get("/find/")
    with CaptureQueriesContext(connection) as queries:
        page = browser.get("/find/?q=ferries&hours=2").content.decode()
    assert "5,000+ officers. Say more" in page
    assert len(queries) <= MOST_QUERIES


def test_beside_each_choice_stands_how_many_of_those_found_it_leaves() -> None:
    pair = make_pair(headline="Ferries")
    browser = signed_in(pair.booker)
    page = browser.get("/find/?q=ferries").content.decode()
    assert f"{pair.home.get_nation_display()} (1)" in page
    assert "Scotland (0)" in page
    assert "Can work remotely (1)" in page
    page = browser.get(f"/find/?q=ferries&nation={pair.home.nation}").content.decode()
    assert f"{pair.home.get_nation_display()} (1)" in page
    assert "Scotland<" in page.replace("\n", "").replace(" <", "<"), "no number is made up"


def test_only_who_sees_prices_is_asked_for_one() -> None:
    pair = make_pair(headline="Ferries")
    outside = signed_in(make_officer(council(depth="none")).person)
    asked = "What may an hour cost at most?"
    assert asked in signed_in(pair.booker).get("/find/").content.decode()
    page = outside.get("/find/?q=ferries&price=0.01").content.decode()
    assert asked not in page
    assert "1 officer found" in page


def test_that_a_search_is_noted_is_said_also_where_some_of_it_is_found() -> None:
    browser = signed_in(make_pair(headline="Ferries").booker)
    page = browser.get("/find/?q=ferries+zeppelins").content.decode()
    assert "Nobody matches all your words." in page
    assert "We have noted what you looked for" in page
    assert "We have noted" not in browser.get("/find/?q=ferries").content.decode()
