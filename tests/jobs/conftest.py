"""A real worker on the tests' database, and a mail server it hands letters to."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from tests.jobs.forked import Worker
from tests.jobs.mail_server import MailServer, mail_server

StartWorker = Callable[..., Worker]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def start_worker(mail: MailServer, tmp_path: Path) -> Iterator[StartWorker]:
    """`start_worker("--once")`: `manage.py work` on the tests' database, handing letters to the mail server."""
    place = {"database": connection.settings_dict["NAME"], "mail": mail.server_address[1], "state": tmp_path}
    with ExitStack() as stack:

        def start(*options: str) -> Worker:
            worker = Worker(*options, **place)
            stack.callback(worker.end)
            return worker

        yield start


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False
