"""Calling the API as somebody, with a token of theirs."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from tests.factories.people import NOW, actor

Caller = Callable[..., Any]


@pytest.fixture
def at_now():
    """The clock stands at the factories' instant."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def caller(at_now) -> Callable[[Person], Caller]:
    """`caller(person)("POST", "bookings", {...})` answers (status, body)."""

    def for_person(person: Person, *, may_decide: bool = True) -> Caller:
        _token, secret = make_token(actor=actor(person), label="test", may_decide=may_decide, at=NOW)

        def call(method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
            response = Client(HTTP_HOST="127.0.0.1").generic(
                method,
                f"/api/v1/{path}",
                body if isinstance(body, bytes) else json.dumps(body) if body is not None else "",
                content_type="application/json",
                headers={"authorization": f"Bearer {secret}", **headers},
            )
            assert response.status_code < 500, response.content
            return response.status_code, json.loads(response.content)

        return call

    return for_person
