"""A folder that any account can reach, with a space in its path, gone afterwards."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launcher import binaries
from launcher.postgres import Server, server_in


@contextmanager
def folder_for_anybody() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="common pool "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place() -> Iterator[Path]:
    with folder_for_anybody() as folder:
        yield folder


@pytest.fixture(scope="module", params=["embedded", "system"])
def programs(request: pytest.FixtureRequest) -> Path:
    folder = binaries.embedded() if request.param == "embedded" else binaries.system()
    if folder is None:
        pytest.skip(f"NOT RUN: there is no {request.param} PostgreSQL on this machine")
    return folder


@pytest.fixture(scope="module")
def made(programs: Path) -> Iterator[Server]:
    """A server that was made and started once, for the tests of one file that do not ask how; they may kill it."""
    with folder_for_anybody() as folder:
        server = server_in(folder / "postgres", programs=programs, durable=True)
        yield server
        server.forget()


@pytest.fixture
def server(made: Server) -> Server:
    """The same, and it answers."""
    made.start()
    return made


@pytest.fixture
def make_server(place: Path, programs: Path) -> Iterator[Callable[..., Server]]:
    """Makes a server in a folder of this test; it is gone afterwards."""
    made: list[Server] = []

    def make(folder: Path | None = None) -> Server:
        made.append(server_in(folder or place / "postgres", programs=programs, durable=True))
        return made[-1]

    yield make
    for server in made:
        server.forget()
