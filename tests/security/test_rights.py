"""Every route × every role × another council × nobody: 403 or 404, and nothing changes."""

import json
import re

import pytest
from django.test import Client

from commonpool.identity.models import Person
from commonpool.web.pages import PUBLIC
from tests.security.every_form import rights_of
from tests.security.routes import Route, body_for, every_route
from tests.security.shares import Share
from tests.security.visitors import Visitors, program_of
from tests.security.world import ROLES, World, events, undone

pytestmark = pytest.mark.django_db

FLOOR = 230
"""So many routes (a path, and of the API a path and a method) exist; new ones raise it."""

OPEN_TO_OTHERS = {
    r"^/agreement/": "the text that all councils sign is public, in every version",
    r"^/councils/": "the register is public",
    r"^/(api/v1/officers|people)/[^/]+/?$": "officers in the pool are there to be found",
    r"^/(api/v1/)?needs/[^/]+/?(offers?/?)?$": "the whole network reads an open need, and any "
    "officer in the pool may answer it",
    r"^/invitations/[^/]+/no-more/$": "whoever holds the letter may end the letters, signed in or not",
    r"^/api/v1/clearing-cycles/": "every council reads the month’s calendar; of positions, its own alone",
    r"^/(api/v1/)?work/[^/]+/?$": "pieces of work are there for all who search the pool",
    r"^/work/[^/]+/part/$": "any officer may have taken part",
    r"^/people/[^/]+/(ask|call|line|line/leave)/$": "any council that has joined may ask them",
}
"""Where another council's thing may be opened on purpose, with the reason."""

SHUT = {
    r"^/council/[^/]+/joining/sign/$": "both signatories have signed: nobody is asked any more",
    r"^/council/[^/]+/invoices/[^/]+/dispute/$": "at the council that lent: only the one that borrowed disputes",
    r"^/(api/v1/)?bookings/[^/]+/(timesheet/|hours/[^/]+/)(correct/.+|correct/?$|allow/?$|refuse/?$)": "the hours "
    "of this world are asked about: nothing waits for home, and only agreed hours are corrected",
    r"^/council/[^/]+/money/interest.csv$": "a file of a sum that was typed, and nothing was typed",
    r"^/desk/clearing/[^/]+/let-in/$": "no council of this world was kept out of a clearing",
    r"^/council/[^/]+/clearing/[^/]+/(payments.csv|bank.xml)$": "home is paid in this clearing, and pays nobody",
}
"""What opens for nobody in this world, with the reason."""


class Callers:
    """Sends a request as somebody: a page by their browser, the API by their token."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors, self._programs = visitors, {None: Client()}

    def status(self, person: Person | None, route: Route, method: str) -> tuple[int, str, bool]:
        """The status, where to, and whether anything happened by it."""
        if route.is_api:
            client, body, kind = self._program(person), json.dumps(body_for(route.path)), "application/json"
        else:
            client, body, kind = self._visitors(person), "", "application/x-www-form-urlencoded"
        with undone():
            before = events()
            answer = client.generic(method, route.path, body, kind)
            return answer.status_code, answer.headers.get("Location", ""), events() != before

    def _program(self, person: Person | None) -> Client:
        if person not in self._programs:
            self._programs[person] = Client(headers=program_of(person))
        return self._programs[person]


def test_no_route_answers_those_it_is_not_for(world: World, visitors: Visitors, share: Share) -> None:
    routes, call = every_route(world), Callers(visitors)
    assert len(routes) >= FLOOR
    assert [route.path for route in routes if route.right is None] == []
    wrong, tried = [], 0
    everybody = [world.staff[world.home.pk, role] for role in ROLES]
    rights = {person: rights_of(person) for person in (*everybody, world.outsider, world.steward)}
    for route in routes:
        for method in route.methods:
            nobody = [None] if route.right is not PUBLIC else []
            kept_out = [each for each in rights if not route.open_to(rights[each])]
            for person in (*nobody, *share.of(kept_out)):
                tried += 1
                status, to, happened = call.status(person, route, method)
                if happened or not refused(route, person, status, to):
                    wrong.append((method, route.path, person and person.name, status, to))
    assert not wrong, "\n".join(map(str, wrong))
    assert tried > 500, tried


def refused(route: Route, person: Person | None, status: int, to: str) -> bool:
    """What the answer must be."""
    if person is not None:
        return status in (403, 404)
    return status == 401 if route.is_api else status == 302 and to.startswith("/account/sign-in/")


def test_another_council_never_reaches_what_is_not_its_own(
    world: World, visitors: Visitors, share: Share
) -> None:
    """The same rights, held at another council: as if it were not there. Nothing happens by trying.

    Whoever holds none of them anywhere is refused for that, as the test above has it.
    """
    call, wrong, tried = Callers(visitors), [], 0
    strangers = [*world.people(world.other), world.outsider]
    rights = {person: rights_of(person) for person in strangers}
    for route in every_route(world):
        if not route.owned or any(re.match(pattern, route.path) for pattern in OPEN_TO_OTHERS):
            continue
        for method in route.methods:
            for person in share.of([each for each in strangers if route.open_to(rights[each])] or strangers):
                tried += 1
                status, to, happened = call.status(person, route, method)
                if happened or status not in (403, 404):
                    wrong.append((method, route.path, person.name, status, to))
    assert not wrong, "\n".join(map(str, wrong))
    assert tried > 200, tried


def test_the_two_councils_do_reach_it(world: World, visitors: Visitors) -> None:
    """The other side of the two tests above: each thing opens for somebody, so a 404 says something."""
    call, shut = Callers(visitors), []
    everybody = [*world.insiders, world.claimant, world.newcomer]
    rights = {person: rights_of(person) for person in everybody}
    for route in every_route(world):
        if route.owned and not any(re.match(pattern, route.path) for pattern in SHUT):
            let_in = [person for person in everybody if route.open_to(rights[person])]
            seen = (call.status(person, route, method)[0] for person in let_in for method in route.methods)
            if not any(status in (200, 201, 302, 409, 422) for status in seen):
                shut.append(route.path)
    assert not shut, "\n".join(shut)


def test_asking_for_the_head_or_the_options_changes_nothing(world: World, visitors: Visitors) -> None:
    """Both pass the check against forged requests: they reach no view that only POST may reach."""
    call, wrong, tried = Callers(visitors), [], 0
    rights = {person: rights_of(person) for person in (*world.insiders, world.claimant, world.newcomer)}
    posts = [route for route in every_route(world) if "GET" not in route.methods]
    for route in posts:
        for person in [each for each in rights if route.open_to(rights[each])]:
            for method in ("HEAD", "OPTIONS"):
                tried += 1
                status, _to, happened = call.status(person, route, method)
                if happened or status not in ((200, 405) if method == "OPTIONS" else (401, 405)):
                    wrong.append((method, route.path, person and person.name, status))
    assert not wrong, "\n".join(map(str, wrong))
    assert len(posts) >= 10
    assert tried >= 200, tried
