"""The Python environment of each peer, in the state folder: made once for the versions of the list, never ours."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import HOST
from bench.served import Served, free_port, running
from commonpool.config.env import ENV, inherited
from launcher.places import STATE
from launcher.serving import web

LIST = Path(__file__).parent / "versions.toml"
FOLDER = STATE / "peers"
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
NEWER = "NEWER_PYTHON"
"""The variable that names a Python newer than those on the path."""
SHIPPED = "commonpool.config.wsgi:application"


PATIENCE = 180.0
"""Indico imports for half a minute."""


class Absent(RuntimeError):
    """A peer that is left out, and why."""


@dataclass(frozen=True)
class Environment:
    """A peer's folder, its Python, and what its processes are told by variables."""

    folder: Path
    variables: dict[str, str]

    @property
    def python(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    def program(self, name: str) -> str:
        """One of the programs that it installed."""
        return str(self.python.with_name(name))

    def done(self, deed: str, *command: str) -> None:
        """The command has run; refuses when it failed, and shows what it said."""
        said = subprocess.run(
            command, cwd=self.folder, env=self._told(), capture_output=True, text=True, check=False
        )
        if said.returncode:
            print(said.stderr[-2000:], file=sys.stderr, flush=True)
            raise Absent(f"{deed} failed")

    @contextmanager
    def served(self, application: str, *options: str) -> Iterator[Served]:
        """Answers inside, as many processes and threads as ours have."""
        port = free_port()
        command = [application if part == SHIPPED else part for part in web(port, ENV.web_workers)]
        with running(
            [str(self.python), *command, *options], port, self._told(), self.folder, PATIENCE
        ) as server:
            yield server

    def _told(self) -> dict[str, str]:
        return inherited(**{"DJANGO_SETTINGS_MODULE": "", "PGOPTIONS": "", **self.variables})


def made(name: str, variables: dict[str, str]) -> Environment:
    """A peer's environment holds what the list says; refuses where this machine cannot have it."""
    asked = tomllib.loads(LIST.read_text())[name]
    environment = Environment(FOLDER / name, variables)
    stamp, wanted = environment.folder / "holds", repr(asked)
    if stamp.is_file() and stamp.read_text() == wanted and environment.python.exists():
        return environment
    interpreter = newer_than(asked["python"])
    if interpreter is None:
        raise Absent(f"it needs Python {asked['python']} or newer, and there is none on the path ({NEWER}=…)")
    print(f"Installing {asked['packages'][0]} …", flush=True)
    shutil.rmtree(environment.folder, ignore_errors=True)
    environment.folder.mkdir(parents=True)
    uv = (sys.executable, "-m", "uv", "--quiet")
    environment.done(
        "making its environment", *uv, "venv", "--python", interpreter, str(environment.folder / "venv")
    )
    environment.done(
        "installing it",
        *uv,
        "pip",
        "install",
        "--compile-bytecode",
        "--python",
        str(environment.python),
        *asked["packages"],
    )
    stamp.write_text(wanted)
    return environment


def newer_than(version: str) -> str | None:
    """A Python of this machine that is at least of that version."""
    least = tuple(map(int, version.split(".")))
    for name in (os.environ.get(NEWER, ""), sys.executable, *NAMES):
        program = shutil.which(name) if name else None
        if program and _version(program) >= least:
            return program
    return None


def _version(program: str) -> tuple[int, ...]:
    asked = [program, "-c", "import sys; print(*sys.version_info[:3])"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    return tuple(map(int, said.stdout.split())) if said.returncode == 0 else ()


@contextmanager
def redis(environment: Environment) -> Iterator[str]:
    """A Redis of its own, which keeps nothing: its address, without the number of a database."""
    port = free_port()
    command = [environment.program("redis-server"), "--bind", HOST, "--port", str(port), "--save", ""]
    child = subprocess.Popen(
        command, cwd=environment.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"redis://{HOST}:{port}"
    finally:
        child.terminate()
        child.wait(10)
