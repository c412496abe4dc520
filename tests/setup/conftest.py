"""A folder that any account can reach, with a space in its path, gone afterwards."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launcher import binaries
from launcher.postgres import Server, server_in


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="common pool "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["embedded", "system"])
def programs(request: pytest.FixtureRequest) -> Path:
    folder = binaries.embedded() if request.param == "embedded" else binaries.system()
    if folder is None:
        pytest.skip(f"NOT RUN: there is no {request.param} PostgreSQL on this machine")
    return folder


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
