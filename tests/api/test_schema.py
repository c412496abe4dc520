"""The OpenAPI document tells the truth: what it promises is what is answered, to good and bad requests alike."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
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
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from commonpool.invoices.models import Invoice
from commonpool.needs.models import Offer
from commonpool.settlement.models import Cycle
from tests.api.promised import PROMISED
from tests.factories.bookings import Pair, monday, requested_booking
from tests.factories.invoices import issued, worked_pair
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW, actor, make_role
from tests.factories.settlement import called_between
from tests.factories.works import make_work
from tests.security.world import undone

pytestmark = pytest.mark.django_db

SEED = 20261123
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
ASKED = [(POSITIVE, "booker"), (POSITIVE, "officer"), (NEGATIVE, "booker")]
"""Requests that follow the document of their operation, or do not, and by whom."""

EXAMPLES, EXAMPLES_OF_A_PROOF = 10, 40
"""So many of each to each operation; the second with `--prove`."""

LEAST_ANSWERED, LEAST_REJECTED = 40, 120
"""So many are answered with success, and so many of those that do not follow it are rejected."""

UNQUESTIONED = {
    "GET me",
    "GET skills",
    "GET functions",
    "GET bookings/{reference}",
    "GET officers/{reference}",
    "GET work/{reference}",
    "GET needs/{reference}",
    "POST needs/{reference}/open",
    "POST needs/{reference}/close",
    "POST offers/{reference}/shortlist",
    "POST offers/{reference}/decline",
    "POST offers/{reference}/withdraw",
    "GET invoices/{reference}.json",
    "GET invoices/{reference}.xml",
    "GET invoices/{reference}.pdf",
    "GET clearing-cycles/{month}/positions",
}
"""Operations that take nothing, or any text: nothing in a request to them can be of the wrong shape."""

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
def pair(at_now: Any) -> Pair:
    """A booking to see, an officer to find, a need, an offer, an invoice to read, positions in a month's clearing."""
    made, _worked = worked_pair()
    issued(made.home)
    called_between(made.home, made.host)
    requested_booking(made, [(monday(4), 120)])
    made_offer(made, opened_need(made, mondays=(monday(6),)), [(monday(6), 60)])
    return made


def secret_of(person: Person) -> str:
    _token, secret = make_token(actor=actor(person), label="schema", may_decide=True, at=NOW)
    return secret


@pytest.fixture
def booker(pair: Pair) -> str:
    """The token of somebody who may do nearly everything."""
    for role in (Role.BUDGET_HOLDER, Role.APPROVER, Role.FINANCE, Role.AUDITOR):
        make_role(pair.host, role, person=pair.booker)
    return secret_of(pair.booker)


@pytest.fixture
def officer(pair: Pair) -> str:
    """The token of the officer who was asked."""
    return secret_of(pair.officer.person)


@pytest.fixture
def operations() -> dict[str, Any]:
    return described()


@cache
def described() -> dict[str, Any]:
    """The document's operations, by method and path."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    # A parameter nobody asked for is no error, and the token is sent with every request.
    schema.config.generation.update(allow_extra_parameters=False, with_security_parameters=False)
    found = [each.ok() for each in schema.get_all_operations()]
    return {f"{each.method.upper()} {each.path.removeprefix('/api/v1/')}": each for each in found}


def test_the_document_has_what_is_promised(operations: dict[str, Any]) -> None:
    assert operations.keys() == PROMISED


@pytest.mark.parametrize(("mode", "caller"), ASKED)
def test_every_operation_answers_as_the_document_says(
    operations: dict[str, Any],
    pair: Pair,
    request: pytest.FixtureRequest,
    mode: GenerationMode,
    caller: str,
) -> None:
    headers = {
        "Authorization": f"Bearer {request.getfixturevalue(caller)}",
        "Accept-Encoding": "identity",
    }
    references = {
        "bookings": Booking.objects.latest("pk").reference,
        "work": make_work(pair.home).reference,
        "officers": pair.officer.reference,
        "needs": Offer.objects.get().need.reference,
        "offers": Offer.objects.get().reference,
        "invoices": Invoice.objects.get().reference,
        "clearing-cycles": str(Cycle.objects.get()),
    }
    answered = Counter[str]()
    examples = EXAMPLES_OF_A_PROOF if request.config.getoption("prove") else EXAMPLES
    untrue = [
        found
        for label, each in operations.items()
        if mode is GenerationMode.POSITIVE or label not in UNQUESTIONED
        for found in untruths(each, headers, named(label, mode, references), (mode, examples), answered)
    ]
    assert not untrue, "\n\n".join(untrue)
    if mode is GenerationMode.POSITIVE:
        assert answered["2xx"] >= LEAST_ANSWERED, answered
    else:
        assert answered["4xx"] >= LEAST_REJECTED, answered


def named(label: str, mode: GenerationMode, references: dict[str, str]) -> dict[str, str] | None:
    """The name of what is there, without which a request that follows the document is only ever a 404."""
    name = re.search(r"{(reference|month)}", label)
    if mode is GenerationMode.NEGATIVE or name is None:
        return None
    return {name[1]: references[label.split()[1].split("/")[0]]}


def untruths(
    operation: Any,
    headers: dict[str, str],
    path: dict[str, str] | None,
    generated: tuple[GenerationMode, int],
    answered: Counter[str],
) -> list[str]:
    """What of the operation's answers the document does not say, each with the request that shows it."""
    mode, examples = generated

    @seed(SEED)
    @settings(
        max_examples=examples,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=path))
    def asked(case: Any) -> None:
        with undone():
            answer = case.call(headers=headers)
            answered[f"{answer.status_code // 100}xx"] += 1
            case.validate_response(answer, headers=headers, checks=CHECKS)

    try:
        asked()
    except FailureGroup as group:
        return [f"{operation.label}: {each.title}\n{each.message}" for each in group.exceptions]
    return []
