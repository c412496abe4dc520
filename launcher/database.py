"""The database the application uses: embedded or given; brought up to date before the first page."""

import contextlib
import fcntl
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.sql import SQL

from commonpool.config.env import ENV, ROOT, inherited
from launcher import roles
from launcher.places import LOGS, POSTGRES, PYTHON, STATE
from launcher.postgres import server_in
from launcher.sorry import Sorry, done, say

OLDEST = 150_000
PACKAGE = ROOT / "commonpool"
LOG = LOGS / "database.log"
TOO_MIGHTY = (
    "Warning: DATABASE_URL connects as a superuser or as the owner of the tables, from whom the database cannot keep"
    " its log safe; name a lesser role there, and the owner in DATABASE_OWNER_URL."
)
OTHER_TABLES = (
    "The tables of this database were made by an earlier state of Commonpool, of which none was released: `make reset`"
    " makes them anew, without what is in them, or name an empty database in DATABASE_URL."
)
MARK = "SELECT obj_description('django_migrations'::regclass, 'pg_class')"
FIRST_DONE = "SELECT count(*) FROM django_migrations WHERE name LIKE '0001%%' AND app = ANY(%s)"


@dataclass(frozen=True)
class Database:
    """The two addresses, and the file that remembers what was done to it (none for a given one)."""

    url: str
    owner_url: str
    stamp: Path | None


@contextlib.contextmanager
def ready() -> Iterator[Database]:
    """It answers and is up to date inside; an embedded one stops with its last user."""
    keep_secret()
    if ENV.embedded:
        say("Starting PostgreSQL …")
        with server_in(POSTGRES).used() as server:
            roles.make(server.url("postgres"))
            url = server.url(roles.DATABASE, roles.APPLICATION)
            owner_url = server.url(roles.DATABASE, roles.OWNER)
            (STATE / "database-url").write_text(url)
            yield _up_to_date(Database(url, owner_url, server.folder / "up-to-date"))
    else:
        refuse_unusable("DATABASE_URL", ENV.database_url)
        refuse_unusable("DATABASE_OWNER_URL", ENV.database_owner_url)
        database = _up_to_date(Database(ENV.database_url, ENV.database_owner_url, None))
        if roles.may_change_tables(database.url):
            say(TOO_MIGHTY)
        yield database


def keep_secret() -> None:
    """The state folder holds a secret of its own, made once; who comes meanwhile waits for all of it."""
    STATE.mkdir(parents=True, exist_ok=True)
    file = STATE / "secret-key"
    with (STATE / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(FileExistsError):
            file.touch(mode=0o600, exist_ok=False)
            file.write_text(secrets.token_urlsafe(48))


def _up_to_date(database: Database) -> Database:
    """Migrated by the owner, granted to the application, loaded; skipped while nothing of it changed."""
    with (STATE / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = _fingerprint()
        if database.stamp and database.stamp.is_file() and database.stamp.read_text() == now:
            return database
        say("Bringing the database up to date …")
        _migrate(database)
        application = roles.user_of(database.url)
        if application != roles.user_of(database.owner_url):
            roles.grant(database.owner_url, application)
        _manage(["load"], database.url, "It could not be filled", demonstration=ENV.demonstration)
        with psycopg.connect(database.owner_url, autocommit=True) as owner:
            owner.execute("ANALYZE")  # or the first pages are planned for empty tables
        if database.stamp:
            database.stamp.write_text(now)
    return database


def _migrate(database: Database) -> None:
    """Every migration is applied; the first ones leave a mark. Refuses tables that others have made than they do now.

    Until a first release the first migrations are edited in place, which tables that are there do not follow.
    """
    first = sorted(PACKAGE.glob("*/migrations/0001_*.py"))
    mark = _mark(first)
    with psycopg.connect(database.owner_url) as owner:
        made = _made(owner, [each.parent.parent.name for each in first])
        if made and owner.execute(MARK).fetchone() != (mark,):
            raise Sorry(OTHER_TABLES)
    _manage(["migrate", "--no-input", "--verbosity=0"], database.owner_url, "It could not be migrated")
    if not made:
        with psycopg.connect(database.owner_url) as owner:
            owner.execute(SQL("COMMENT ON TABLE django_migrations IS {}").format(mark))


def _made(owner: psycopg.Connection, stages: list[str]) -> bool:
    """Whether all these stages have their first tables: a first start that was stopped goes on where it was."""
    if owner.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
        return False
    done = owner.execute(FIRST_DONE, [stages]).fetchone()
    return done == (len(stages),)


def _manage(command: list[str], url: str, otherwise: str, *, demonstration: bool = False) -> None:
    program = ["-m", "launcher.loading"] if command == ["load"] else ["manage.py", *command]
    environment = inherited(DATABASE_URL=url, DEMONSTRATION="1" if demonstration else "0")
    sentence = otherwise.replace("It", "The database", 1)
    done([PYTHON, *program], sentence, LOG, env=environment, cwd=ROOT)


def _fingerprint() -> str:
    """Changes whenever what is loaded does, or how, or for whom."""
    folders = ("migrations", "reference", "commands", "demonstration", "static")
    return fingerprint(*folders, also=f"{ENV.demonstration} {(ROOT / 'requirements.lock').read_text()}")


def fingerprint(*folders: str, also: str = "") -> str:
    """A mark of every file in the product's folders of these names."""
    return _mark({file for folder in folders for file in PACKAGE.glob(f"**/{folder}/**/*")}, also)


def _mark(files: Iterable[Path], also: str = "") -> str:
    found = hashlib.sha256(also.encode())
    for file in sorted(file for file in files if file.is_file() and "__pycache__" not in file.parts):
        found.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return found.hexdigest()


def refuse_unusable(name: str, url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        lines = str(error).strip().splitlines() or ["it does not answer"]
        raise Sorry(f"{name} cannot be used: {lines[0].rstrip('.')}.") from error
    if version < OLDEST:
        raise Sorry(
            f"{name} cannot be used: it is PostgreSQL {version // 10_000}, and 15 or newer is needed."
        )
