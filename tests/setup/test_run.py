"""`make run` as a newcomer meets it: one address, one signal, nothing left behind, no harm from a kill.

The first start fills a database, and every start takes seconds: tests take the launch that another left up, or start
one. Those that look at it come first, then those that end it and start it again, last what wants nothing to run.
"""

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
from launcher import database, roles
from launcher.port import free
from launcher.postgres import Server, server_at_rest
from launcher.sorry import Sorry

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


class Launches:
    """Those of one state folder, so that only the first start is a cold one."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self._started: list[Launch] = []

    def start(self, port: int | None = None) -> Launch:
        """One more, which may not be up yet."""
        self._started.append(Launch(self.state, port or free()))
        return self._started[-1]

    def up(self) -> Launch:
        """The one that an earlier test left up, or a new one."""
        up = next((each for each in self._started if each.process.poll() is None), None) or self.start()
        up.await_address()
        return up

    def wait(self) -> None:
        for each in self._started:
            each.process.wait(20)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("a new comer") / "state"
    yield folder
    make("reset", folder)
    server_at_rest(folder / "postgres").forget()


@pytest.fixture(scope="module")
def launches(state: Path) -> Iterator[Launches]:
    launches = Launches(state)
    yield launches
    make("stop", state)
    launches.wait()
    assert left_behind(state) == []


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


def ended_by(number: int, up: Launch, state: Path) -> None:
    """One signal ended all of it, and nothing is left behind."""
    assert up.page() == 200
    up.send(number)
    up.process.wait(PATIENCE)
    assert left_behind(state) == []


def test_the_secret_is_private(launches: Launches, state: Path) -> None:
    launches.up()
    assert (state / "secret-key").stat().st_mode & 0o077 == 0
    assert len((state / "secret-key").read_text()) >= 50


def test_the_application_owns_nothing_in_the_embedded_database(launches: Launches, state: Path) -> None:
    launches.up()
    with psycopg.connect((state / "database-url").read_text()) as connection:
        row = connection.execute(
            "SELECT current_user, count(*) FROM pg_tables WHERE tableowner = current_user"
        ).fetchone()
    assert row == ("commonpool_app", 0)


def test_a_second_one_is_told_where_the_first_is(launches: Launches) -> None:
    first = launches.up()
    second = launches.start(first.port)
    assert second.process.wait(20) != 0
    assert f"Commonpool already runs at http://127.0.0.1:{first.port}/" in second.said()
    assert first.page() == 200


def test_a_killed_worker_is_replaced(launches: Launches, state: Path) -> None:
    up = launches.up()
    known = [json.loads(file.read_text()) for file in (state / "running").glob("*.json")]
    [children] = [each["children"] for each in known if each["port"] == up.port]
    os.kill(children[1][0], signal.SIGKILL)
    until(lambda: "The worker stopped and is started again" in up.said())
    assert up.page() == 200


def test_two_at_once_share_the_database(launches: Launches) -> None:
    """The one that is left is the last, and takes the database with it: the next test ends it."""
    one, other = launches.up(), launches.start()
    other.await_address()
    one.send(signal.SIGTERM)
    one.process.wait(20)
    assert other.page() == 200


def test_ctrl_c_ends_all_of_it(launches: Launches, state: Path) -> None:
    ended_by(signal.SIGINT, launches.up(), state)


def test_starts_again_after_everything_was_killed(launches: Launches, state: Path) -> None:
    killed = launches.up()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(state) in told and int(process.name) != os.getpid():
            os.kill(int(process.name), signal.SIGKILL)
    killed.process.wait(20)
    again = launches.start(killed.port)
    again.await_address()
    assert again.page() == 200


def test_starts_again_after_only_the_launcher_was_killed(launches: Launches) -> None:
    killed = launches.up()
    killed.send(signal.SIGKILL)
    killed.process.wait(20)
    again = launches.start(killed.port)
    again.await_address()
    assert again.page() == 200


def test_a_request_to_end_ends_all_of_it(launches: Launches, state: Path) -> None:
    ended_by(signal.SIGTERM, launches.up(), state)


def test_the_accounts_are_json_and_nothing_else(state: Path) -> None:
    accounts = json.loads(make("demo-accounts", state).stdout)
    assert {"email", "name", "council", "roles", "token"} <= set(accounts[0])


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
    database._migrate(database.Database(*urls, None))  # its tables are those of now
    with psycopg.connect(urls[1], autocommit=True) as owner:
        owner.execute("COMMENT ON TABLE django_migrations IS NULL")
        with pytest.raises(Sorry):
            database._migrate(database.Database(*urls, None))
        owner.execute("DELETE FROM django_migrations WHERE app = 'ledger'")
        assert not database._made(owner, ["identity", "ledger"])  # begun and not ended: nobody else's
        assert database._made(owner, ["identity"])
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
