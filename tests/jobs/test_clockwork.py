"""What the clock calls, the outbox, and the heads of the log."""

import inspect
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from commonpool.access import Role
from commonpool.activity import queries as activity
from commonpool.jobs.clockwork import CLOCKWORK, Tick
from commonpool.jobs.heads import publish_heads
from commonpool.jobs.patience import LONGEST_WAIT, wait_after
from commonpool.jobs.tasks import catch_up, keep_time
from tests.factories.people import NOW, make_role
from tests.factories.register import make_organisation


@pytest.mark.parametrize("tick", CLOCKWORK, ids=lambda tick: tick.verb.rpartition(".")[2])
def test_what_the_clock_calls_exists_and_takes_the_time(tick: Tick) -> None:
    taken = inspect.signature(import_string(tick.verb)).parameters
    given = {"at", "actor"} if tick.rule else {"at"}
    assert given <= set(taken)
    needed = {name for name, each in taken.items() if each.default is inspect.Parameter.empty}
    assert needed <= given


@pytest.mark.django_db
@pytest.mark.parametrize("tick", CLOCKWORK, ids=lambda tick: tick.verb.rpartition(".")[2])
def test_the_clock_may_call_where_there_is_nothing_to_do(
    tick: Tick, settings: object, tmp_path: Path
) -> None:
    settings.STATE = tmp_path  # type: ignore[attr-defined]
    keep_time(0, tick.verb, tick.rule)


@pytest.mark.django_db
def test_what_waits_already_is_not_enqueued_again() -> None:
    catch_up()
    once = waiting()
    catch_up()
    assert waiting() == once > 5


def waiting() -> int:
    return len(list(app.job_manager.list_jobs(status="todo", task="keep_time")))


def test_patience_grows_to_ten_minutes_and_never_ends() -> None:
    waits = [wait_after(attempts) for attempts in range(1000)]
    assert waits[0] == 2
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT == 600


@pytest.fixture
def outbox(settings: object, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "commonpool.jobs.outbox.Outbox"  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"  # type: ignore[attr-defined]
    return tmp_path / "outbox"


def test_the_same_message_sent_twice_is_one_file(outbox: Path) -> None:
    for mark in ("<letter-1@x>", "<letter-1@x>", "<letter-2@x>"):
        EmailMessage(
            "Hello", "Words", "a@example.org", ["b@example.org"], headers={"Message-ID": mark}
        ).send()
    files = sorted(outbox.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert b"Subject: Hello" in files[0].read_bytes()


@pytest.mark.django_db
def test_the_heads_of_the_log_stand_in_a_file_of_their_day(settings: object, tmp_path: Path) -> None:
    settings.STATE = tmp_path  # type: ignore[attr-defined]
    council = make_organisation()
    make_role(council, Role.AUDITOR)
    at = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    publish_heads(at=at)
    kept = json.loads((tmp_path / "heads" / "2026-11-02.json").read_text())
    sequence, head = activity.heads()[council.pk]
    assert kept["heads"][str(council.pk)] == {"sequence": sequence, "head": head}
    publish_heads(at=NOW + timedelta(days=1))
    assert (tmp_path / "heads" / "2026-11-03.json").exists()
