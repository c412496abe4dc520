"""Words of two councils that a third must never read: every page and list is read, and they are in none."""

import html
import json
from urllib.parse import urlsplit

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from tests.factories.councils import domain_of
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.security.forms import read
from tests.security.routes import every_route
from tests.security.world import SECRETS, Visitors, World, undone

pytestmark = pytest.mark.django_db

FLOOR = 40
"""So many different pages are really read, by the third council's people alone."""

MOST_LINKS = 60
"""Links followed by one person beyond the routes themselves."""

LISTS = ["?page=1", "?q=Canary", "?q=leisure+centre"]


def canaries(world: World) -> dict[str, str]:
    """What is secret, by what it is: texts, and the addresses of the two councils' people."""
    mailboxes = {f"e-mail of {person.name}": person.email for person in [*world.insiders, world.claimant]}
    invoices = {f"invoices of {each}": f"invoices@{domain_of(each)}" for each in (world.home, world.host)}
    return SECRETS | mailboxes | invoices | {"booking": world.booking.reference}


def strangers(world: World) -> list[Person | None]:
    return [None, world.outsider, *world.people(world.other)]


def found_in(text: str, secrets: dict[str, str]) -> list[str]:
    plain = html.unescape(text)
    return [what for what, secret in secrets.items() if secret in plain]


def pages(client: Client, starts: list[str]) -> dict[str, str]:
    """What the person can read: the routes, then the links on them, each page once."""
    seen: dict[str, str] = {}
    waiting, links = list(starts), 0
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        with undone():
            answer = client.get(path)
        seen[path] = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for link in read(path, seen[path]).links:
            ours = not urlsplit(link).netloc and urlsplit(link).path.startswith("/")
            if ours and link not in seen and links < MOST_LINKS and not link.startswith("/councils"):
                links += 1
                waiting.append(link)
    return {path: text for path, text in seen.items() if text}


def test_no_page_shows_them_to_another_council(world: World, visitors: Visitors) -> None:
    routes = [route.path for route in every_route(world) if not route.is_api and "GET" in route.methods]
    starts = [*routes, *(f"/find/{query}" for query in LISTS), *(f"/councils/{query}" for query in LISTS)]
    secrets, told, read_by = canaries(world), [], dict[str, set[str]]()
    for person in strangers(world):
        name = person.name if person else "nobody"
        for path, text in pages(visitors(person), starts).items():
            read_by.setdefault(name, set()).add(path)
            told += [(name, path, what) for what in found_in(text, secrets) if secrets[what] not in path]
    assert not told, "\n".join(map(str, told))
    assert len(set().union(*read_by.values())) >= FLOOR
    assert min(len(paths) for paths in read_by.values()) >= 5, {n: len(p) for n, p in read_by.items()}


def test_no_answer_of_the_api_shows_them_to_another_council(world: World) -> None:
    reads = [route for route in every_route(world) if route.is_api and "GET" in route.methods]
    secrets, told, answered = canaries(world), [], 0
    for person in strangers(world)[1:]:
        _token, secret = make_token(actor=actor(person), label="test", may_decide=True, at=FRIDAY)
        client = Client(headers={"authorization": f"Bearer {secret}"})
        for route in reads:
            for query in ("", *LISTS):
                answer = client.get(route.path + query)
                answered += answer.status_code == 200
                text = json.dumps(answer.json(), ensure_ascii=False)
                told += [(person.name, route.path, what) for what in found_in(text, secrets)]
    assert not told, "\n".join(map(str, told))
    assert answered >= 100, answered


def test_those_they_concern_do_read_them(world: World, visitors: Visitors) -> None:
    """The other side: the words are on pages, so their absence elsewhere says something."""
    home, host = world.home.pk, world.host.pk
    readers = [world.pair.booker, world.pair.officer.person, world.pair.budget_holder, world.steward]
    readers += [world.staff[home, Role.HR], world.staff[host, Role.COUNCIL_ADMINISTRATOR], world.newcomer]
    starts = [route.path for route in every_route(world) if not route.is_api and "GET" in route.methods]
    everything = "".join(text for person in readers for text in pages(visitors(person), starts).values())
    unseen = {what for what in SECRETS if what not in found_in(everything, SECRETS)}
    assert unseen <= {"payroll_number", "blanket"}, (
        unseen
    )  # HR writes it once; no page has a reason to show it again
