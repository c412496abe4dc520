"""The Python environment: made once, and made equal to the lock whenever the lock has changed.

Standard library only; this runs before anything is installed.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path

from commonpool.config.env import inherited
from launcher.places import LOGS, PYTHON, ROOT, VENV
from launcher.sorry import DISK_FULL, Sorry, done, say

NEEDED_BYTES = 400 * 1024 * 1024
STAMP = VENV / "equals-lock"
LOG = LOGS / "environment.log"
NO_VENV = (
    "This Python cannot make environments: install its venv module (on Debian and Ubuntu:"
    " apt install python3-venv) and try again."
)


def ensure(*, development: bool) -> None:
    """The environment holds exactly what the lock says; one that has the development tools keeps them."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with _alone(VENV.parent / "venv.lock"):
        stamp = STAMP.read_text() if STAMP.is_file() and os.access(PYTHON, os.X_OK) else ""
        development = development or stamp.startswith("development ")
        purpose, suffix = ("development", "-dev") if development else ("running", "")
        lock = ROOT / f"requirements{suffix}.lock"
        wanted = f"{purpose} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
        if stamp == wanted:
            return
        say("Preparing the Python environment in .commonpool/venv …")
        if shutil.disk_usage(VENV.parent).free < NEEDED_BYTES:
            raise Sorry(DISK_FULL)
        if not stamp:
            _create()
        STAMP.unlink(missing_ok=True)
        _install(lock)
        STAMP.write_text(wanted)


def enter(arguments: list[str]) -> None:
    """Goes on as the environment's own Python; does nothing when this already is it."""
    if Path(sys.prefix).resolve() != VENV.resolve():
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), "-m", "launcher", *arguments])  # noqa: S606


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Two starts at once take turns; the kernel ends a killed one's turn."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _create() -> None:
    if find_spec("venv") and find_spec("ensurepip"):
        done([sys.executable, "-m", "venv", "--clear", VENV], NO_VENV.rstrip("."), LOG)
    elif uv := shutil.which("uv"):
        shutil.rmtree(VENV, ignore_errors=True)
        done([uv, "venv", "--seed", "--python", sys.executable, VENV], NO_VENV.rstrip("."), LOG)
    else:
        raise Sorry(NO_VENV)


def _install(lock: Path) -> None:
    """uv, from its own lines of the lock, installs the rest; where uv cannot, pip does."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--quiet", "install", "--no-deps", "--require-hashes"]
    quiet = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment = inherited(VIRTUAL_ENV=str(VENV), **quiet)
    pinned = VENV / "uv.lock"
    pinned.write_text(_entry("uv", lock))
    with contextlib.suppress(Sorry):
        done([*pip, "-r", pinned], "uv could not be installed", LOG, env=environment)
        uv: list[str | Path] = [
            PYTHON,
            "-m",
            "uv",
            "--quiet",
            "pip",
            "sync",
            "--compile-bytecode",
            "--require-hashes",
        ]
        done([*uv, "--python", PYTHON, lock], "uv could not install the packages", LOG, env=environment)
        return
    missing = "The packages could not be installed; the first start needs the network"
    done([*pip, "-r", lock], missing, LOG, env=environment)


def _entry(name: str, lock: Path) -> str:
    """One package's lines of a lock: its version and its hashes."""
    lines = lock.read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    hashes = takewhile(lambda line: line.strip().startswith("--hash"), lines[first + 1 :])
    return "\n".join([lines[first], *hashes]) + "\n"
