"""What the tests need of the machine: a browser, pango and a second PostgreSQL, installed where that is possible."""

import os
import shutil
import subprocess
from pathlib import Path

from commonpool.config.env import inherited
from commonpool.web.papers import pango
from launcher import binaries
from launcher.places import LOGS
from launcher.sorry import say

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same browser without a window: it loads a page with a quarter less work."""


def chromium() -> Path | None:
    """The browser the journeys drive; none when it is absent."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def ensure_chromium() -> None:
    """A browser is there, or everything possible was tried: not every Debian has the first."""
    for package in BROWSERS[:2]:
        if chromium() is None:
            say("Installing chromium for the journeys …")
            _install(package)


def ensure_pango() -> None:
    """What lays out the text of PDFs is there, or everything possible was tried."""
    if not pango.is_here():
        say("Installing pango for the PDFs …")
        _install(*pango.PACKAGES)
        pango.is_here.cache_clear()


def ensure_system_postgres() -> Path | None:
    """The programs of the machine's own PostgreSQL; none when it is absent and cannot be had."""
    if binaries.system() is None:
        say("Installing PostgreSQL for the second run …")
        _install("postgresql")
    return binaries.system()


def _install(*packages: str) -> None:
    """Asks Debian's installer, as root or through a sudo that asks no password."""
    installer = shutil.which("apt-get")
    if installer is None:
        return
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and not shutil.which("sudo"):
        return
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "apt.log").open("ab") as log:
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            subprocess.run(
                [*before, installer, "--quiet", *command],
                env=inherited(DEBIAN_FRONTEND="noninteractive"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
