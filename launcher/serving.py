"""`make run`: everything is up, one address is printed, and one signal ends it all."""

import http.client
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from commonpool.config.env import ENV, ROOT, inherited
from commonpool.web.papers import pango
from launcher import instances, port
from launcher.database import ready
from launcher.places import LOGS, PYTHON, STATE
from launcher.port import HOST
from launcher.sorry import Sorry, last_line, say

PATIENCE = 60.0  # seconds for the first answer
BLOCKING_THREADS = 4
"""Of each process: while one computes, others wait for the database, a lock or the mail server. More of them wait for
each other's turn to compute: of eight, at 32 clients, a booking in twenty took a quarter longer (ADR 0132)."""
WORKER = ["manage.py", "work"]


class Ended(BaseException):
    """Someone asked this launch to end."""


def web(number: int, workers: int) -> list[str]:
    """The command of the web server."""
    options = ["--interface", "wsgi", "--no-ws", "--log-level", "warning", "--respawn-failed-workers"]
    place = ["--host", HOST, "--port", str(number)]
    size = ["--workers", str(workers), "--blocking-threads", str(BLOCKING_THREADS)]
    return ["-m", "granian", *options, *place, *size, "commonpool.config.wsgi:application"]


def run() -> None:
    """Serves until asked to end; then web server, worker and embedded PostgreSQL are gone."""
    port.refuse_busy(ENV.port)
    with _ended_by_signals(), ExitStack() as stack:
        instance = stack.enter_context(instances.registered(ENV.port))
        database = stack.enter_context(ready())
        environment = inherited(DATABASE_URL=database.url, DEMONSTRATION="1" if ENV.demonstration else "0")
        server = stack.enter_context(_child("web", web(ENV.port, ENV.web_workers), environment, instance))
        worker = stack.enter_context(_child("worker", WORKER, environment, instance))
        stack.callback(server.terminate)  # both are asked before either is waited for
        stack.callback(worker.terminate)
        _await_answer(server)
        _say_welcome()
        while server.poll() is None:
            time.sleep(1)
            if worker.poll() is not None:
                say(f"The worker stopped and is started again: {_reason('worker')}")
                worker = stack.enter_context(_child("worker", WORKER, environment, instance))
        raise Sorry(f"The web server stopped: {_reason('web')}")


@contextmanager
def _child(
    name: str, command: list[str], environment: dict[str, str], instance: instances.Instance
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a group of its own, so that all it starts ends with it."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{name}.log").open("wb") as log:
        child = subprocess.Popen(
            [str(PYTHON), *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    try:
        instance.add(child.pid)
        yield child
    finally:
        _reap(child)


def _reap(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(4)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    instances.end_group(child.pid)


def _await_answer(server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise Sorry(f"The web server did not start: {_reason('web')}")
        connection = http.client.HTTPConnection(HOST, ENV.port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise Sorry(f"The web server does not answer; its log is {LOGS / 'web.log'}.")


def _reason(name: str) -> str:
    log = LOGS / f"{name}.log"
    return f"{last_line(log.read_text(errors='replace'))} (all of it: {log})."


def _say_welcome() -> None:
    lines = [f"\nCommonpool is at http://{HOST}:{ENV.port}/"]
    if ENV.demonstration:
        lines += [
            "To sign in, choose one of the demonstration accounts on the sign-in page.",
            f"E-mails are kept in {_shown(STATE / 'outbox')}.",
        ]
    if not pango.is_here():
        lines.append("PDFs cannot be made here: this machine has no pango. Every paper is a page as well.")
    print("\n".join([*lines, "Ctrl-C stops it.\n"]), flush=True)


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal ends the launch once; while it is ending, more of them change nothing."""

    def end(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Ended

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, end)
    try:
        yield
    except Ended:
        say("\nCommonpool has stopped.")
