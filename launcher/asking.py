"""Commands that need the database but no web server: they share a running one, or start and stop it."""

import subprocess
import sys

from commonpool.config.env import ENV, ROOT, inherited
from launcher.database import Database, ready
from launcher.places import LOGS, PYTHON
from launcher.sorry import Sorry, done


def demo_accounts() -> None:
    """The demonstration accounts are on the output as JSON, and nothing else is."""
    if not ENV.demonstration:
        raise Sorry("There are no demonstration accounts: this database is not a demonstration.")
    with ready() as database:
        command = [str(PYTHON), "manage.py", "demo_accounts"]
        sentence = "The demonstration accounts could not be listed"
        sys.stdout.write(done(command, sentence, LOGS / "accounts.log", env=_environment(database), cwd=ROOT))


def measure(*arguments: str) -> int:
    """The table of server times on demonstration data."""
    with ready() as database:
        command = [str(PYTHON), "-m", "bench.measure", *arguments]
        environment = _environment(database) | {
            "ALLOWED_HOSTS": "testserver"
        }  # the name Django's client uses
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _environment(database: Database) -> dict[str, str]:
    return inherited(DATABASE_URL=database.url, DEMONSTRATION="1" if ENV.demonstration else "0")
