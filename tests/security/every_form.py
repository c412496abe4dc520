"""Every form of the product, found on its pages by those who are shown it."""

import re

from commonpool.access import NETWORK, Right, Role
from commonpool.identity.models import Person
from commonpool.web.pages import PUBLIC
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.security.forms import Form, forms_in
from tests.security.routes import every_route
from tests.security.visitors import Visitors
from tests.security.world import World, undone

FILE = r"\.(csv|docx|ics|pdf|xml)$"
"""What ends so is no page."""


def people(world: World) -> list[Person | None]:
    """One of each kind: they see every form there is."""
    pair, home = world.pair, world.home.pk
    roles = (Role.HR, Role.FINANCE, Role.RELEASE_CONTACT, Role.COUNCIL_ADMINISTRATOR)
    return [
        None, pair.officer.person, pair.approver, pair.booker, pair.budget_holder, world.steward, world.newcomer,
        world.claimant, *(world.staff[home, role] for role in roles),
    ]  # fmt: skip


def forms_of(world: World, visitors: Visitors) -> list[tuple[Person | None, str, Form]]:
    """Every different form of every page, with somebody who is shown it and the page it is on.

    Nobody is sent for a file, which has none, nor into a council's rooms who neither works there nor keeps the desk:
    for them these rooms are not there.
    """
    found: dict[object, tuple[Person | None, str, Form]] = {}
    rights = {each: rights_of(each) for each in people(world)}
    at_home = [
        each for each in rights if each and actor(each, at=FRIDAY).rights.keys() & {world.home.pk, NETWORK}
    ]
    for route in every_route(world):
        if route.is_api or "GET" not in route.methods or re.search(FILE, route.path):
            continue
        may = [each for each in rights if route.right is PUBLIC or (each and route.open_to(rights[each]))]
        if route.path.startswith(f"/council/{world.home.slug}/"):
            may = [each for each in may if each in at_home]
        for person in may if route.owned or route.right is not PUBLIC else may[:2]:
            client = visitors(person)
            with undone():
                answer = client.get(route.path)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                for form in forms_in(route.path, answer.content.decode()):
                    found.setdefault(form.shape, (person, route.path, form))
    return list(found.values())


def rights_of(person: Person | None) -> frozenset[Right]:
    return frozenset().union(*actor(person, at=FRIDAY).rights.values()) if person else frozenset()
