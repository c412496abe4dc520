"""A real worker on the tests' database, and a mail server it hands letters to."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from commonpool.config.env import ENV, ROOT, inherited
from launcher import roles
from launcher.places import PYTHON
from tests.jobs.mail_server import MailServer, mail_server

Worker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def start_worker(mail: MailServer, tmp_path: Path) -> Iterator[Worker]:
    """`start_worker("--once")`: `manage.py work` on the tests' database, handing letters to the mail server."""
    url = roles.elsewhere(ENV.database_url, connection.settings_dict["NAME"])
    environment = inherited(
        DATABASE_URL=url,
        DEMONSTRATION="0",
        EMAIL_URL=mail.url,
        COMMONPOOL_STATE=str(tmp_path),
        SECRET_KEY="of a test",
    )
    with ExitStack() as stack:

        def start(*options: str) -> "subprocess.Popen[bytes]":
            log = stack.enter_context((tmp_path / "worker.log").open("ab"))
            command = [str(PYTHON), "manage.py", "work", *options]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            stack.callback(_end, process)
            return process

        yield start


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False
