"""A request knows who asks; what proves them counts only in its own session and time."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from commonpool.access import Actor
from commonpool.web import middleware

AT = datetime.datetime(2026, 12, 7, 10, 0, tzinfo=datetime.UTC)
MAILBOX = "asha@ambleford.gov.uk"


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    seen: list[dict[str, Any]] = []

    def actor_for(**facts: Any) -> Actor:
        seen.append(facts)
        return Actor(person_id=facts["person_id"])

    monkeypatch.setattr(middleware.people, "actor_for", actor_for)
    return seen


def request_with(records: list[dict[str, Any]], owner: int = 4) -> Any:
    person = SimpleNamespace(pk=4, is_authenticated=True, _meta=SimpleNamespace(pk=SimpleNamespace(value_to_string=lambda user: str(user.pk))))  # fmt: skip # noqa: E501
    session = {"account_authentication_methods": records, "account_authentication_methods_user": str(owner)}
    return SimpleNamespace(user=person, session=session)


def proof(method: str, minutes_ago: int) -> dict[str, Any]:
    at = (AT - datetime.timedelta(minutes=minutes_ago)).timestamp()
    return {"method": method, "at": at} | ({"email": MAILBOX} if method == "code" else {})


@pytest.mark.parametrize(
    ("records", "second_factor", "fresh"),
    [
        ([], False, set()),
        ([proof("code", 59)], False, {MAILBOX}),
        ([proof("code", 61)], False, set()),
        ([proof("code", 600), proof("mfa", 599)], True, set()),
        ([proof("code", 600), proof("code", 5)], False, {MAILBOX}),
        ([{"method": "code", "at": AT.timestamp()}], False, set()),
    ],
)
def test_what_was_proved_in_this_session_counts(
    asked_for: list[dict[str, Any]], records: list[dict[str, Any]], second_factor: bool, fresh: set[str]
) -> None:
    with time_machine.travel(AT, tick=False):
        middleware.actor_of(request_with(records))
    assert asked_for == [{"person_id": 4, "second_factor": second_factor, "fresh_mailboxes": fresh, "at": AT}]


def test_what_somebody_else_proved_in_this_session_does_not_count(asked_for: list[dict[str, Any]]) -> None:
    with time_machine.travel(AT, tick=False):
        middleware.actor_of(request_with([proof("mfa", 1), proof("code", 1)], owner=5))
    assert not asked_for[0]["second_factor"]
    assert not asked_for[0]["fresh_mailboxes"]


def test_nobody_signed_in_has_no_rights_and_asks_no_database(asked_for: list[dict[str, Any]]) -> None:
    actor = middleware.actor_of(SimpleNamespace(user=SimpleNamespace(is_authenticated=False, pk=None)))  # type: ignore[arg-type]
    assert actor == Actor(person_id=None)
    assert asked_for == []
