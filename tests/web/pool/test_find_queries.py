"""The page of results asks the database at most twenty times, whatever is looked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.bookings import make_pair
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
