"""The OpenAPI document tells the truth: what it promises is what is answered, to good and bad requests alike."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from commonpool.access import Role
from commonpool.identity.operations import make_token
from tests.factories.bookings import Pair, make_pair, requested_booking
from tests.factories.people import NOW, actor, make_role
from tests.security.world import undone

pytestmark = pytest.mark.django_db

SEED, EXAMPLES, OPERATIONS = 20261123, 12, 19
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The end of a request leaves the test's connection open, as Django's own test client does."""
    request_finished.disconnect(close_old_connections)
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def token(at_now: Any) -> str:
    """Of somebody who may do nearly everything, with a booking to see and an officer to find."""
    pair = make_pair()
    requested_booking(pair)
    return secret_of(pair)


def secret_of(pair: Pair) -> str:
    person = pair.booker
    for role in (Role.BUDGET_HOLDER, Role.APPROVER, Role.FINANCE, Role.AUDITOR):
        make_role(pair.host, role, person=person)
    _token, secret = make_token(actor=actor(person), label="schema", may_decide=True, at=NOW)
    return secret


def test_every_operation_answers_as_the_document_says(token: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= OPERATIONS
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    untrue = [found for each in operations for found in untruths(each, headers)]
    assert not untrue, "\n\n".join(untrue)


def untruths(operation: Any, headers: dict[str, str]) -> list[str]:
    """What of the operation's answers the document does not say, each with the request that shows it."""

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        with undone():
            case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        asked()
    except FailureGroup as group:
        return [f"{operation.label}: {each.title}\n{each.message}" for each in group.exceptions]
    return []
