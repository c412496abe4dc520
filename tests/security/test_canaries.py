"""Words of two councils that a third must never read: every page and list is read, and they are in none."""

import html
import json
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.identity.models import Person
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import write_letters
from commonpool.notifications.queries import rendered
from commonpool.web.pages import PUBLIC
from tests.factories.councils import ACCOUNT, domain_of
from tests.factories.hours import FRIDAY
from tests.security.every_form import rights_of
from tests.security.forms import read
from tests.security.routes import every_route
from tests.security.secrets import AMOUNTS, SECRETS
from tests.security.shares import Share
from tests.security.visitors import Visitors, program_of
from tests.security.world import World, undone

pytestmark = [pytest.mark.long, pytest.mark.django_db]

FLOOR = 40
"""So many different pages are really read, by the third council's people alone."""

MOST_LINKS = 25  # which brings the filters of each list and a page of each thing
"""Links followed by one person beyond the routes themselves."""

PRINTED = {what: f"{pence / 100:,.2f}" for what, pence in AMOUNTS.items()}
"""The amounts as a page, a letter or a file has them; an answer of the API has them in pence."""

IN_LETTERS = {"purpose", "question", "call"}
"""At the least these are written to those they concern, so their absence elsewhere says something."""

LISTS = ["?page=1", "?q=Canary", "?q=leisure+centre"]


def canaries(world: World) -> dict[str, str]:
    """What is secret, by what it is: texts, and the addresses of the two councils' people."""
    mailboxes = {f"e-mail of {person.name}": person.email for person in [*world.insiders, world.claimant]}
    invoices = {f"invoices of {each}": f"invoices@{domain_of(each)}" for each in (world.home, world.host)}
    return SECRETS | PRINTED | mailboxes | invoices | {"booking": world.booking.reference}


def with_documents(world: World, place: str = "") -> str:
    """The booking of which the two councils have written what documents are for."""
    return f"{place}/bookings/{world.owned['documents']}"


def strangers(world: World) -> list[Person | None]:
    return [None, world.outsider, *world.people(world.other)]


def found_in(text: str, secrets: dict[str, str]) -> list[str]:
    plain = html.unescape(text)
    return [what for what, secret in secrets.items() if secret in plain]


def pages(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """What the person can read: the routes, then whatever those link or lead to, each page once."""
    waiting, queued = list(starts), set(starts)
    while waiting:
        path = waiting.pop(0)
        with undone():
            answer = client.get(path)
        onwards = []
        if 300 <= answer.status_code < 400:
            onwards = [urljoin(path, answer.headers["Location"]).partition("#")[0]]
        elif answer.status_code == 200:
            text = answer.content.decode(errors="replace")
            yield path, text
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                onwards = read(path, text).links
        for link in onwards:
            ours = not urlsplit(link).netloc and link.startswith("/") and not link.startswith("/councils")
            if ours and link not in queued and len(queued) < len(starts) + MOST_LINKS:
                queued.add(link)
                waiting.append(link)


def open_to(person: Person | None, world: World) -> list[str]:
    """The pages that somebody with their rights may open somewhere: to the others of them nobody is let in."""
    rights = rights_of(person)
    found = [route for route in every_route(world) if not route.is_api and "GET" in route.methods]
    return [each.path for each in found if (each.open_to(rights) if person else each.right is PUBLIC)]


def read_by_turns(person: Person | None, world: World, share: Share) -> list[str]:
    """All that is open to them by a right of theirs, and of what is open to everybody a share, another for each."""
    everybodys = set(open_to(world.outsider, world))
    return [path for path in open_to(person, world) if path not in everybodys] + list(
        share.of(sorted(everybodys))
    )


def test_no_page_shows_them_to_another_council(world: World, visitors: Visitors, share: Share) -> None:
    besides = [f"/{page}/{query}" for page in ("find", "councils") for query in LISTS]
    besides += [f"{with_documents(world)}/", reverse("booking", args=[world.owned["thanked"]])]
    secrets, told, read_by = canaries(world), [], dict[str, set[str]]()
    for person in strangers(world):
        name = person.name if person else "nobody"
        whole = person in (None, world.outsider)
        starts = open_to(person, world) if whole else read_by_turns(person, world, share)
        for path, text in pages(visitors(person), [*starts, *besides]):
            read_by.setdefault(name, set()).add(path)
            told += [(name, path, what) for what in found_in(text, secrets) if secrets[what] not in path]
    assert not told, "\n".join(map(str, told))
    assert len(set().union(*read_by.values())) >= FLOOR
    assert min(len(paths) for paths in read_by.values()) >= 5, {n: len(p) for n, p in read_by.items()}


def test_no_answer_of_the_api_shows_them_to_another_council(world: World) -> None:
    reads = [route for route in every_route(world) if route.is_api and "GET" in route.methods]
    secrets = canaries(world) | {f"{what}, in pence": str(pence) for what, pence in AMOUNTS.items()}
    told, answered = [], 0
    for person in strangers(world)[1:]:
        client = Client(headers=program_of(person))
        for path in (*(route.path for route in reads), with_documents(world, "/api/v1")):
            for query in ("", *LISTS):
                answer = client.get(path + query)
                answered += answer.status_code == 200
                is_file = answer.headers["Content-Type"].startswith("text/csv")
                text = answer.content.decode() if is_file else json.dumps(answer.json(), ensure_ascii=False)
                told += [(person.name, path, what) for what in found_in(text, secrets)]
    assert not told, "\n".join(map(str, told))
    assert answered >= 100, answered


def letters() -> list[tuple[str, str]]:
    """To whom the worker would write of all that has happened, and what: kept facts and written words."""
    for event in Event.objects.order_by("pk"):
        write_letters(event)
    written = []
    for letter in Letter.objects.select_related("person"):
        words = rendered(letter, FRIDAY)
        facts = json.dumps(letter.facts, ensure_ascii=False, default=str)
        text = "\n".join([facts, words.subject, words.body, (words.calendar or b"").decode()])
        written.append((letter.address, text))
    return written


def test_no_letter_tells_them_to_another_council(world: World) -> None:
    secrets = canaries(world)
    theirs = {person.email for person in strangers(world) if person}
    post = letters()
    told = [
        (address, what) for address, text in post if address in theirs for what in found_in(text, secrets)
    ]
    assert not told, "\n".join(map(str, told))
    assert len([address for address, _text in post if address in theirs]) >= len(theirs)
    written = "\n".join(text for address, text in post if address not in theirs)
    assert set(found_in(written, SECRETS | PRINTED)) >= IN_LETTERS


def test_what_a_council_publishes_or_hands_out_tells_none_of_them(world: World, visitors: Visitors) -> None:
    """Read by the council's own finance, who may see all: the public gets the same files."""
    names = {f"name of {person.name}": person.name for person in [*world.insiders, *world.people(world.home)]}
    kept = {what: secret for what, secret in canaries(world).items() if what not in ("booking", "charge")}
    for place in (world.home, world.host):
        browser = visitors(world.staff[place.pk, Role.FINANCE])
        for report in ("spend", "agreements", "foi_bookings", "foi_payments"):
            answer = browser.get(reverse(f"publication_{report}_csv", args=[place.slug]))
            assert answer.status_code == 200, report
            text = answer.content.decode()
            assert not found_in(text, kept | names | ACCOUNT), (place.slug, report)
        assert (
            "Redacted"
            in browser.get(reverse("publication_foi_bookings_csv", args=[place.slug])).content.decode()
        )


def test_those_they_concern_do_read_them(world: World, visitors: Visitors) -> None:
    """The other side: the words are on pages, so their absence elsewhere says something."""
    home, host = world.home.pk, world.host.pk
    readers = [world.pair.booker, world.pair.officer.person, world.pair.budget_holder, world.steward]
    readers += [world.staff[home, Role.HR], world.staff[host, Role.COUNCIL_ADMINISTRATOR], world.newcomer]
    readers += [world.staff[home, Role.BOOKING_MANAGER], world.staff[home, Role.BUDGET_HOLDER]]
    readers += [world.staff[home, Role.FINANCE], world.staff[home, Role.COUNCIL_ADMINISTRATOR]]
    besides = [reverse("answer_claim", args=[world.owned["confirmed"]]), f"{with_documents(world)}/"]
    besides += [reverse("booking", args=[world.owned["thanked"]]), f"/calls/{world.owned['answered']}/"]
    unseen = SECRETS | PRINTED
    del unseen["payroll_number"]  # HR writes it once; no page has a reason to show it again
    for person, starts in by_turns([(person, [*besides, *open_to(person, world)]) for person in readers]):
        for _path, text in pages(visitors(person), starts):
            for what in found_in(text, unseen):
                del unseen[what]
            if not unseen:
                return
    assert not unseen, unseen


def by_turns(readers: list[tuple[Person, list[str]]]) -> list[tuple[Person, list[str]]]:
    """First each with the pages that nobody before them opens, then each with the others."""
    opened, first, then = set[str](), [], []
    for person, starts in readers:
        first.append((person, [path for path in starts if path not in opened]))
        then.append((person, [path for path in starts if path in opened]))
        opened.update(starts)
    return first + then
