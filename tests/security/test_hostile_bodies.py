"""Hostile input to every endpoint of the API: a problem document with a code, never a 5xx."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.api.application import api
from tests.factories.people import make_role
from tests.security.routes import Route, body_for, every_route
from tests.security.shares import Share
from tests.security.test_hostile_forms import HOSTILE
from tests.security.visitors import program_of
from tests.security.world import World, undone

pytestmark = [pytest.mark.long, pytest.mark.django_db]

WRONG = [
    *HOSTILE.values(), None, True, 0, -1, 1.5, 1e308, 10**30, [], {}, [[]], {"week": None}, ["\ud800"], [None],
    float("nan"), float("inf"), "2026-02-30", "2027-W53",
]  # fmt: skip
"""What is put in the place of each value."""

BODIES = [
    b"", b"not json", b"null", b"[]", b'"text"', b"1e999", b"{", b'{"a": 1} more', b"\xff\xfe", b"\x00",
    b"[" * 50_000, b'{"a":' * 20_000, b'{"terms": "\\ud800"}', b"NaN", b"x" * 1_000_000,
]  # fmt: skip
"""Whole bodies that are nothing of what was asked for."""

OPTIONAL = {"host", "kind", "work", "needs", "purchase_order", "reason"}
PARAMETERS = [
    "q", "skill", "function", "nation", "region", "weeks", "minutes", "total_minutes", "remote", "page", "status",
    "joined", "type",
]  # fmt: skip


def places(body: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a body, containers too."""
    inside = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    return ([at] if at else []) + [path for key, value in inside for path in places(value, (*at, key))]


def replaced(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    copy = json.loads(json.dumps(body))
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return copy


def taken(route: Route) -> set[str]:
    """The answers that the endpoint takes and does not ask for, by its own description."""
    schema = described_api()
    described = next(path for path in schema["paths"] if same(path, route.path))
    content = schema["paths"][described][route.methods[0].lower()].get("requestBody", {}).get("content", {})
    fields: set[str] = set()
    for each in content.values():
        name = each["schema"].get("$ref", "").rpartition("/")[2]
        fields |= set(schema["components"]["schemas"].get(name, {}).get("properties", {}))
    return fields & OPTIONAL


@cache
def described_api() -> Any:
    return api.get_openapi_schema()


def same(described: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(described)), path) is not None


def wrong_bodies(route: Route, officer: str, share: Share) -> list[bytes]:
    body = body_for(route.path) | ({"officer": officer} if "officer" in body_for(route.path) else {})
    bodies = [replaced(body, path, value) for path in places(body) for value in share.of(WRONG)]
    bodies += [body | {name: value} for name in sorted(taken(route)) for value in share.of(WRONG)]
    bodies += [body | {name: "unasked"} for name in OPTIONAL - taken(route)]
    bodies += [{name: value for name, value in body.items() if name != left} for left in body]
    return [*BODIES, *(json.dumps(each).encode() for each in bodies)]


def fault(answer: Any) -> str:
    """What is wrong with an answer: only success, or a problem document with its code, is right."""
    if answer.status_code < 300:
        return ""
    if answer.status_code >= 500:
        return f"answers {answer.status_code}"
    problem = answer.json() if "json" in answer.headers["Content-Type"] else {}
    named = problem.get("status") == answer.status_code and problem.get("code")
    if answer.headers["Content-Type"] == "application/problem+json" and named:
        return ""
    return f"{answer.status_code} is no problem document"


def test_every_endpoint_takes_whatever_is_sent(world: World, share: Share) -> None:
    person = world.pair.booker
    for role in (Role.BUDGET_HOLDER, Role.APPROVER, Role.FINANCE):
        make_role(world.host, role, person=person)
    client = Client(headers=program_of(person), raise_request_exception=False)
    wrong, tries = [], 0
    for route in every_route(world):
        if not route.is_api:
            continue
        for query, body in requests(route, world.pair.officer.reference, share):
            tries += 1
            with undone():
                answer = client.generic(
                    route.methods[0], route.path, body, "application/json", QUERY_STRING=query
                )
            if found := fault(answer):
                wrong.append(f"{route.methods[0]} {route.path}?{query[:60]} {body[:150]!r}: {found}")
    assert not wrong, "\n".join(wrong)
    assert tries > 1500, tries


def requests(route: Route, officer: str, share: Share) -> list[tuple[str, bytes]]:
    if "POST" in route.methods:
        return [("", body) for body in wrong_bodies(route, officer, share)]
    texts = list(HOSTILE.values())
    return [
        (urlencode({name: value}, errors="surrogatepass"), b"")
        for name in PARAMETERS
        for value in share.of(texts)
    ] + [("", b"not asked for")]


def test_a_hostile_key_is_refused(world: World) -> None:
    program = program_of(world.pair.booker, may_decide=False)
    body = body_for("/bookings") | {"officer": world.pair.officer.reference}
    for key in ("a\0b", "x" * 100_000, "é", "a b", "\u202e"):
        answer = Client(headers=program | {"idempotency-key": key}).post(
            "/api/v1/bookings", body, content_type="application/json"
        )
        assert (answer.status_code, fault(answer)) == (422, ""), key


@pytest.mark.parametrize("token", ["", "a\0b", "x" * 100_000, "é", "Bearer", "\u202e"])
def test_a_hostile_token_is_nobodys(db: None, token: str) -> None:
    answer = Client(headers={"authorization": f"Bearer {token}"}).get("/api/v1/me")
    assert (answer.status_code, fault(answer)) == (401, "")
