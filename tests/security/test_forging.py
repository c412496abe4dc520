"""What is posted beside the form, followed by a scanner of mail, or guessed, changes nothing."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.organisations.models import RoleHolding
from tests.security.forms import read, typed_into
from tests.security.routes import every_route
from tests.security.visitors import Visitors
from tests.security.world import World, events, undone

pytestmark = pytest.mark.django_db

GUESSES = 1_000
ROUND = 5
"""Guesses made of each code; only the first three count."""

FORGED = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "on",
    "role": "council_administrator",
    "roles": "steward",
    "right": "grant_roles",
    "organisation": "1",
    "organisation_id": "1",
    "council_id": "1",
    "person": "1",
    "person_id": "1",
    "actor": "1",
    "approver_id": "1",
    "second_factor": "on",
    "status": "bound",
}
FORMS_OF_ONES_OWN = [
    "/account/details/",
    "/listing/offer/",
    "/account/tokens/",
    "/account/ask-a-person/",
    "/council/wish/",
]
DECISIONS = re.compile(
    r"^/bookings/[^/]+/(accept|approve|confirm|decline|withdraw|cancel|ready|removed|host-late|propose|proposed|next|hours/.*)/$|^/permissions/\d+/|^/limits/[^/]+/"
    r"|^/calls/[^/]+/|^/approvers/\d+/|^/administrators/\d+/|^/officers-to-check/\d+/"
)
"""The addresses that letters lead to."""


def standing(person: Person) -> tuple[Any, ...]:
    """All that a person is and may."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(p) - 'name' - 'telephone' - 'language' FROM identity_person p WHERE id = %s",
            [person.pk],
        )
        row = cursor.fetchone()[0]
    return row, sorted(
        RoleHolding.objects.filter(person=person).values_list("organisation_id", "role", "ended_at")
    )


def test_fields_posted_beside_the_form_are_ignored(world: World, visitors: Visitors) -> None:
    person = world.newcomer or world.claimant
    client, before, taken = visitors(person), standing(person), 0
    everyone = RoleHolding.objects.count(), Person.objects.filter(is_active=True).count()
    for path in FORMS_OF_ONES_OWN:
        forms = read(path, client.get(path).content.decode()).forms
        form = max(forms, key=lambda each: len(each.fields))
        sent = FORGED | {each.name: answer for each, answer in typed_into(form)}
        with undone():
            answer = client.post(
                form.action, sent | {name: value for name, value in FORGED.items() if name not in form.fields}
            )
            taken += answer.status_code in (200, 302)
            assert standing(person) == before
            assert (RoleHolding.objects.count(), Person.objects.filter(is_active=True).count()) == everyone
    assert taken >= 3, taken


def test_opening_the_links_of_letters_decides_nothing(world: World, visitors: Visitors) -> None:
    paths = [r.path for r in every_route(world) if "GET" in r.methods and DECISIONS.search(r.path)]
    assert len(paths) >= 15, paths
    opened, before = 0, events()
    people = [
        *world.insiders[:5],
        world.staff[world.home.pk, Role.RELEASE_CONTACT],
        world.staff[world.home.pk, Role.HR],
    ]
    for person in people:
        for path in paths:
            client = visitors(person)
            opens = client.get(path).status_code == 200
            answers = [client.get(path) for _n in range(9 if opens else 0)]
            opened += opens + sum(answer.status_code == 200 for answer in answers)
            client.head(path)
    assert events() == before
    assert opened >= 150, opened


def test_a_thousand_guesses_of_a_code_sign_nobody_in(world: World, settings: Any) -> None:
    """Three tries a code, and then a new one: 1,000 guesses reach at most three codes in five asked for."""
    settings.ACCOUNT_RATE_LIMITS = False
    email, made, ended = world.pair.booker.email, 0, 0
    client = Client()
    while made < GUESSES:
        client.post("/account/sign-in/", {"email": email})
        for _n in range(ROUND):
            made += 1
            answer = client.post("/account/sign-in/confirm/", {"code": f"{made:04d}-AAAA"})
            ended += answer.status_code == 302
            assert "_auth_user_id" not in client.session
    assert ended >= made * 2 // ROUND, (ended, made)
