"""How many bookings a second are asked for over HTTP, beside what the database and Django alone can do, by turns."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db import connection

from bench import bare, limit
from bench.client import Answered, Request, ask
from bench.databases import count_rows
from bench.meter import Cost, Meter
from bench.pool import FIRST, Pool, free_slots
from bench.served import Served, served
from commonpool.kernel import weeks
from tests.factories.bookings import PURPOSE, function_id

CLIENTS = (1, 8, 32)
REFERENCE = 8
"""Clients of the ratios."""
WARM = 400
"""Bookings before anything is measured; a quarter more when they are counted."""
PATH, MINUTES = "/api/v1/bookings", 120
ASKED_AT_ONCE = 4
"""How many councils ask for each contended week."""
HELD, TAKEN = 201, 409
TWICE = """
    SELECT count(*) FROM (
        SELECT FROM bookings_bookedweek WHERE released_at IS NULL AND person_id >= %s
         GROUP BY person_id, monday HAVING count(*) > 1) sold
"""
Figures = dict[str, Any]


@dataclass(frozen=True)
class Effort:
    """How long is measured. `bookings`: of one client; more clients ask for more."""

    runs: int
    bookings: int
    seconds: int
    contended: int


QUICK, WHOLE = Effort(1, 20, 1, 10), Effort(3, 300, 5, 250)


def measured(pool: Pool, ours: Served, program: Any, effort: Effort, postmaster: int) -> Figures:
    """The table of bookings, by what was done and by how many."""
    limit.write_tables()
    bare.write_tables()
    told: dict[str, list[Figures]] = {}

    def tell(name: str, clients: int, figures: Figures) -> None:
        told.setdefault(f"{name} {clients}", []).append(figures)

    slots = iter(free_slots(10**6) + free_slots(10**6, shift=1))
    with served("bench.bare:application", "bench.bare_settings") as plain:
        meter = Meter(postmaster, lambda: ours.cpu() + plain.cpu())
        ask(ours.port, REFERENCE, _asked(pool, slots, WARM, "warm"))
        ask(plain.port, REFERENCE, _plain(0, WARM))
        count_rows()
        ask(ours.port, REFERENCE, _asked(pool, slots, WARM // 4, "planned anew"))
        ask(plain.port, REFERENCE, _plain(WARM, WARM // 4))
        for run in range(effort.runs):
            for clients in CLIENTS:
                bookings = effort.bookings * min(clients, REFERENCE) // 2
                if program is not None:
                    tell("limit", clients, asdict(limit.measured(program, clients, effort.seconds)))
                first = 2 * WARM + (run * len(CLIENTS) + CLIENTS.index(clients)) * 8 * effort.bookings
                tell("bare Django", clients, _one(meter, plain, clients, _plain(first, 2 * bookings)))
                requests = _asked(pool, slots, bookings, f"{run}-{clients}")
                tell("ours", clients, _one(meter, ours, clients, requests))
        contended = {str(clients): _contended(pool, ours, slots, effort, clients) for clients in CLIENTS[1:]}
    limit.forget_tables()
    bare.forget_tables()
    found = {name: _middle(runs) for name, runs in told.items()}
    return {"rates": found, "contended": contended}


def ratios(found: Figures) -> Figures:
    """What of the limit is reached, at the clients of the reference; in one run."""
    rates = {name: each["each_second"] for name, each in found["rates"].items()}
    ours = rates[f"ours {REFERENCE}"]
    said = {"booking_over_bare_django": ours / rates[f"bare Django {REFERENCE}"]}
    if f"limit {REFERENCE}" in rates:
        said["booking_over_l2"] = ours / rates[f"limit {REFERENCE}"]
    return said | {"double_bookings": sum(each["twice"] for each in found["contended"].values())}


def _one(meter: Meter, server: Served, clients: int, requests: list[Request]) -> Figures:
    answers: list[Answered] = []
    cost: Cost = meter.cost(lambda: answers.append(ask(server.port, clients, requests)))
    (answered,) = answers
    if answered.statuses != {HELD: len(requests)}:
        raise RuntimeError(f"not all were booked: {answered.statuses}, {answered.last[:500]!r}")
    parts = {f"p{part}": answered.part(part) for part in (50, 95, 99)}
    cpu = {"web": cost.others * 1000 / len(requests), "database": cost.database * 1000 / len(requests)}
    return {"each_second": answered.each_second, **parts, **cpu, "noise": cost.noise}


def _contended(pool: Pool, server: Served, slots: Iterable[Any], effort: Effort, clients: int) -> Figures:
    """Each week is asked for by several councils at once; in the database nobody is sold twice."""
    requests = []
    for place, slot in zip(range(effort.contended), slots, strict=False):
        requests += [
            asked(pool, slot, place + other, f"c-{clients}-{place}-{other}") for other in range(ASKED_AT_ONCE)
        ]
    answered = ask(server.port, clients, requests)
    with connection.cursor() as cursor:
        cursor.execute(TWICE, [FIRST])
        (twice,) = cursor.fetchone()
    others = sum(number for status, number in answered.statuses.items() if status not in (HELD, TAKEN))
    return {
        "weeks": effort.contended,
        "asked": len(requests),
        "held": answered.statuses[HELD],
        "refused": answered.statuses[TAKEN],
        "otherwise": others,
        "twice": twice,
        "p95": answered.part(95),
        "each_second": answered.each_second,
    }


def _asked(pool: Pool, slots: Iterable[Any], bookings: int, name: str) -> list[Request]:
    return [
        asked(pool, slot, place, f"{name}-{place}")
        for place, slot in zip(range(bookings), slots, strict=False)
    ]


def asked(pool: Pool, slot: tuple[str, int, date], asker: int, key: str) -> Request:
    """Somebody of another council asks for two hours."""
    officer, home, monday = slot
    who = asker % len(pool.tokens)
    if who == home:
        who = (who + len(pool.tokens) // 2) % len(pool.tokens)
    body = {
        "officer": officer,
        "weeks": [{"week": weeks.written(monday), "minutes": MINUTES}],
        "purpose": PURPOSE,
        "function": function_id(),
        "host": pool.codes[who],
    }
    return Request(PATH, pool.tokens[who], body, key)


def _plain(first: int, bookings: int) -> list[Request]:
    return [
        Request(
            "/",
            body={
                "officer": 1 + (first + n) % 10_000,
                "monday": f"2026-12-{7 + 7 * ((first + n) // 10_000 % 4):02d}",
                "host": n % 400,
                "minutes": MINUTES,
            },
        )
        for n in range(bookings)
    ]


def _middle(runs: list[Figures]) -> Figures:
    """The median of each figure, and how far the rates lie apart."""
    middle = {name: median(run[name] for run in runs) for name in runs[0]}
    rates = [run["each_second"] for run in runs]
    return {**middle, "from": min(rates), "to": max(rates)}
