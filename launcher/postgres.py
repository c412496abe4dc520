"""One PostgreSQL server of our own: made, started, mended after a kill, stopped. Never for production."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from commonpool.config.env import inherited
from launcher import account, binaries
from launcher.sorry import Sorry, because, last_line

SOCKET = ".s.PGSQL.5432"
PATIENCE = 120  # seconds; crash recovery of a big database takes a while
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "250",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
Finished = subprocess.CompletedProcess[str]
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # between tests it finds tables empty, and what a test fills is planned for no rows
}


@dataclass(frozen=True)
class Server:
    """Where one server lives and as whom it runs; made by `server_in`."""

    folder: Path
    sockets: Path
    programs: Path
    account: dict[str, Any]
    durable: bool

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def url(self, database: str, role: str = "postgres") -> str:
        """The address of one of its databases, as one of its roles."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def answers(self) -> bool:
        """Whether it takes connections now. (`pg_ctl status` says yes too early.)"""
        command: list[str | Path] = [self.programs / "pg_isready", "-q", "-h", self.sockets]
        return self._run(command).returncode == 0

    def start(self) -> None:
        """It answers; refuses with a sentence. Any number may start it at once."""
        with _alone(self.folder / "starting.lock"):
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._refuse_other_version()
            self._configure()
            end = time.monotonic() + PATIENCE
            while not self.answers():
                if time.monotonic() > end:
                    raise Sorry(f"The embedded PostgreSQL does not answer; its log is {self.log}.")
                if self._alive():  # starting, recovering, or the orphans of a killed server going away
                    time.sleep(0.1)
                else:
                    self._launch()

    def stop(self) -> None:
        """It runs no more; its clients were cut off in order."""
        for number in (signal.SIGINT, signal.SIGQUIT):  # PostgreSQL's "fast" and "immediate"
            if not self._alive():
                return
            with contextlib.suppress(OSError, ValueError, IndexError):
                postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
                os.kill(postmaster, number)
            self._wait_until_gone(30)

    @contextlib.contextmanager
    def used(self) -> Iterator["Server"]:
        """It answers inside; whoever is the last to leave stops it."""
        with (self.folder / "users.lock").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start()
                yield self
            finally:
                if _last(users):
                    self.stop()

    def forget(self) -> None:
        """Neither server nor data exist any more."""
        self.stop()
        for folder in {self.folder, self.sockets}:
            shutil.rmtree(folder, ignore_errors=True)

    def _make(self) -> None:
        fresh = self.folder / "data.new"  # half-made data never counts
        shutil.rmtree(fresh, ignore_errors=True)
        locale = ["--locale=C.UTF-8"]
        if binaries.version(self.programs) >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions", *locale]
        made = self._run([self.programs / "initdb", "-D", fresh, *options])
        if made.returncode:
            raise because(made.stdout, f"PostgreSQL could not make its data: {last_line(made.stdout)}.")
        fresh.rename(self.data)

    def _refuse_other_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = str(binaries.version(self.programs))
        if made_by != ours:
            raise Sorry(
                f"The demonstration data were made by PostgreSQL {made_by}, and this is {ours}:"
                " `make reset` begins anew."
            )

    def _configure(self) -> None:
        settings = SETTINGS if self.durable else SETTINGS | CARELESS
        settings = settings | {"unix_socket_directories": str(self.sockets)}
        quoted = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(quoted))

    def _launch(self) -> None:
        # Nobody works in the data folder, so lock files are leftovers. (The number of a dead process may
        # have gone to another program, which PostgreSQL would take for itself.)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / f"{SOCKET}.lock").unlink(missing_ok=True)
        (self.sockets / SOCKET).unlink(missing_ok=True)
        self.log.unlink(missing_ok=True)
        options: list[str | Path] = ["-D", self.data, "-l", self.log, "-w", "-t", str(PATIENCE)]
        if self._run([self.programs / "pg_ctl", "start", *options], output=subprocess.DEVNULL).returncode:
            said = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise because(said, f"The embedded PostgreSQL did not start; its log is {self.log}.")

    def _wait_until_gone(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self._alive() and time.monotonic() < end:
            time.sleep(0.05)

    def _alive(self) -> bool:
        """Whether any process of a server works in the data folder; all of them stand in it."""
        if not Path("/proc/self").exists():
            command = ["pgrep", "-f", str(self.data)]
            return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
        return any(_stands_in(process, self.data) for process in Path("/proc").glob("[0-9]*"))

    def _run(self, command: Sequence[str | Path], output: int = subprocess.PIPE) -> Finished:
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env=inherited(LC_ALL="C", HOME=tempfile.gettempdir()),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output == subprocess.PIPE else output,
            text=True,
            check=False,
            **self.account,
        )


def server_in(folder: Path, *, programs: Path | None = None, durable: bool = True) -> Server:
    """The server whose data are in this folder, or in one its account can reach."""
    idle = server_at_rest(folder)
    found = account.runnable(programs or binaries.either(), idle.folder, idle.account)
    return replace(idle, programs=found, durable=durable)


def server_at_rest(folder: Path) -> Server:
    """The same server, to be stopped or forgotten; needs no programs."""
    who = account.account()
    place = account.own(account.reachable(folder.resolve(), who), who)
    return Server(place, account.own(account.short(place), who), Path("/nonexistent"), who, True)


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _last(users: IO[str]) -> bool:
    """Whether nobody else holds this lock."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _stands_in(process: Path, folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.readlink(process / "cwd") == str(folder)
    return False
