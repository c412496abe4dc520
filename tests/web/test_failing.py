"""Where no answer can be made, people get a page and programs a problem document, and both are told to try again."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from psycopg.errors import DeadlockDetected, ProgramLimitExceeded

from commonpool.bookings.models import Booking
from commonpool.config import failing
from commonpool.config.env import ROOT, inherited
from commonpool.identity.operations import make_token
from commonpool.kernel import weeks
from tests.factories.bookings import function_id, make_pair, monday
from tests.factories.people import NOW, actor

PAGE, PROBLEM = "/", "/api/v1/councils"
STARTED = """
import commonpool.config.wsgi
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SHOW lock_timeout")
    print(*cursor.fetchone())
"""


def told(by: type[Exception]) -> OperationalError:
    """What Django makes of an error that PostgreSQL told."""
    error = OperationalError("told")
    error.__cause__ = by("told")
    return error


def asked(path: str, error: Exception) -> Any:
    """The answer to a request in which the database does nothing but fail."""

    def fails(*_asked: Any) -> None:
        raise error

    with connection.execute_wrapper(fails):
        return Client(raise_request_exception=False).get(path, headers={"authorization": "Bearer x"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "code", "words"),
    [
        (OperationalError("gone"), 503, "unavailable", "Nothing has been lost"),
        (told(DeadlockDetected), 503, "unavailable", "Nothing has been lost"),
        (told(ProgramLimitExceeded), 500, "failed", "Nothing you typed was saved"),
        (RuntimeError("wrong"), 500, "failed", "Nothing you typed was saved"),
    ],
)
def test_a_page_or_a_problem_document_says_what_to_do(
    error: Exception, status: int, code: str, words: str
) -> None:
    page, problem = asked(PAGE, error), asked(PROBLEM, error)
    assert (page.status_code, problem.status_code) == (status, status)
    assert words in page.content.decode()
    assert problem.headers["Content-Type"] == "application/problem+json"
    said = json.loads(problem.content)
    assert (said["code"], said["status"]) == (code, status)
    assert words in said["detail"]
    again = str(failing.AGAIN) if status == 503 else None
    assert page.headers.get("Retry-After") == problem.headers.get("Retry-After") == again


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_a_lock_is_told_to_try_again_and_nothing_is_done() -> None:
    pair = make_pair()
    _token, secret = make_token(actor=actor(pair.booker), label="test", may_decide=True, at=NOW)
    other = connection.copy()
    with other.cursor() as held, connection.cursor() as mine:
        held.execute("BEGIN; LOCK TABLE bookings_booking")
        mine.execute("SET lock_timeout = '50ms'")
        answer = Client(raise_request_exception=False).post(
            "/api/v1/bookings",
            {
                "officer": pair.officer.reference,
                "weeks": [{"week": weeks.written(monday()), "minutes": 60}],
                "purpose": "Advice",
                "function": function_id(),
            },
            content_type="application/json",
            headers={"authorization": f"Bearer {secret}"},
        )
        held.execute("ROLLBACK")
        mine.execute("RESET lock_timeout")
    other.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert not Booking.objects.exists()


def test_the_web_server_waits_ten_seconds_for_a_lock() -> None:
    alone: dict[str, Any] = {
        "cwd": ROOT,
        "env": inherited(DJANGO_SETTINGS_MODULE="commonpool.config.settings"),
    }
    said = subprocess.run(
        [sys.executable, "-c", STARTED], **alone, check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() == "10s"
