"""The page of results asks the database at most twenty times, whatever is looked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.bookings import make_pair
from tests.factories.listings import listed_officer
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@pytest.mark.parametrize(
    "asked", ["", "?q=planning", "?q=planning+apeals&hours=2", "?q=&hours=2", "?q=CTAX+backlog&hours=2"]
)
def test_the_page_asks_twenty_times_at_most(asked: str) -> None:
    browser = signed_in(make_pair().booker)
    browser.get("/find/")  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/find/{asked}").status_code == 200
    assert len(queries) <= MOST_QUERIES, [each["sql"][:200] for each in queries]


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
