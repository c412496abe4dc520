"""Which launches run from this folder, for a second one, for `make stop`, and for a killed one's remains.

A launch holds the lock of its file while it lives; the kernel lets go of a killed one's.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from launcher.places import RUNNING

PATIENCE = 10.0  # seconds a process has to end in order


class Instance:
    """This launch, as others see it."""

    def __init__(self, file: IO[str], port: int) -> None:
        self._file = file
        self._known: dict[str, Any] = {"launcher": os.getpid(), "port": port, "children": []}
        self._write()

    def add(self, child: int) -> None:
        """Others know this process as one to end with the launch."""
        self._known["children"].append([child, _birth(child)])
        self._write()

    def _write(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        json.dump(self._known, self._file)
        self._file.flush()


@contextlib.contextmanager
def registered(port: int) -> Iterator[Instance]:
    """This launch is known to others inside."""
    RUNNING.mkdir(parents=True, exist_ok=True)
    path = RUNNING / f"{os.getpid()}.json"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield Instance(file, port)
        finally:
            path.unlink(missing_ok=True)


def live() -> list[dict[str, Any]]:
    """The launches that live; what a killed one left running is ended and forgotten."""
    found = []
    for path in sorted(RUNNING.glob("*.json")):
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError), path.open("r+") as file:
            known = json.load(file)
            if _held(file):
                found.append(known)
            else:
                _end_remains(known["children"])
                path.unlink(missing_ok=True)
    return found


def stop() -> bool:
    """No launch runs from this folder any more; True when one did."""
    launches = live()
    for known in launches:
        with contextlib.suppress(ProcessLookupError):
            os.kill(known["launcher"], signal.SIGTERM)
    if not _until(lambda: not live()):
        for known in live():
            os.kill(known["launcher"], signal.SIGKILL)
        _until(lambda: not live())
    return bool(launches)


def end_group(leader: int) -> None:
    """The process group is gone: asked first, killed after a while."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, number)
        if _until(lambda: not _group_lives(leader), 4.0):
            return


def _end_remains(children: list[tuple[int, str]]) -> None:
    for child, birth in children:
        if _group_lives(child) and _birth(child) in (birth, ""):
            end_group(child)


def _group_lives(leader: int) -> bool:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, 0)
        return True
    return False


def _birth(process: int) -> str:
    """When a process began (its number may be given to another later); "" when it is gone."""
    status = Path(f"/proc/{process}/stat")
    with contextlib.suppress(OSError):
        return status.read_text().rpartition(")")[2].split()[19]
    if status.parent.parent.joinpath("self").exists():
        return ""
    command = ["ps", "-o", "lstart=", "-p", str(process)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _held(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _until(true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return true()
