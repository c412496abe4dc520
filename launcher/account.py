"""PostgreSQL refuses to run as root: then it runs as an account without rights, where that can reach."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from launcher.sorry import Sorry

CANDIDATES = ("postgres", "nobody")
LONGEST_SOCKET_FOLDER = 85  # the kernel allows 107 bytes with the socket's own name


def account() -> dict[str, Any]:
    """What `subprocess` is told to run as; nothing unless this is root. No account is ever made."""
    if os.geteuid() != 0:
        return {}
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Sorry("PostgreSQL cannot run as root: start this as an ordinary user.")


def own(folder: Path, who: dict[str, Any]) -> Path:
    """The folder exists, is private and belongs to the account that runs PostgreSQL."""
    owner = who.get("user", os.geteuid())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid not in (owner, os.geteuid()):
        raise Sorry(f"{folder} belongs to someone else: remove it and try again.")
    if who:
        os.chown(folder, who["user"], who["group"])
    return folder


def reachable(folder: Path, who: dict[str, Any]) -> Path:
    """This folder, or, where the account cannot get at it (a home of root's), one that it can."""
    folder.mkdir(parents=True, exist_ok=True)
    if not who or can_reach(folder, who):
        return folder
    return lasting() / f"commonpool-{_mark(folder)}"


def short(folder: Path) -> Path:
    """This folder, or one with a path short enough for a socket."""
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path(tempfile.gettempdir()) / f"commonpool-{_mark(folder)}"


def runnable(programs: Path, copies: Path, who: dict[str, Any]) -> Path:
    """These programs, or a copy the account can reach: of the package and of the libraries laid beside it."""
    if not who or can_reach(programs / "postgres", who):
        return programs
    package = programs.parents[1]
    copy = copies / "programs"
    stamp, original = copy / "copy-of", str((programs / "postgres").stat().st_mtime_ns)
    if not stamp.is_file() or stamp.read_text() != original:
        shutil.rmtree(copy, ignore_errors=True)
        for folder in package.parent.glob(f"{package.name}*"):
            shutil.copytree(folder, copy / folder.name)
        subprocess.run(["chmod", "-R", "a+rX", str(copy)], check=True)
        stamp.write_text(original)
    return copy / programs.relative_to(package.parent)


def can_reach(path: Path, who: dict[str, Any]) -> bool:
    """Whether the account may pass through to this path."""
    return subprocess.run(["test", "-x", str(path)], cwd="/", check=False, **who).returncode == 0


def lasting() -> Path:
    """A folder for state that survives a restart of the machine."""
    place = Path("/var/tmp")  # noqa: S108 (what is made there is private: see `own`)
    return place if os.access(place, os.W_OK) else Path(tempfile.gettempdir())


def _mark(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
