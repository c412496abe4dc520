"""The web server as it ships, or another program in its place, on a port of this machine while it is measured."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings as kept
from django.db import connection

from bench.client import HOST
from commonpool.config.env import ENV, ROOT, inherited
from launcher.instances import end_group
from launcher.serving import web

PATIENCE = 60.0
SHIPPED, SETTINGS = "commonpool.config.wsgi:application", "commonpool.config.settings"
OTHERS = {"DATABASE_OWNER_URL": "", "DEMONSTRATION": "0", "PGOPTIONS": ""}
MEBIBYTE = 1024
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """`started`: seconds until the first answer."""

    port: int
    process: int
    started: float

    def cpu(self) -> float:
        """Seconds of CPU that its processes have used."""
        return sum(_used(each) for each in _family(self.process))

    def memory(self) -> int:
        """MiB that its processes hold of the machine: what several of them share is counted once (PSS)."""
        return sum(_held(each, "smaps_rollup", "Pss:") for each in _family(self.process)) // MEBIBYTE

    def most_alone(self) -> int:
        """MiB that its processes held at most, each counted as if it shared nothing."""
        return sum(_held(each, "status", "VmHWM:") for each in _family(self.process)) // MEBIBYTE


@contextmanager
def served(application: str = SHIPPED, settings: str = SETTINGS) -> Iterator[Served]:
    """It answers inside, on the database that this process is in."""
    port = free_port()
    command = [application if part == SHIPPED else part for part in web(port, ENV.web_workers)]
    asked = os.environ["DATABASE_URL"].replace("/postgres?", f"/{connection.settings_dict['NAME']}?")
    told = inherited(
        DATABASE_URL=asked, DJANGO_SETTINGS_MODULE=settings, SECRET_KEY=kept.SECRET_KEY, **OTHERS
    )
    with running([sys.executable, *command], port, told, ROOT) as server:
        yield server


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str], folder: Path, patience: float = PATIENCE
) -> Iterator[Served]:
    """The command's server answers at that port inside; it ends by its own process id."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        _await_answer(child, port, patience)
        yield Served(port, child.pid, time.perf_counter() - begun)
    finally:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(5)
        end_group(child.pid)


def _await_answer(child: "subprocess.Popen[bytes]", port: int, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and child.poll() is None:
        asked = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            asked.request("GET", "/")
            asked.getresponse().read()
            return
        except OSError:
            time.sleep(0.02)
        finally:
            asked.close()
    raise RuntimeError("the web server does not answer")


def free_port() -> int:
    """A port that nothing listened on just now."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


def _family(process: int) -> list[int]:
    """The process and all that it started."""
    children = [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [process, *(further for child in children for further in _family(child))]


def _used(process: int) -> float:
    with suppress(OSError):
        of = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(of[11]) + int(of[12])) / TICK
    return 0.0


def _held(process: int, told: str, name: str) -> int:
    """Kilobytes that Linux tells of it under that name."""
    lines = Path(f"/proc/{process}/{told}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
