"""`make run` as a newcomer meets it: one address, one signal, nothing left behind, no harm from a kill."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from commonpool.config.env import ROOT, inherited
from launcher import roles
from launcher.port import free
from launcher.postgres import Server, server_at_rest

pytestmark = [pytest.mark.long, pytest.mark.server]
NOT_OURS = {"ARGS": "", "MAKEFLAGS": ""}
"""What `make test` was told is not told to the `make` it tries."""
PATIENCE = 240.0  # seconds; on a busy machine a first start takes its time


class Launch:
    """A `make run` in a process group of its own, as a shell would start it."""

    def __init__(self, state: Path, port: int, **given: str) -> None:
        self.port = port
        self.state = state
        self.output = state.parent / f"output-{port}"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["make", "run", f"PYTHON={sys.executable}"],
                cwd=ROOT,
                env=inherited(
                    **{
                        "COMMONPOOL_STATE": str(state),
                        "DATABASE_URL": "",
                        "PORT": str(port),
                        **NOT_OURS,
                        **given,
                    }
                ),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def await_address(self) -> None:
        until(lambda: f"http://127.0.0.1:{self.port}/" in self.said() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()

    def page(self, path: str = "/") -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return int(answer.status)

    def send(self, number: int) -> None:
        os.killpg(self.process.pid, number)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def left_behind(state: Path) -> list[str]:
    """The commands of every process that was told of this state folder, by environment or by place."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            if os.fsencode(state) in told and int(process.name) != os.getpid():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One state folder for all of these, so that only the first start is a cold one."""
    folder = tmp_path_factory.mktemp("a new comer") / "state"
    yield folder
    make("reset", folder)
    server_at_rest(folder / "postgres").forget()


@pytest.fixture
def launch(state: Path) -> Iterator[Callable[..., Launch]]:
    launches: list[Launch] = []

    def start(port: int | None = None) -> Launch:
        launches.append(Launch(state, port or free()))
        return launches[-1]

    yield start
    make("stop", state)
    for each in launches:
        each.process.wait(20)


def make(command: str, state: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "-s", command, f"PYTHON={sys.executable}"],
        cwd=ROOT,
        env=inherited(COMMONPOOL_STATE=str(state), DATABASE_URL="", **NOT_OURS),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_of_it(launch: Callable[..., Launch], state: Path, number: int) -> None:
    started = launch()
    started.await_address()
    assert started.page() == 200
    began = time.monotonic()
    started.send(number)
    started.process.wait(20)
    assert time.monotonic() - began < 10
    assert left_behind(state) == []


def test_a_second_one_is_told_where_the_first_is(launch: Callable[..., Launch]) -> None:
    first = launch()
    first.await_address()
    second = launch(first.port)
    assert second.process.wait(20) != 0
    assert f"Commonpool already runs at http://127.0.0.1:{first.port}/" in second.said()
    assert first.page() == 200


def test_two_at_once_share_the_database(launch: Callable[..., Launch], state: Path) -> None:
    one, other = launch(), launch()
    one.await_address()
    other.await_address()
    one.send(signal.SIGTERM)
    one.process.wait(20)
    assert other.page() == 200
    other.send(signal.SIGTERM)
    other.process.wait(20)
    assert left_behind(state) == []


def test_starts_again_after_everything_was_killed(launch: Callable[..., Launch], state: Path) -> None:
    killed = launch()
    killed.await_address()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(state) in told and int(process.name) != os.getpid():
            os.kill(int(process.name), signal.SIGKILL)
    again = launch(killed.port)
    again.await_address()
    assert again.page() == 200


def test_starts_again_after_only_the_launcher_was_killed(launch: Callable[..., Launch]) -> None:
    killed = launch()
    killed.await_address()
    killed.send(signal.SIGKILL)
    killed.process.wait(20)
    again = launch(killed.port)
    again.await_address()
    assert again.page() == 200


def test_a_killed_worker_is_replaced(launch: Callable[..., Launch], state: Path) -> None:
    started = launch()
    started.await_address()
    known = json.loads(next((state / "running").glob("*.json")).read_text())
    os.kill(known["children"][1][0], signal.SIGKILL)
    until(lambda: "The worker stopped and is started again" in started.said())
    assert started.page() == 200


def test_the_application_owns_nothing_in_the_embedded_database(
    launch: Callable[..., Launch], state: Path
) -> None:
    launch().await_address()
    with psycopg.connect((state / "database-url").read_text()) as connection:
        row = connection.execute(
            "SELECT current_user, count(*) FROM pg_tables WHERE tableowner = current_user"
        ).fetchone()
    assert row == ("commonpool_app", 0)


def test_the_accounts_are_json_and_nothing_else(launch: Callable[..., Launch], state: Path) -> None:
    accounts = json.loads(make("demo-accounts", state).stdout)
    assert {"email", "name", "council", "roles", "token"} <= set(accounts[0])


def test_the_secret_is_private(launch: Callable[..., Launch], state: Path) -> None:
    launch().await_address()
    assert (state / "secret-key").stat().st_mode & 0o077 == 0
    assert len((state / "secret-key").read_text()) >= 50


@pytest.mark.parametrize("programs", ["system"], indirect=True)
def test_a_given_database_is_used_by_two_roles_and_shows_no_demonstration(
    make_server: Callable[..., Server], place: Path
) -> None:
    server = make_server()
    server.start()
    roles.make(server.url("postgres"), "given")
    urls = [server.url("given", role) for role in (roles.APPLICATION, roles.OWNER)]
    launch = Launch(place / "state", free(), DATABASE_URL=urls[0], DATABASE_OWNER_URL=urls[1])
    try:
        launch.await_address()
        assert launch.page() == 200
        assert "demonstration" not in launch.said()
        assert "Warning" not in launch.said()
    finally:
        launch.send(signal.SIGTERM)
        launch.process.wait(20)
    assert server.answers()
    with psycopg.connect(urls[0]) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute("TRUNCATE activity_event")


@pytest.mark.parametrize("programs", ["embedded"], indirect=True)
def test_a_given_database_whose_owner_is_not_named_is_refused_in_a_sentence(
    make_server: Callable[..., Server], place: Path
) -> None:
    server = make_server()
    server.start()
    roles.make(server.url("postgres"), "given")
    launch = Launch(place / "state", free(), DATABASE_URL=server.url("given", roles.APPLICATION))
    assert launch.process.wait(PATIENCE) != 0
    assert "The database could not be migrated: " in launch.said()
    assert "permission denied for schema public" in launch.said()
