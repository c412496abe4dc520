"""To whom letters go: people as they stand when the letter is written."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.identity.queries import person_with_address
from commonpool.kernel.clock import london_date
from commonpool.notifications.rules import Draft
from commonpool.organisations.queries import roles
from commonpool.people.queries import deputy_of, holders


def to(person: Person | None, template: str, *link: str, to_doer: bool = False, **facts: Any) -> list[Draft]:
    """A draft to one person; none to nobody or to an account that is closed."""
    if person is None or not person.is_active:
        return []
    return [Draft(template, person.email, person.pk, facts, link or ("home",), to_doer)]


def to_all(people: Iterable[Person], template: str, *link: str, **facts: Any) -> list[Draft]:
    """A draft to each."""
    return [draft for person in people for draft in to(person, template, *link, **facts)]


def to_address(email: str, template: str, *link: str, **facts: Any) -> list[Draft]:
    """A draft to an address: its person where one signs in with it, else whoever reads it; none to none."""
    if not email:
        return []
    person = person_with_address(email)
    if person is not None:
        return to(person, template, *link, **facts)
    return [Draft(template, email, None, facts, link or ("home",))]


def holders_of(organisation_id: int, role: Role, at: datetime) -> list[Person]:
    """Who holds a role in an organisation and works there that day (UK)."""
    return [held.person for held in holders(organisation_id, role, london_date(at))]


def with_deputy(approver: Person, organisation_id: int, at: datetime, *, but: Iterable[int]) -> list[Person]:
    """An approver there, and who decides in their place that day (UK) unless it is one of these."""
    deputy = deputy_of(approver.pk, organisation_id, london_date(at))
    return [approver] if deputy is None or deputy.pk in set(but) else [approver, deputy]


def stewards() -> list[Person]:
    """Who keeps the network now."""
    return [held.person for held in roles.stewards()]


def first_of(people: Iterable[Person], *, but: Iterable[int | None] = ()) -> Person | None:
    """The first active one who is none of these: what is missing is asked of one named person."""
    excluded = set(but)
    return next((person for person in people if person.is_active and person.pk not in excluded), None)
