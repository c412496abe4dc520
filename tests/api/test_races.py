"""Thirty clients want one officer's week, over HTTP, by page and by API: each round has exactly one winner."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection
from django.db.models import Count

from commonpool.access import Role
from commonpool.availability.models import Week
from commonpool.bookings.models import BookedWeek
from commonpool.config.env import ENV
from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from launcher import roles
from tests.factories.bookings import PURPOSE, function_id
from tests.factories.councils import council
from tests.factories.listings import Listed, listed_officer
from tests.factories.people import actor, make_role
from tests.servers import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server, pytest.mark.both_servers]

CLIENTS, ROUNDS, OFFICERS, HOSTS = 30, 60, 2, 3
SLOWEST = 5.0  # seconds
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Asker:
    """One client with a connection of its own; `ask` sends a request for a week and answers its status."""

    connection: http.client.HTTPConnection
    headers: dict[str, str]
    host: str
    page: bool

    def ask(self, officer: str, monday: date, function: str) -> tuple[int, float]:
        week = weeks.written(monday)
        shared = {
            "purpose": PURPOSE,
            "function": function,
            "kind": "paid",
            "work": "advice",
            "host": self.host,
        }
        if self.page:
            body = urlencode(shared | {f"week_{week}": "1", "go": "send"})
            path = f"/people/{officer}/ask/"
        else:
            body = json.dumps(shared | {"officer": officer, "weeks": [{"week": week, "minutes": 60}]})
            path = "/api/v1/bookings"
        began = time.monotonic()
        self.connection.request("POST", path, body, self.headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, time.monotonic() - began


@pytest.fixture
def server(live_commonpool: Callable[..., LiveServer]) -> LiveServer:
    url = roles.elsewhere(ENV.database_url, connection.settings_dict["NAME"], roles.APPLICATION)
    return live_commonpool(url, workers=2)


def test_one_of_thirty_clients_wins_each_of_sixty_weeks(server: LiveServer) -> None:
    """Pages and the API start first in turn, as an endpoint has less to do before it reaches the lock."""
    officers = pool()
    places = [council(demonstration=True) for _n in range(HOSTS)]
    askers = list(clients(server, [(make_role(each, Role.BOOKING_MANAGER), each.code) for each in places]))
    function, slowest, won_by = function_id(), 0.0, {True: 0, False: 0}
    with ThreadPoolExecutor(CLIENTS) as pool_of_threads:
        for number, (officer, monday) in enumerate(free(officers)):
            ready = sorted(askers, key=lambda each: each.page == bool(number % 2))
            answers = list(
                pool_of_threads.map(lambda each: each.ask(officer.reference, monday, function), ready)  # noqa: B023
            )
            statuses = [status for status, _seconds in answers]
            winners = [asker for asker, status in zip(ready, statuses, strict=True) if status in (201, 302)]
            assert len(winners) == 1, statuses
            assert set(statuses) <= {201, 302, 409, 422}, statuses
            won_by[winners[0].page] += 1
            slowest = max(slowest, *(seconds for _status, seconds in answers))
    assert double_booked() == 0
    assert BookedWeek.objects.filter(released_at__isnull=True).count() == ROUNDS
    assert slowest <= SLOWEST
    assert sum(won_by.values()) == ROUNDS


def double_booked() -> int:
    live = BookedWeek.objects.filter(released_at__isnull=True)
    return live.values("person", "monday").annotate(times=Count("id")).filter(times__gt=1).count()


def pool() -> list[Listed]:
    """Officers listed today, for a year: the server's clock is the real one."""
    at, home = now(), council(demonstration=True)
    today = london_date(at)
    return [
        listed_officer(home, weekly_minutes=240, starts_on=today, ends_on=today + timedelta(days=360), at=at)
        for _n in range(OFFICERS)
    ]


def free(officers: list[Listed]) -> list[tuple[Listed, date]]:
    """A fresh week for every round."""
    found = []
    for officer in officers:
        rows = Week.objects.filter(
            person=officer.person,
            open=True,
            offered_minutes__gte=60,
            monday__gt=london_date(now()) + timedelta(7),
        )
        mondays = rows.order_by("monday").values_list("monday", flat=True)
        found += [(officer, monday) for monday in mondays[: ROUNDS // OFFICERS]]
    assert len(found) == ROUNDS
    return found


def clients(server: LiveServer, bookers: list[tuple[Person, str]]) -> Iterator[Asker]:
    """By page and by API in turn, for one council after another."""
    address = urlsplit(server.address).netloc
    by_page = [(signed_in_over(address, person), code) for person, code in bookers]
    by_api = [(bearer(person), code) for person, code in bookers]
    for number in range(CLIENTS):
        page = number % 2 == 0
        headers, code = (by_page if page else by_api)[number // 2 % len(bookers)]
        yield Asker(http.client.HTTPConnection(address, timeout=30), headers, code, page)


def bearer(person: Person) -> dict[str, str]:
    _token, secret = make_token(actor=actor(person), label="race", at=now())
    return {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}


def signed_in_over(address: str, person: Person) -> dict[str, str]:
    """The headers of a browser in which a demonstration's person has signed in with their button."""
    browser = http.client.HTTPConnection(address, timeout=30)
    browser.request("GET", "/account/sign-in/")
    cookies = kept(browser.getresponse())
    token = {"X-CSRFToken": cookies["csrftoken"], "Cookie": written(cookies)}
    browser.request("POST", "/account/sign-in/as/", urlencode({"email": person.email}), FORM | token)
    cookies |= kept(browser.getresponse())
    browser.close()
    assert "sessionid" in cookies
    return FORM | {"X-CSRFToken": cookies["csrftoken"], "Cookie": written(cookies)}


def kept(answer: http.client.HTTPResponse) -> dict[str, str]:
    answer.read()
    pairs = [
        value.split(";")[0].split("=", 1)
        for name, value in answer.getheaders()
        if name.lower() == "set-cookie"
    ]
    return dict(pairs)


def written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
