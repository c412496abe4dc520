"""Databases and servers that a test has to itself."""

import http.client
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from commonpool.config.env import ENV, ROOT, inherited
from launcher import port, roles
from launcher.places import PYTHON
from launcher.serving import WORKER, web
from tests import databases

PATIENCE = 90.0  # seconds for the first answer, also on a busy machine


class Copies:
    """Copies of one database, made by PostgreSQL itself in a fraction of a second."""

    def __init__(self, template: str, superuser_url: str, prefix: str) -> None:
        self._template = template
        self._superuser_url = superuser_url
        self._prefix = prefix
        self._numbers = count(1)

    @contextmanager
    def new(self) -> Iterator[str]:
        """The address of a fresh one, as the role of the application."""
        name = f"{self._prefix}_{next(self._numbers)}"
        with self._server() as server:
            databases.copy(server, self._template, name)
        try:
            yield self._address(name)
        finally:
            with self._server() as server:
                databases.drop(server, name)

    def filled_once(self, what: str, run: str, fill: Callable[[str], None]) -> "Copies":
        """Copies of one that was filled. Whichever process of a run asks first fills it; the others wait for it.

        It stays until another run asks: no process knows that it is the last.
        """
        name = f"{ENV.test_database_name or 'test'}_{what}"
        with self._server() as server:
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            if databases.said_of(server, name) != run:
                databases.copy(server, self._template, name)
                fill(self._address(name))
                self._count(name)
                databases.say(server, name, run)
        return Copies(name, self._superuser_url, f"{self._prefix}_{what}")

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(self._superuser_url, autocommit=True)

    def _count(self, name: str) -> None:
        """The planner knows how much there is; nobody tells it by itself on a server of tests."""
        with psycopg.connect(roles.elsewhere(self._superuser_url, name), autocommit=True) as connection:
            connection.execute("ANALYZE")

    def _address(self, name: str) -> str:
        return roles.elsewhere(self._superuser_url, name, roles.APPLICATION)


@dataclass(frozen=True)
class LiveServer:
    """A web server that answers."""

    address: str
    database_url: str
    state: Path
    web: "subprocess.Popen[bytes]"
    worker: "subprocess.Popen[bytes] | None"

    @property
    def outbox(self) -> Path:
        """Where its e-mails are kept."""
        return self.state / "outbox"

    @property
    def log(self) -> str:
        return (self.state / "web.log").read_text(errors="replace")


@contextmanager
def live_server_on(url: str, state: Path, *, workers: int = 2, jobs: bool = False) -> Iterator[LiveServer]:
    """The web server, in demonstration mode, answers on a port of its own; with `jobs`, the worker runs too."""
    number = port.free()
    address = f"http://{port.HOST}:{number}"
    environment = inherited(
        DATABASE_URL=url,
        DEMONSTRATION="1",
        PORT=str(number),
        BASE_URL=address,
        SECRET_KEY="of one test only",
        COMMONPOOL_STATE=str(state),
    )
    with ExitStack() as stack:
        server = stack.enter_context(_process(web(number, workers), environment, state / "web.log"))
        worker = stack.enter_context(_process(WORKER, environment, state / "worker.log")) if jobs else None
        _await_answer(number, server, state / "web.log")
        yield LiveServer(address, url, state, server, worker)


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(PYTHON), *command], cwd=ROOT, env=environment, stdout=output, stderr=output, process_group=0
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_answer(number: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        connection = http.client.HTTPConnection(port.HOST, number, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"The web server does not answer:\n{log.read_text(errors='replace')[-3000:]}")
