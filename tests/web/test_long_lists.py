"""Law 15: a list asks the database as often for many rows as for one, and at most twenty times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from commonpool.access import NETWORK
from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from commonpool.web.pages import PUBLIC, SIGNED_IN
from commonpool.web.papers import pdf
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.factories.signed_in import signed_in
from tests.security.routes import patterns
from tests.security.world import undone
from tests.web.long_lists import Place, one_more, place

pytestmark = [pytest.mark.long, pytest.mark.django_db]  # which also makes the tests' database

ROWS = 4
"""A question asked once a row shows from the second row on."""
MOST_QUERIES = 20
ROUTES = dict(sorted(patterns(get_resolver()), key=lambda each: each[0]))
LISTS = [written for written in ROUTES if "<" not in written.replace("<slug:slug>", "")]
"""Every address that names no row: what is listed is listed there, and no new list is forgotten."""
LONGER = {
    "account/tokens/", "administrators/", "approvers/", "bookings/", "bookings/download.csv", "calls/", "councils.csv",
    "council/<slug:slug>/ledger/entries.csv", "council/<slug:slug>/ledger/entries/",
    "council/<slug:slug>/money/", "council/<slug:slug>/money/charges.csv",
    "council/<slug:slug>/money/accruals/", "council/<slug:slug>/money/accruals.csv",
    "council/<slug:slug>/officers-to-check.csv", "council/<slug:slug>/who-is-out/",
    "council/<slug:slug>/who-is-out.csv", "council/<slug:slug>/time-back/", "council/<slug:slug>/time-back.csv",
    "council/<slug:slug>/publication/requests/", "council/<slug:slug>/publication/requests/bookings.csv",
    "council/<slug:slug>/officers-to-check/", "council/<slug:slug>/people-and-rights/", "desk/", "desk/councils.csv",
    "find/", "home/", "limits/", "listing/experience/", "permissions/", "work/", "work/parts/",
    "needs/", "needs/ours/", "offers/", "find/saved/",
    "api/v1/bookings", "api/v1/charges", "api/v1/needs", "api/v1/officers", "api/v1/work",
}  # fmt: skip
"""Those that show the rows made here; a page of the log is full before the first of them."""


@dataclass(frozen=True)
class Cost:
    """What one answer took: SQL queries and bytes."""

    queries: int
    size: int


Costs = dict[tuple[str, str, int], Cost]
"""By route, address and reader."""


class Reader:
    """Somebody with a browser and a program."""

    def __init__(self, person: Person) -> None:
        self.rights = actor(person, at=FRIDAY).rights
        self.browser = signed_in(person)
        _token, secret = make_token(actor=actor(person), label="test", at=FRIDAY)
        self.program = Client(headers={"authorization": f"Bearer {secret}"})
        self.browser.get("/home/")  # the first page of a session writes to it

    def may_open(self, pattern: URLPattern, place: int | None) -> bool:
        """Whether they hold the right it declares, there or anywhere: an endpoint of the API declares it elsewhere."""
        declared = getattr(pattern.callback, "right", SIGNED_IN)
        if declared in (PUBLIC, SIGNED_IN):
            return True
        wanted = set(declared) if isinstance(declared, tuple) else {declared}
        places = self.rights if place is None else {place, NETWORK}
        return any(wanted & self.rights.get(each, frozenset()) for each in places)

    def cost(self, path: str) -> Cost | None:
        """Nothing where the address shows this reader no page."""
        client = self.program if path.startswith("/api/") else self.browser
        connection.queries_log.clear()  # which holds so many at most, and would then count none
        with undone(), CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        statements = sum(1 + each["sql"].count("; EXECUTE ") for each in asked)
        return Cost(statements, len(answer.content)) if answer.status_code == 200 else None


def pages(here: Place, readers: list[Reader]) -> list[tuple[str, str, int]]:
    """Every list of both councils, for every reader who may open it."""
    councils = (here.pair.home, here.pair.host)
    return [
        (written, "/" + written.replace("<slug:slug>", council.slug), number)
        for written, pattern in ROUTES.items()
        if written in LISTS
        for council in (councils if "<" in written else councils[:1])
        for number, reader in enumerate(readers)
        if reader.may_open(pattern, council.pk if "<" in written else None)
    ]


def costs(readers: list[Reader], asked: Iterable[tuple[str, str, int]]) -> Costs:
    """What these cost those of their readers who are shown them."""
    found = {(written, path, number): readers[number].cost(path) for written, path, number in asked}
    return {key: cost for key, cost in found.items() if cost}


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker) -> Iterator[tuple[Costs, Costs]]:
    """What every list costs with a row or two, and with many. Papers are asked for, and not laid out."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(FRIDAY, tick=False),
        patch.object(pdf, "made_of", lambda html, address: html.encode()),
        transaction.atomic(),
    ):
        here = place()
        one_more(here)
        readers = [Reader(person) for person in here.readers]
        one = costs(readers, pages(here, readers))
        while here.rows < ROWS:
            one_more(here)
        yield one, costs(readers, one)
        transaction.set_rollback(True)


@pytest.mark.parametrize("written", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(measured: tuple[Costs, Costs], written: str) -> None:
    one, many = measured
    queries = {key: (cost.queries, many[key].queries) for key, cost in one.items() if key[0] == written}
    assert {key: counts for key, counts in queries.items() if len(set(counts)) > 1} == {}
    assert {key: counts for key, counts in queries.items() if max(counts) > MOST_QUERIES} == {}


@pytest.mark.parametrize("written", sorted(LONGER))
def test_the_lists_are_longer(measured: tuple[Costs, Costs], written: str) -> None:
    one, many = measured
    grown = [many[key].size - cost.size for key, cost in one.items() if key[0] == written]
    assert max(grown, default=0) > 25 * (ROWS - 1)
