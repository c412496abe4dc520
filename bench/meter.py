"""What a deed costs: seconds, CPU of this process and of the database's server, statements, memory, and the noise."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any

PROC, TICK = Path("/proc"), os.sysconf("SC_CLK_TCK")
MEBIBYTE = 1024


@dataclass(frozen=True)
class Cost:
    """Of one deed. `noise`: cores that everything else on the machine used meanwhile; more than a tenth is much.

    `others`: the CPU of processes besides this one and the database's that the deed is measured with.
    """

    seconds: float
    here: float
    database: float
    statements: int
    noise: float
    others: float = 0.0


@dataclass
class Meter:
    """Reads the clocks of Linux, the only system that tells so much. `postmaster`: the id of the server's process.

    `others`: the seconds of CPU that other processes of the deed have used.
    """

    postmaster: int
    others: Callable[[], float] = float
    statements: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cost(self, deed: Callable[[], object]) -> Cost:
        """What it costs to do that once; of the server's processes, those count that live when it is done."""
        asked, here, there, all_of_it = self.statements, time.process_time(), self._server(), _machine()
        others = self.others()
        begun = time.perf_counter()
        deed()
        seconds = time.perf_counter() - begun
        here = time.process_time() - here
        database = sum(used - there.get(process, 0.0) for process, used in self._server().items())
        others = self.others() - others
        noise = (_machine() - all_of_it - here - database - others) / seconds if seconds else 0.0
        return Cost(seconds, here, database, self.statements - asked, max(noise, 0.0), others)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Statements of this thread's connection are counted inside."""
        from django.db import connection

        with connection.execute_wrapper(self._count):
            yield

    def _count(self, execute: Callable[..., Any], *asked: Any) -> Any:
        with self._lock:
            self.statements += 1
        return execute(*asked)

    def _server(self) -> dict[int, float]:
        """Seconds of CPU that each process of the server has used."""
        used: dict[int, float] = {}
        for process in PROC.glob("[0-9]*/stat"):
            try:
                of = process.read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if int(of[1]) == self.postmaster:
                used[int(process.parent.name)] = sum(map(int, of[11:13])) / TICK
        return used


def forget_memory() -> None:
    """The most that this process holds is reckoned from now."""
    (PROC / "self" / "clear_refs").write_text("5")


def memory() -> int:
    """The most that this process has held since, in MiB."""
    (peak,) = (
        line for line in (PROC / "self" / "status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(peak.split()[1]) // MEBIBYTE


def exponent(seconds: dict[int, float]) -> float:
    """By which power time grows between the two largest."""
    *_others, small, large = sorted(seconds)
    return log(seconds[large] / seconds[small]) / log(large / small)


def _machine() -> float:
    """Seconds of CPU that everything on the machine has used, other machines on the same iron included."""
    user, nice, system, _idle, _waiting, irq, soft, steal, *_rest = map(
        int, (PROC / "stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + irq + soft + steal) / TICK
