"""Hostile input on every form: a message beside the field, nothing lost of what was typed, never a 5xx."""

import copy
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.core.handlers import wsgi
from django.http import HttpResponse, QueryDict
from django.test import Client

from tests.security.every_form import forms_of, people, rights_of
from tests.security.forms import UNTYPED, Form, typed_into
from tests.security.routes import every_route
from tests.security.shares import Share
from tests.security.visitors import Visitors
from tests.security.world import World, undone

pytestmark = [pytest.mark.long, pytest.mark.django_db]

NEVER_BACK = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates."""
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
    ("details", 404): "and nothing is said of bank details that are not there",
    ("shown", 409): "and a confirmation of a dry run that is not the one shown",
}
"""The only answers that are neither a success nor a message beside a field: by what was altered, and why."""

ADDRESSES = ["weeks", "page", "next", "check", "more", "q"]
"""What pages read from the address although no form of theirs asks for it."""

MOST_LONG = 20
"""Fields of 100 kB in one post: more than 2.5 MB altogether is refused before any form reads it."""
LEAST_FORMS, LEAST_TRIES, LEAST_OF_EACH = 100, 900, 30


def test_every_form_takes_whatever_is_typed(world: World, visitors: Visitors, share: Share) -> None:
    forms = forms_of(world, visitors)
    assert len(forms) >= LEAST_FORMS, [form.shape for _who, _page, form in forms]
    wrong, tries, answered = [], Counter[str](), Counter[int]()
    for person, _page, form in forms:
        before = errors_in(posted(visitors(person), form, plausible(form)).content.decode(errors="replace"))
        for names, label in attempts(form, share):
            tries[label] += len(names)
            if fault := tried(visitors(person), form, names, label, before, answered):
                wrong.append(f"{form.method} {form.action} {', '.join(names)} = {label}: {fault}")
    assert not wrong, "\n".join(wrong)
    assert tries.total() >= LEAST_TRIES, tries
    assert min(tries[label] for label in HOSTILE) >= LEAST_OF_EACH, tries
    assert answered[422] >= LEAST_TRIES // 3, answered


def attempts(form: Form, share: Share) -> Iterator[tuple[list[str], str]]:
    """One field at a time, so that the others let it reach whatever is behind the form; what no field takes, in all."""
    names = list(form.families().values())
    typed = [name for name in names if form.fields[name].kind in TYPED]
    yield from (([name], label) for name in names for label in share.of(wanted(name in typed)))
    for first in range(0, len(typed), MOST_LONG):
        yield from ((typed[first : first + MOST_LONG], label) for label in NEVER_TEXT)


def wanted(typed: bool) -> Sequence[str]:
    return [label for label in HOSTILE if label not in NEVER_TEXT] if typed else TO_CHOICES


def tried(
    client: Client, form: Form, names: list[str], label: str, before: set[str], answered: Counter[int]
) -> str:
    """Sends the form with a hostile answer among plausible ones; what is wrong with the reply, or nothing."""
    sent = plausible(form) | dict.fromkeys(names, HOSTILE[label])
    for name in names:
        if label == "30 (of February)" and name.endswith("_day"):
            sent[re.sub("_day$", "_month", name)] = "2"
    answer = posted(client, form, sent)
    answered[answer.status_code] += 1
    page = answer.content.decode(errors="replace")
    if LIVE in page:
        return "markup is live in the page"
    typed = all(form.fields[name].kind in TYPED for name in names)
    never = typed and form.method == "POST" and label in NEVER_TEXT
    unsaid = [name for name in names if not held(name, errors_in(page))]
    if answer.status_code in (200, 302):
        if answer.headers.get("Location", "").startswith("/account/sign-in/?"):
            return "has forgotten who asks"
        return f"takes {unsaid}, {answer.status_code}" if never and unsaid else ""
    if answer.status_code != 422:
        return "" if (names[0], answer.status_code) in NAMED else f"answers {answer.status_code}"
    beside = errors_in(page) - before
    if "govuk-error-summary" not in page:
        return "422 without a message"
    if never and unsaid:
        return f"no message beside {unsaid}, only {errors_in(page)}"
    if beside and len(unsaid) == len(names):
        return f"the message is beside {beside}"
    lost = lost_from(
        page, form, {each: cleaned(text) for each, text in sent.items() if typed or each not in names}
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
    fields = {name, re.sub("_(day|month|year)$", "", name)}
    return any(each in fields or each.endswith(tuple(f"_{field}" for field in fields)) for each in errors)


def errors_in(page: str) -> set[str]:
    """The fields that have a message beside them."""
    return set(re.findall(r'id="(?:id_)?([^"]+?)(?:-group)?-error"', page))


def cleaned(text: str) -> str:
    """What can come back of it: no page may hold control characters."""
    return NEVER_BACK.sub("", text)


def lost_from(page: str, form: Form, sent: dict[str, str]) -> list[str]:
    """The fields whose typed text the page does not show again."""
    shown = html.unescape(page)
    asked = [each.name for each in form.fields.values() if each.kind not in UNTYPED and sent.get(each.name)]
    return [each for each in asked if sent[each] not in shown]


class Address(QueryDict):
    """What an address asks for, and which of its names a page has looked for."""

    looked_for: ClassVar[set[str]] = set()

    def __getitem__(self, name: str) -> Any:
        self.looked_for.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.looked_for.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self.looked_for.add(name)
        return super().getlist(name, default)

    def urlencode(self, safe: str | None = None) -> str:
        self.looked_for.update(ADDRESSES)
        return super().urlencode(safe)


def test_every_page_takes_whatever_address_it_is_given(
    world: World, visitors: Visitors, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that looks for nothing in its address cannot answer one otherwise than another."""
    monkeypatch.setattr(wsgi, "QueryDict", Address)
    wrong, tries, names = [], Counter[str](), set[str]()
    for route in every_route(world):
        if route.is_api or "GET" not in route.methods:
            continue
        client, looked_for = reader_of(route.path, world, visitors)
        names |= looked_for
        for label in share.of(list(HOSTILE)) if looked_for else ():
            tries[label] += 1
            query = urlencode(
                dict.fromkeys([*ADDRESSES, *looked_for], HOSTILE[label]), errors="surrogatepass"
            )
            with undone():
                answer = client.get(route.path, QUERY_STRING=query)
            if answer.status_code >= 500 or LIVE in answer.content.decode(errors="replace"):
                wrong.append(f"{route.path}?{label}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert min(tries[label] for label in HOSTILE) > 5, tries
    assert names >= {*ADDRESSES, "again", "kind", "colleagues", "checked"}, names


def reader_of(path: str, world: World, visitors: Visitors) -> tuple[Client, set[str]]:
    """Somebody who can open the page, or nobody in particular, and what it looks for in its address."""
    for client in map(visitors, [*people(world)[1:], None]):
        Address.looked_for.clear()
        with undone():
            if client.get(path).status_code == 200:
                break
    return client, set(Address.looked_for)


def test_what_stands_for_a_name_in_an_address_names_nothing(world: World, visitors: Visitors) -> None:
    """Whatever is put where an address names something, there is no such page."""
    hostile = (
        "a\0b",
        "x" * 2000,
        "\u202e",
        "1" * 40,
        "-1",
        "0",
        "١٠",
        "..",
        "9999-W52",
        "2027-W53",
        "'\"><b>",
    )
    owned = {str(each) for each in world.owned.values()}
    rights = {each: rights_of(each) for each in people(world)[1:] if each}
    wrong, tries = [], 0
    for route in every_route(world):
        if route.is_api or not route.owned:
            continue
        parts = route.path.split("/")
        whoever_may = next(each for each in rights if route.open_to(rights[each]))
        for place in [number for number, part in enumerate(parts) if part in owned]:
            for text in hostile:
                tries += 1
                address = "/".join([*parts[:place], quote(text), *parts[place + 1 :]])
                with undone():
                    answer = visitors(whoever_may).generic(route.methods[0], address)
                if answer.status_code not in (302, 403, 404):
                    wrong.append(f"{route.path} with {text[:20]!r}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert tries > 300, tries
