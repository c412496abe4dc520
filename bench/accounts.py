"""Signing in as the demonstration's people, without a browser."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.kernel.clock import now
from commonpool.people.queries import demonstration_people


def one_of_each_role() -> list[Person]:
    """A demonstration person for each role there is, nobody twice."""
    found: dict[str, Person] = {}
    for _council, accounts in demonstration_people(now()):
        for account in accounts:
            for role in account.roles:
                found.setdefault(role, account.person)
    return list({found[role].pk: found[role] for role in Role if role in found}.values())


def signed_in(person: Person) -> Client:
    """A client that pressed that person's button on the demonstration's sign-in page."""
    client = Client(HTTP_HOST="127.0.0.1")
    answer = client.post(reverse("demonstration_sign_in"), {"email": person.email})
    assert answer.status_code == 302, answer.status_code
    return client


def everybody() -> Iterator[tuple[Client, str]]:
    """Nobody at the front page, and one person of each role at home."""
    yield Client(HTTP_HOST="127.0.0.1"), "/"
    for person in one_of_each_role():
        yield signed_in(person), "/home/"
