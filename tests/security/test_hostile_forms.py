"""Hostile input on every form: a message beside the field, nothing lost of what was typed, never a 5xx."""

import html
import re
from collections import Counter
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from commonpool.access import Right, Role
from commonpool.identity.models import Person
from commonpool.web.pages import PUBLIC
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.security.forms import UNTYPED, Form, read, typed_into
from tests.security.routes import every_route
from tests.security.world import Visitors, World, undone

pytestmark = pytest.mark.django_db

LIVE = "<script>alert(7)"
HOSTILE = {
    "NUL": "a\0b",
    "100 kB": "x" * 100_000,
    "bidi override": "\u202egpj.exe",
    "not a number": "NaN",
    "huge": "1e308",
    "digits of Python": "1_0",
    "Arabic digits": "١٠",
    "no such week": "2027-W53",
    "no such Sunday": "9999-W52",
    "negative": "-1",
    "nothing": "",
    "lone surrogate": "\ud800",
    "markup": f"\"'>{LIVE}</script>",
    "30 (of February)": "30",
}
TO_CHOICES = ("NUL", "100 kB", "Arabic digits", "negative", "lone surrogate", "markup")
"""What is sent in place of an answer that is chosen rather than typed."""

ANSWERS = {200, 302, 400, 403, 404, 405, 409, 422, 429}
ADDRESSES = ["weeks", "page", "next", "check", "more", "q"]
"""What pages read from the address although no form of theirs asks for it."""

LEAST_FORMS, LEAST_TRIES = 50, 1500


def people(world: World) -> list[Person | None]:
    """One of each kind: they see every form there is."""
    pair, home = world.pair, world.home.pk
    roles = (Role.HR, Role.FINANCE, Role.RELEASE_CONTACT, Role.COUNCIL_ADMINISTRATOR)
    return [
        None, pair.officer.person, pair.approver, pair.booker, pair.budget_holder, world.steward, world.newcomer,
        world.claimant, *(world.staff[home, role] for role in roles),
    ]  # fmt: skip


def forms_of(world: World, visitors: Visitors) -> list[tuple[Person | None, str, Form]]:
    """Every different form of every page, with somebody who is shown it and the page it is on."""
    found: dict[object, tuple[Person | None, str, Form]] = {}
    rights = {each: rights_of(each) for each in people(world)}
    for route in every_route(world):
        if route.is_api or "GET" not in route.methods:
            continue
        may = [each for each in rights if route.right is PUBLIC or (each and route.open_to(rights[each]))]
        for person in may if route.owned or route.right is not PUBLIC else may[:2]:
            client = visitors(person)
            with undone():
                answer = client.get(route.path)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                for form in read(route.path, answer.content.decode()).forms:
                    found.setdefault(form.shape, (person, route.path, form))
    return list(found.values())


def rights_of(person: Person | None) -> frozenset[Right]:
    return frozenset().union(*actor(person, at=FRIDAY).rights.values()) if person else frozenset()


def test_every_form_takes_whatever_is_typed(world: World, visitors: Visitors) -> None:
    forms = forms_of(world, visitors)
    assert len(forms) >= LEAST_FORMS, [form.shape for _who, _page, form in forms]
    wrong, tries, answered = [], 0, Counter[int]()
    for person, _page, form in forms:
        for name in form.families().values():
            for label, value in HOSTILE.items():
                kind = form.fields[name].kind
                if kind not in ("text", "textarea", "email", "search") and label not in TO_CHOICES:
                    continue
                tries += 1
                if fault := tried(visitors(person), form, name, value, answered):
                    wrong.append(f"{form.method} {form.action} {name} = {label}: {fault}")
    assert not wrong, "\n".join(wrong)
    assert tries >= LEAST_TRIES, tries
    assert answered[422] >= LEAST_TRIES // 3, answered


def tried(client: Client, form: Form, name: str, value: str, answered: Counter[int]) -> str:
    """Sends the form with one hostile answer among plausible ones; what is wrong with the reply, or nothing."""
    sent = {each.name: answer for each, answer in typed_into(form)}
    if name.endswith("_day") and value == "30":
        sent[name.replace("_day", "_month")] = "2"
    sent[name] = value
    body = urlencode([*sent.items(), *form.buttons[:1]], errors="surrogatepass")
    with undone():
        if form.method == "GET":
            answer = client.get(urlsplit(form.action).path, QUERY_STRING=body)
        else:
            answer = client.generic("POST", form.action, body, "application/x-www-form-urlencoded")
    answered[answer.status_code] += 1
    if answer.status_code not in ANSWERS:
        return f"answers {answer.status_code}"
    page = answer.content.decode(errors="replace")
    if LIVE in page:
        return "markup is live in the page"
    if answer.status_code != 422:
        return ""
    if "govuk-error-summary" not in page and "govuk-error-message" not in page:
        return "422 without a message"
    typed = {
        each.name: sent[each.name]
        for each in form.fields.values()
        if each.kind not in UNTYPED and each.name != name and sent[each.name]
    }
    lost = [each for each, answer in typed.items() if html.escape(answer) not in unescaped(page)]
    return f"lost what was typed in {lost}" if lost else ""


def unescaped(page: str) -> str:
    """One spelling of each escape, so that texts can be looked for."""
    return re.sub(r"&#0?39;", "&#x27;", page)


def test_every_page_takes_whatever_address_it_is_given(world: World, visitors: Visitors) -> None:
    wrong, tries = [], 0
    for route in every_route(world):
        if route.is_api or "GET" not in route.methods:
            continue
        client = next(
            (visitors(each) for each in people(world)[1:] if opens(visitors(each), route.path)), None
        )
        for label in HOSTILE:
            tries += 1
            query = urlencode(dict.fromkeys(ADDRESSES, HOSTILE[label]), errors="surrogatepass")
            with undone():
                answer = (client or visitors(None)).get(route.path, QUERY_STRING=query)
            if answer.status_code >= 500 or LIVE in answer.content.decode(errors="replace"):
                wrong.append(f"{route.path}?{label}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert tries > 700, tries


def opens(client: Client, path: str) -> bool:
    with undone():
        return client.get(path).status_code == 200
