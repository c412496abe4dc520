"""What searches take over HTTP, by their kinds, beside the bare question that finds as many rows and ranks nothing."""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from bench import opinions
from bench.client import Request, ask
from bench.meter import Meter
from bench.pool import FIRST, REGIONS, Pool
from bench.served import Served
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now

PATH = "/api/v1/officers"
CLIENTS = (1, 8)
WEEKS, MINUTES = 4, 120
SHORT = (
    "council tax", "planning appeals", "disabled facilities grants", "payroll migration", "licensing",
    "housing benefit overpayments", "data protection", "waste contract", "school transport", "elections",
)  # fmt: skip
ANSWERED, WARM = 200, 24
BARE = """
    SELECT listing_id FROM matching_officerindex
     WHERE words @@ plainto_tsquery('english', %s) AND region = %s ORDER BY confirmed DESC, listing_id LIMIT 20
"""
Figures = dict[str, Any]


def measured(pool: Pool, ours: Served, postmaster: int, number: int) -> Figures:
    """The table of searches, by kind and by how many search at once: so many of each."""
    found: Figures = {"bare question": _bare(number)}
    meter = Meter(postmaster, ours.cpu)
    for kind, asked in kinds().items():
        requests = [
            Request(f"{PATH}?{urlencode(said)}", pool.tokens[place % len(pool.tokens)])
            for place, said in enumerate(islice(cycle(asked), number))
        ]
        ask(ours.port, max(CLIENTS), islice(cycle(requests), WARM))
        for clients in CLIENTS:
            found[f"{kind} {clients}"] = _one(meter, ours, clients, requests)
    return found


def kinds() -> dict[str, list[dict[str, Any]]]:
    """What is asked, by the kind of question."""
    judged = [need.text for need in opinions.needs(Path(__file__).parent / "judged")][:10]
    free = {"minutes": MINUTES, "each_week": "true", "weeks": _weeks()}
    common, names = common_word(), list(misspelt())
    whole = [{"q": words, "region": REGIONS[n % len(REGIONS)], **free} for n, words in enumerate(SHORT)]
    return {
        "words, region, weeks": whole,
        "the same, counted": [{**asked, "counts": "true"} for asked in whole],
        "words": [{"q": words} for words in SHORT],
        "sentence": [{"q": words} for words in judged],
        "common word": [{"q": common}],
        "name with a slip": [{"q": name} for name in names],
        "weeks alone": [{"region": region, **free} for region in REGIONS],
    }


def common_word() -> str:
    """The word that most listings have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM matching_indexedword ORDER BY listings DESC, word LIMIT 1")
        return str(cursor.fetchone()[0])


def misspelt() -> Iterator[str]:
    """Names of officers, without their fourth letter from the end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM identity_person WHERE id >= %s AND id %% 997 = 0 ORDER BY id LIMIT 10", [FIRST]
        )
        for (name,) in cursor.fetchall():
            yield name[:-4] + name[-3:]


def _one(meter: Meter, server: Served, clients: int, requests: list[Request]) -> Figures:
    answers: list[Any] = []
    cost = meter.cost(lambda: answers.append(ask(server.port, clients, requests)))
    (answered,) = answers
    if set(answered.statuses) != {ANSWERED}:
        raise RuntimeError(f"not all were answered: {answered.statuses}, {answered.last[:500]!r}")
    parts = {f"p{part}": answered.part(part) for part in (50, 95)}
    cpu = {"web": cost.others * 1000 / len(requests), "database": cost.database * 1000 / len(requests)}
    return {**parts, "each_second": answered.each_second, **cpu, "noise": cost.noise}


def _bare(number: int) -> Figures:
    took = []
    with connection.cursor() as cursor:
        for place, words in enumerate(islice(cycle(SHORT), number)):
            begun = time.perf_counter()
            cursor.execute(BARE, [words, REGIONS[place % len(REGIONS)]])
            cursor.fetchall()
            took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    return {"p50": took[len(took) // 2], "p95": took[int(len(took) * 0.95)]}


def _weeks() -> str:
    first = weeks.monday_of(london_date(now())) + timedelta(weeks=3)
    return f"{weeks.written(first)}..{weeks.written(first + timedelta(weeks=WEEKS - 1))}"
