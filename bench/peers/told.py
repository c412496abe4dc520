"""The systems measured by turns, told as a table, and kept."""

import json
import os
import tomllib
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench.booking import ASKED_AT_ONCE, CLIENTS, REFERENCE
from bench.client import Request, ask
from bench.databases import postmaster, settings
from bench.meter import Meter
from bench.peers import indico, ours, pretix
from bench.peers.environments import LIST
from bench.peers.systems import System
from bench.pool import Pool
from bench.told import prepared, table

RESULTS = Path(__file__).parents[1] / "results" / "peers.json"
LEAST_OVER_PRETIX = 10
TURNS, CONTENDED, SEARCHES, WARM = 2, 100, 40, 100
BOOKINGS = {ours.NAME: 150, pretix.NAME: 60, indico.NAME: 60}
"""Of one client in a turn; more clients make four times as many: seconds of each system."""
ANSWERED = 200
Figures = dict[str, Any]
Rows = dict[str, Figures]


def measure() -> int:
    """Measures, prints and keeps; 1 when ours is not so far above pretix, or sold a week twice."""
    with prepared() as pool, ExitStack() as stack:
        systems, left_out = _started(pool, stack)
        kept: Figures = {"settings": settings(), "versions": _versions(), "load_before": os.getloadavg()[0]}
        kept |= measured(systems, Meter(postmaster(), lambda: sum(each.server.cpu() for each in systems)))
    kept |= {"left_out": left_out, "ratios": ratios(kept["bookings"])}
    _print(kept)
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n")
    return int(not holds(kept))


def measured(systems: list[System], meter: Meter) -> Figures:
    """By turns: bookings of different slots, searches, and slots that several ask for at once."""
    for system in systems:
        _answered(system, meter, REFERENCE, _booked(system, WARM), {system.held})
        system.count_rows()
        _answered(system, meter, REFERENCE, _booked(system, WARM // 4), {system.held})
    booked: dict[str, list[Figures]] = {}
    searched: dict[str, list[Figures]] = {}
    for _turn in range(TURNS):
        for clients in CLIENTS:
            for system in systems:
                requests = _booked(system, BOOKINGS[system.name] * (1 if clients == 1 else 4))
                figures = _answered(system, meter, clients, requests, {system.held})
                booked.setdefault(f"{system.name} {clients}", []).append(figures)
        for system in systems:
            requests = [system.search(number) for number in range(SEARCHES)]
            searched.setdefault(f"{system.name} 1", []).append(
                _answered(system, meter, 1, requests, {ANSWERED})
            )
    contended = {
        f"{system.name} {clients}": _contended(system, meter, clients)
        for clients in CLIENTS[1:]
        for system in systems
    }
    return {
        "bookings": {name: middle(runs) for name, runs in booked.items()},
        "searches": {name: middle(runs) for name, runs in searched.items()},
        "contended": contended,
    }


def middle(runs: list[Figures]) -> Figures:
    """The median of each figure, and how far the rates lie apart; of the noise, the most."""
    rates = [run["each_second"] for run in runs]
    found = {name: median(run[name] for run in runs) for name in runs[0]}
    return found | {"noise": max(run["noise"] for run in runs), "from": min(rates), "to": max(rates)}


def ratios(bookings: Rows) -> dict[str, float]:
    """How many bookings ours makes for one of each peer that was measured, at the clients of the reference."""
    rates = {name: each["each_second"] for name, each in bookings.items()}
    mine = rates[f"{ours.NAME} {REFERENCE}"]
    return {
        f"booking_over_{peer}": mine / rates[f"{peer} {REFERENCE}"]
        for peer in (pretix.NAME, indico.NAME)
        if f"{peer} {REFERENCE}" in rates
    }


def holds(kept: Figures) -> bool:
    """Whether pretix was measured and ours is so far above it, and no week of ours was sold twice."""
    mine = [each for name, each in kept["contended"].items() if name.startswith(ours.NAME)]
    far = kept["ratios"].get(f"booking_over_{pretix.NAME}", 0.0) >= LEAST_OVER_PRETIX
    return far and not any(each["twice"] for each in mine)


def _started(pool: Pool, stack: ExitStack) -> tuple[list[System], dict[str, str]]:
    """Ours and the peers that this machine can have; why each other one is left out."""
    systems, left_out = [stack.enter_context(ours.served(pool))], {}
    slots = 2 * WARM + TURNS * 9 * BOOKINGS[pretix.NAME] + 2 * CONTENDED
    for peer in (pretix, indico):
        begun: AbstractContextManager[System] = peer.served(slots)
        try:
            systems.append(stack.enter_context(begun))
        except RuntimeError as why:
            left_out[peer.NAME] = str(why)
            print(f"{peer.NAME} is left out: {why}", flush=True)
    return systems, left_out


def _booked(system: System, number: int) -> list[Request]:
    return [system.book(slot, asker) for asker, slot in enumerate(system.free_slots(number))]


def _contended(system: System, meter: Meter, clients: int) -> Figures:
    """Each slot is asked for several times at once; in the database, how many of them were sold more than once."""
    before = system.doubles()
    requests = [
        system.book(slot, place + other)
        for place, slot in enumerate(system.free_slots(CONTENDED))
        for other in range(ASKED_AT_ONCE)
    ]
    figures = _answered(system, meter, clients, requests, {system.held, system.taken})
    return {"slots": CONTENDED, "asked": len(requests), **figures, "twice": system.doubles() - before}


def _answered(
    system: System, meter: Meter, clients: int, requests: list[Request], expected: set[int]
) -> Figures:
    answers = []
    cost = meter.cost(lambda: answers.append(ask(system.server.port, clients, requests)))
    (answered,) = answers
    if set(answered.statuses) - expected:
        raise RuntimeError(f"{system.name} said {answered.statuses}, {answered.last[:500]!r}")
    parts = {f"p{part}": answered.part(part) for part in (50, 95)}
    held = {"held": answered.statuses[system.held]}
    return {"each_second": answered.each_second, **parts, **held, "noise": cost.noise}


def _versions() -> dict[str, str]:
    return {name: asked["packages"][0] for name, asked in tomllib.loads(LIST.read_text()).items()}


def _print(kept: Figures) -> None:
    print(f"load before {kept['load_before']:.1f}")
    titles = ("a second", "from", "to", "p50 ms", "p95", "noise")
    names = ("each_second", "from", "to", "p50", "p95", "noise")
    table("bookings, clients", titles, names, kept["bookings"])
    table("searches, clients", titles, names, kept["searches"])
    titles = ("slots", "asked", "held", "sold twice", "p95 ms", "noise")
    table(
        "contended, clients", titles, ("slots", "asked", "held", "twice", "p95", "noise"), kept["contended"]
    )
    print(", ".join(f"{name} {each:.1f}" for name, each in kept["ratios"].items()), flush=True)
