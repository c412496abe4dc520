"""`make stop` and `make reset`. Standard library only: they work without the environment."""

import shutil

from launcher import instances
from launcher.places import POSTGRES, STATE, SYSTEM_POSTGRES, TEST_POSTGRES, VENV
from launcher.postgres import server_at_rest
from launcher.sorry import say

KEPT = {VENV.name, "venv.lock"}


def stop() -> None:
    """Nothing that was started from this folder runs any more."""
    ran = instances.stop()
    for folder in (POSTGRES, TEST_POSTGRES, SYSTEM_POSTGRES):
        if folder.exists():
            server_at_rest(folder).stop()
    say("Commonpool has stopped." if ran else "Nothing was running.")


def reset() -> None:
    """As on the first day, but for the Python environment."""
    stop()
    for folder in (POSTGRES, TEST_POSTGRES, SYSTEM_POSTGRES):
        if folder.exists():
            server_at_rest(folder).forget()
    for entry in STATE.iterdir() if STATE.exists() else ():
        if entry.name not in KEPT:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    say("The embedded database, e-mails and logs are gone; `make run` begins anew.")
