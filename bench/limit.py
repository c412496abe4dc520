"""What the database alone can do: six prepared statements of a booking by pgbench, and the bare question of a search.

The six: the key that makes a request unique, the budget, the week, the booking, the head of the council's chain, and
the event. Tables of their own, so that they hold nothing but what the six need.
"""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from commonpool.config.env import inherited
from launcher import binaries

TABLES = """
    DROP SCHEMA IF EXISTS bench_limit CASCADE;
    CREATE SCHEMA bench_limit;
    CREATE TABLE bench_limit.asked (key uuid PRIMARY KEY, answered_at timestamptz NOT NULL);
    CREATE TABLE bench_limit.budget (host integer PRIMARY KEY, used bigint NOT NULL);
    CREATE TABLE bench_limit.week (officer integer, monday integer, held integer NOT NULL CHECK (held >= 0),
                                   PRIMARY KEY (officer, monday));
    CREATE TABLE bench_limit.booking (id bigserial PRIMARY KEY, officer integer NOT NULL, host integer NOT NULL,
                                      monday integer NOT NULL, minutes integer NOT NULL, words text NOT NULL);
    CREATE INDEX ON bench_limit.booking (officer, monday);
    CREATE TABLE bench_limit.chain (host integer PRIMARY KEY, number bigint NOT NULL, head bytea NOT NULL);
    CREATE TABLE bench_limit.event (id bigserial PRIMARY KEY, host integer NOT NULL, number bigint NOT NULL,
                                    facts jsonb NOT NULL, UNIQUE (host, number));
    INSERT INTO bench_limit.budget SELECT n, 0 FROM generate_series(0, 399) n;
    INSERT INTO bench_limit.chain SELECT n, 0, '' FROM generate_series(0, 399) n;
    INSERT INTO bench_limit.week SELECT o, w, 0 FROM generate_series(1, 10000) o, generate_series(1, 52) w;
    ANALYZE
"""
BOOKING = """
\\set officer random(1, 10000)
\\set monday random(1, 52)
\\set host random(0, 399)
BEGIN;
INSERT INTO bench_limit.asked VALUES (gen_random_uuid(), now());
UPDATE bench_limit.budget SET used = used + 7662 WHERE host = :host;
UPDATE bench_limit.week SET held = held + 120 WHERE officer = :officer AND monday = :monday;
INSERT INTO bench_limit.booking (officer, host, monday, minutes, words)
VALUES (:officer, :host, :monday, 120, 'Review our planning appeals backlog and coach two officers');
UPDATE bench_limit.chain SET number = number + 1, head = sha256(head || '\\x00') WHERE host = :host
RETURNING number AS number \\gset
INSERT INTO bench_limit.event (host, number, facts) VALUES (:host, :number, '{"officer": 1, "minutes": 120}');
COMMIT;
"""
EACH_SECOND = re.compile(r"tps = ([0-9.]+)")
LATENCY = re.compile(r"latency average = ([0-9.]+)")


@dataclass(frozen=True)
class Limit:
    """Bookings a second, and the mean milliseconds of each; what measured them."""

    each_second: float
    milliseconds: float


def pgbench() -> Path | None:
    """The program, of the embedded server or of the machine's."""
    places = [binaries.embedded(), binaries.system()]
    found = (place / "pgbench" for place in places if place is not None)
    return next((each for each in found if each.is_file()), None)


def write_tables() -> None:
    """The tables of the six statements are there and empty of bookings."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


def forget_tables() -> None:
    """They are gone again."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS bench_limit CASCADE")


def measured(program: Path, clients: int, seconds: int) -> Limit:
    """The six at so many clients, prepared, for so long."""
    url = os.environ["DATABASE_URL"].replace("/postgres?", f"/{connection.settings_dict['NAME']}?")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(BOOKING)
        script.flush()
        size = ["-c", str(clients), "-j", str(min(clients, 2)), "-T", str(seconds)]
        command = [str(program), "-n", "-M", "prepared", *size, "-f", script.name, url]
        said = subprocess.run(
            command, env=inherited(PGOPTIONS=""), capture_output=True, text=True, check=False
        )
    if said.returncode:
        raise RuntimeError(said.stderr)
    figures = [each.search(said.stdout) for each in (EACH_SECOND, LATENCY)]
    return Limit(*(float(each.group(1)) for each in figures if each))
