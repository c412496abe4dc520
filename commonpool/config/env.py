"""Everything this product reads from its environment, in one place; `.env.sample` tells people the same.

Standard library only: the launcher reads it before anything is installed.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]

VARIABLES = {
    "PORT": ("8000", "The port of the web server on this machine."),
    "BASE_URL": ("http://127.0.0.1:8000", "Where people reach it; links in e-mails begin with it."),
    "ALLOWED_HOSTS": ("127.0.0.1,localhost", "Host names it answers to, besides the one of BASE_URL."),
    "WEB_WORKERS": ("2", "How many processes answer pages."),
    "DATABASE_URL": ("", "postgresql://user:password@host:5432/name; empty: the embedded PostgreSQL."),
    "DATABASE_OWNER_URL": ("", "The same database as the owner of its tables, for migrations."),
    "DEMONSTRATION": (
        "",
        "1: invented councils, also on your own database; 0: none, even on the embedded one.",
    ),
    "SECRET_KEY": ("", "Signs sessions and links; empty: one made once and kept in the state folder."),
    "EMAIL_URL": ("smtp://localhost:25", "smtp://user:password@host:587?tls=yes; unused in a demonstration."),
    "EMAIL_FROM": ("Commonpool <no-reply@localhost>", "The sender of every e-mail."),
    "OPERATOR_NAME": ("", "Who runs this installation: councils read it in the papers for their colleagues."),
    "OPERATOR_ADDRESS": ("", "Their postal address, in one line."),
    "OPERATOR_EMAIL": ("", "Where councils and officers write to them."),
    "OPERATOR_ICO_NUMBER": ("", "Their registration with the Information Commissioner’s Office."),
    "HOSTING_COUNTRY": ("", "The country in which the data are kept."),
    "JOINING_PRICE": ("", "What joining costs a council, in words: “Nothing until April 2028.”"),
    "SECURITY_CERTIFICATES": ("", "What they hold and until when: “Cyber Essentials Plus, to 3 May 2027”."),
    "COMMONPOOL_STATE": (".commonpool", "The folder of the embedded database, its e-mails and logs."),
    "TEST_DATABASE_NAME": ("", "Another name for the tests' database, to run two sets at once."),
    "CI": ("", "Anything: a test that could not be run is a failure."),
}


class UnusableEnvironment(ValueError):
    """A variable holds what cannot be used; the message is one plain sentence."""


@dataclass(frozen=True)
class Operator:
    """Who runs this installation and on what terms, in their own words; empty: they have not said."""

    name: str = ""
    address: str = ""
    email: str = ""
    ico_number: str = ""
    hosting_country: str = ""
    joining_price: str = ""
    certificates: str = ""


@dataclass(frozen=True)
class Environment:
    """What was read, typed."""

    port: int
    base_url: str
    allowed_hosts: list[str]
    web_workers: int
    embedded: bool
    database_url: str
    database_owner_url: str
    database: dict[str, Any]
    demonstration: bool
    secret_key: str
    email: dict[str, Any]
    email_from: str
    operator: Operator
    state: Path
    test_database_name: str | None
    ci: bool


def read(given: Mapping[str, str]) -> Environment:
    """The environment, typed, with what is missing filled in; refuses with one plain sentence."""
    state = (ROOT / (given.get("COMMONPOOL_STATE") or ".commonpool")).resolve()
    port = _whole_number(given, "PORT", 1, 65535)
    base_url = (given.get("BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    embedded = not given.get("DATABASE_URL")
    database_url = given.get("DATABASE_URL") or kept(state, "database-url") or "postgresql:///commonpool"
    test_database_name = given.get("TEST_DATABASE_NAME") or None
    hosts = (given.get("ALLOWED_HOSTS") or "127.0.0.1,localhost").split(",")
    return Environment(
        port=port,
        base_url=base_url,
        allowed_hosts=[*filter(None, [host.strip() for host in hosts]), urlsplit(base_url).hostname or ""],
        web_workers=_whole_number(given, "WEB_WORKERS", 1, 64),
        embedded=embedded,
        database_url=database_url,
        database_owner_url=given.get("DATABASE_OWNER_URL") or database_url,
        database={**database(database_url), "TEST": {"NAME": test_database_name}},
        demonstration=_switch(given, "DEMONSTRATION", default=embedded),
        secret_key=given.get("SECRET_KEY") or kept(state, "secret-key") or secrets.token_urlsafe(),
        email=email(given.get("EMAIL_URL") or VARIABLES["EMAIL_URL"][0]),
        email_from=given.get("EMAIL_FROM") or VARIABLES["EMAIL_FROM"][0],
        operator=Operator(
            name=given.get("OPERATOR_NAME", ""),
            address=given.get("OPERATOR_ADDRESS", ""),
            email=_mailbox(given, "OPERATOR_EMAIL"),
            ico_number=given.get("OPERATOR_ICO_NUMBER", ""),
            hosting_country=given.get("HOSTING_COUNTRY", ""),
            joining_price=given.get("JOINING_PRICE", ""),
            certificates=given.get("SECURITY_CERTIFICATES", ""),
        ),
        state=state,
        test_database_name=test_database_name,
        ci=bool(given.get("CI")),
    )


def kept(state: Path, name: str) -> str:
    """What the launcher keeps under this name in the state folder, or nothing."""
    file = state / name
    return file.read_text().strip() if file.is_file() else ""


PLANNING = "-c jit=off -c join_collapse_limit=4 -c plan_cache_mode=force_generic_plan"
"""Every statement reads a few rows by their keys, and is written in the order in which it is best done. Over that
PostgreSQL would spend more than over doing it: for a booking with all it belongs to, 20 ms instead of 1 ms. What is
prepared is asked by key too (ADR 0116), so one plan is right for all values: left to itself, PostgreSQL would plan some
of it anew each time."""


def database(url: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://user:password@host:port/name?host=socket` address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise UnusableEnvironment(
            "DATABASE_URL cannot be used: write it as postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "commonpool.kernel.postgres",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "5", "options": PLANNING, **options},
    }


def email(url: str) -> dict[str, Any]:
    """Django's settings for an `smtp://user:password@host:port?tls=yes` address."""
    try:
        parts = urlsplit(url)
        port = parts.port or 25
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme != "smtp" or not parts.hostname:
        raise UnusableEnvironment(
            "EMAIL_URL cannot be used: write it as smtp://user:password@host:587?tls=yes."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "yes",
    }


def sample() -> str:
    """The text of `.env.sample`."""
    lines = ["# Copy to .env and change what you need. What is set in the shell wins over this file.\n"]
    lines += [f"\n# {meaning}\n# {name}={default}\n" for name, (default, meaning) in VARIABLES.items()]
    return "".join(lines)


KEPT = {"PYTHONDONTWRITEBYTECODE": "", "MALLOC_ARENA_MAX": "1"}
"""Whatever this machine prefers. Each process finds what another compiled, which would be a third of every start; its
threads share one heap, as Python lets only one of them run, where glibc gives each its own and fills none."""


def inherited(**changes: str) -> dict[str, str]:
    """This process's environment with changes, for a process it starts."""
    return {**os.environ, **KEPT, **changes}


def _whole_number(given: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = given.get(name) or VARIABLES[name][0]
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise UnusableEnvironment(f"{name} must be a whole number from {least} to {most}, not “{text}”.")
    return int(text)


def _switch(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = given.get(name) or ("1" if default else "0")
    if text not in ("0", "1"):
        raise UnusableEnvironment(f"{name} must be 1 or 0, not “{text}”.")
    return text == "1"


def _mailbox(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise UnusableEnvironment(f"{name} must be one e-mail address, not “{text}”.")
    return text


def _file(path: Path) -> dict[str, str]:
    """The variables of a `.env` file: a line each, comments and quotes allowed."""
    if not path.is_file():
        return {}
    lines = [line.strip() for line in path.read_text().splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


ENV = read({**_file(ROOT / ".env"), **os.environ})
