"""Hostile input on every form: a message beside the field, nothing lost of what was typed, never a 5xx."""

import copy
import html
import re
import unicodedata
from collections import Counter
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from commonpool.access import Right, Role
from commonpool.identity.models import Person
from commonpool.web.pages import PUBLIC
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.security.forms import UNTYPED, Form, read, typed_into
from tests.security.routes import every_route
from tests.security.world import Visitors, World, undone

pytestmark = [pytest.mark.long, pytest.mark.django_db]

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
TYPED = ("text", "textarea", "email", "search", "tel", "url", "number", "password")
TO_CHOICES = ("NUL", "100 kB", "Arabic digits", "negative", "lone surrogate", "markup")
"""What is sent in place of an answer that is chosen rather than typed."""

NEVER_TEXT = ("NUL", "100 kB", "bidi override")
"""What no field takes for text, whatever it is asked for: always a message beside it."""

NAMED = {
    ("terms", 409): "an answer to terms that are not those shown is an answer to nothing: the page says so",
    ("facts", 409): "so is a check of payroll facts that are not those shown",
}
"""The only answers that are neither a success nor a message beside a field: by what was altered, and why."""

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
        before = errors_in(posted(visitors(person), form, plausible(form)).content.decode(errors="replace"))
        for name in form.families().values():
            for label in HOSTILE:
                if form.fields[name].kind not in TYPED and label not in TO_CHOICES:
                    continue
                tries += 1
                if fault := tried(visitors(person), form, name, label, before, answered):
                    wrong.append(f"{form.method} {form.action} {name} = {label}: {fault}")
    assert not wrong, "\n".join(wrong)
    assert tries >= LEAST_TRIES, tries
    assert answered[422] >= LEAST_TRIES // 3, answered


def tried(client: Client, form: Form, name: str, label: str, before: set[str], answered: Counter[int]) -> str:
    """Sends the form with one hostile answer among plausible ones; what is wrong with the reply, or nothing."""
    sent = plausible(form) | {name: HOSTILE[label]}
    if label == "30 (of February)" and name.endswith("_day"):
        sent[re.sub("_day$", "_month", name)] = "2"
    answer = posted(client, form, sent)
    answered[answer.status_code] += 1
    page = answer.content.decode(errors="replace")
    if LIVE in page:
        return "markup is live in the page"
    typed = form.fields[name].kind in TYPED
    if answer.status_code in (200, 302):
        if answer.headers.get("Location", "").startswith("/account/sign-in/?"):
            return "has forgotten who asks"
        wanted = typed and form.method == "POST" and label in NEVER_TEXT
        return f"takes it, {answer.status_code}" if wanted and not held(name, errors_in(page)) else ""
    if answer.status_code != 422:
        return "" if (name, answer.status_code) in NAMED else f"answers {answer.status_code}"
    beside = errors_in(page) - before
    if "govuk-error-summary" not in page:
        return "422 without a message"
    if typed and label in NEVER_TEXT and not held(name, errors_in(page)):
        return f"no message beside the field, only {errors_in(page)}"
    if beside and not held(name, beside):
        return f"the message is beside {beside}"
    lost = lost_from(
        page, form, {each: cleaned(text) for each, text in sent.items() if typed or each != name}
    )
    return f"lost what was typed in {lost}" if lost else ""


def plausible(form: Form) -> dict[str, str]:
    return {each.name: answer for each, answer in typed_into(form)}


def posted(client: Client, form: Form, sent: dict[str, str]) -> HttpResponse:
    """The answer. Afterwards the visitor is as before: signed in, though the form may end that, and at no limit."""
    body = urlencode([*sent.items(), *form.buttons[:1]], errors="surrogatepass")
    before = copy.deepcopy(client.cookies)
    cache.clear()
    try:
        with undone():
            if form.method == "GET":
                return client.get(urlsplit(form.action).path, QUERY_STRING=body)
            return client.generic("POST", form.action, body, "application/x-www-form-urlencoded")
    finally:
        client.cookies = before


def held(name: str, errors: set[str]) -> bool:
    """Whether the field has a message. The three boxes of a date are one field; a page may put its own word first."""
    field = re.sub("_(day|month|year)$", "", name)
    return any(each == field or each.endswith(f"_{field}") for each in errors)


def errors_in(page: str) -> set[str]:
    """The fields that have a message beside them."""
    return set(re.findall(r'id="(?:id_)?([^"]+?)(?:-group)?-error"', page))


def cleaned(text: str) -> str:
    """What can come back of it: no page may hold control characters."""
    return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cs"))


def lost_from(page: str, form: Form, sent: dict[str, str]) -> list[str]:
    """The fields whose typed text the page does not show again."""
    shown = html.unescape(page)
    asked = [each.name for each in form.fields.values() if each.kind not in UNTYPED and sent.get(each.name)]
    return [each for each in asked if sent[each] not in shown]


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
