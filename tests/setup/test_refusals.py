"""What cannot work is said in one plain sentence, with an exit code that is not zero."""

import ast
import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from commonpool.config.env import ROOT, inherited
from launcher import commands, database, environment
from launcher.port import free
from launcher.sorry import DISK_FULL, Sorry

pytestmark = pytest.mark.server


def run(place: Path, *inside: str, **given: str) -> "subprocess.CompletedProcess[str]":
    settings = {"COMMONPOOL_STATE": str(place), "DATABASE_URL": "", "PORT": str(free()), **given}
    command = [*inside, sys.executable, "-m", "launcher", "run"]
    return subprocess.run(
        command, cwd=ROOT, env=inherited(**settings), capture_output=True, text=True, timeout=60, check=False
    )


def sentence(finished: "subprocess.CompletedProcess[str]") -> str:
    """The one line that was said, besides progress."""
    assert finished.returncode != 0
    lines = [line for line in finished.stderr.splitlines() if line and not line.endswith("…")]
    assert len(lines) == 1, finished.stderr
    assert finished.stdout == ""
    return lines[0]


@pytest.fixture
def on_small_disk(place: Path) -> list[str]:
    """What runs a program as whoever runs this, for whom alone `place` is a disk of 24 MB."""
    mount = 'mount -t tmpfs -o size=24m,mode=755 tmpfs "$0"'
    if os.geteuid() == 0:
        alone, exec_ = ["unshare", "--mount"], "exec"
    else:
        alone = ["unshare", "--mount", "--user", "--map-root-user"]
        exec_ = f"exec unshare --user --map-user={os.geteuid()} --map-group={os.getegid()}"
    command = [*alone, "sh", "-c", f'{mount} && {exec_} "$@"', str(place)]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("NOT RUN: this machine lets nobody make a small disk")
    return command


def test_a_busy_port(place: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = sentence(run(place, PORT=str(port)))
    assert said.startswith(f"Port {port} is taken by another program: choose another")
    assert not (place / "postgres").exists()


@pytest.mark.parametrize("port", ["abc", "0", "99999", "-1", "8 000"])
def test_a_port_that_is_none(place: Path, port: str) -> None:
    assert sentence(run(place, PORT=port)).startswith("PORT must be a whole number from 1 to 65535")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("mysql://root@localhost/x", "write it as postgresql://"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "[Cc]onnection refused"),
        ("postgresql://nobody:secret@/x?host=/nonexistent", "No such file or directory"),
        ("postgresql://nobody:secret@name.invalid/x", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used(place: Path, address: str, reason: str) -> None:
    said = sentence(run(place, DATABASE_URL=address))
    assert said.startswith("DATABASE_URL cannot be used: ")
    assert re.search(reason, said)
    assert "secret" not in said


@pytest.mark.django_db
def test_tables_that_an_earlier_state_has_made(place: Path, database_copy: str) -> None:
    assert sentence(run(place, DATABASE_URL=database_copy)) == database.OTHER_TABLES


def test_a_full_disk(place: Path, on_small_disk: list[str]) -> None:
    assert sentence(run(place, *on_small_disk)) == DISK_FULL


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x"), DISK_FULL),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), "/x"), DISK_FULL),
        (shutil.Error([("/a", "/b", f"[Errno 28] {os.strerror(errno.ENOSPC)}: '/b'")]), DISK_FULL),
        (
            PermissionError(errno.EACCES, "Permission denied", "/x"),
            "It could not go on: Permission denied: /x.",
        ),
        (shutil.Error("nothing was copied"), "It could not go on: nothing was copied."),
    ],
)
def test_whatever_the_disk_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, said: str
) -> None:
    def refuse(arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(commands, "_run", refuse)
    assert commands.main(["run"]) != 0
    assert capsys.readouterr().err.strip() == said


def test_a_database_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    old = nullcontext(SimpleNamespace(info=SimpleNamespace(server_version=140_012)))
    monkeypatch.setattr(psycopg, "connect", lambda url, **options: old)
    sentence = "^DATABASE_URL cannot be used: it is PostgreSQL 14, and 15 or newer is needed.$"
    with pytest.raises(Sorry, match=sentence):
        database.refuse_unusable("DATABASE_URL", "postgresql://localhost/old")


def test_no_room_for_the_environment(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "VENV", place / "venv")
    monkeypatch.setattr(environment, "STAMP", place / "venv" / "equals-lock")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    with pytest.raises(Sorry, match="^" + re.escape(DISK_FULL)):
        environment.ensure(development=False)


def test_a_python_that_cannot_make_environments(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "VENV", place / "venv")
    monkeypatch.setattr(environment, "STAMP", place / "venv" / "equals-lock")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Sorry, match="apt install python3-venv"):
        environment.ensure(development=False)


@pytest.mark.parametrize("module", ["__init__", "__main__"])
def test_an_old_python_can_read_what_it_is_told_by(module: str) -> None:
    source = (ROOT / "launcher" / f"{module}.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 4))
    assert "annotations" not in source


def test_an_old_python_gets_a_sentence(place: Path) -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.version = '3.9.2'; runpy.run_module('launcher')"
    )
    finished = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert sentence(finished).startswith("Commonpool needs Python 3.11 or newer, and this is 3.9.2.")


def test_no_python_at_all_gets_a_sentence() -> None:
    command = ["make", "run", "PYTHON=python9.99"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode != 0
    assert "there is no python9.99 here" in finished.stderr
