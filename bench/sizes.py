"""A month's money measured at each size, as a table and as a file: see `bench.money`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.databases import copy, drop, enter, postmaster, settings
from bench.meter import Cost, Meter, exponent, forget_memory, memory
from bench.month import COUNCILS, Month, write_councils, write_month
from bench.story import CLEARING, bare, cleared, issued
from commonpool.invoices.models import Invoice
from commonpool.settlement.models import Payment

RUNS = {10_000: 3, 100_000: 3, 1_000_000: 1}
"""How often each size is measured; the median counts."""
HOSTS = (40, COUNCILS - 1)
"""To how many others a council lends: to forty, and the worst, to every other."""
RESULTS = Path(__file__).parent / "results" / "money.json"
LIMITS = {"issue": 60.0, "clearing": 6.0, "memory": 1024, "growth": 1.05}
TITLES = ("step", "seconds", "from", "to", "CPU here", "database", "statements", "noise")
MUCH_NOISE = 0.1


def measure(sizes: list[int]) -> int:
    """Every size is measured, printed and kept; 1 when a limit is passed."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = "bench_councils"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_reference", verbosity=0)
        write_councils()
        return _all_sizes(sizes)
    finally:
        enter("bench_councils")
        connection.creation.destroy_test_db(before, verbosity=0)


def _all_sizes(sizes: list[int]) -> int:
    kept: list[dict[str, Any]] = []
    for hosts in HOSTS:
        seconds: dict[str, dict[int, float]] = {}
        for size in sizes:
            found = _measured(Month(size, hosts))
            kept.append(found)
            for name in ("issue", "clearing"):
                seconds.setdefault(name, {})[size] = found["steps"][name]["CPU"]
        if len(sizes) > 1:
            grown = {name: exponent(of) for name, of in seconds.items()}
            kept[-1]["growth"] = grown
            print("growth of CPU:", ", ".join(f"{name} n^{by:.2f}" for name, by in grown.items()), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps({"limits": LIMITS, "settings": settings(), "months": kept}, indent=1) + "\n"
    )
    over = [said for each in kept for said in _over(each)]
    print("\n".join(over) or f"nothing is over a limit {LIMITS}")
    return int(bool(over))


def _measured(month: Month) -> dict[str, Any]:
    """The month told so many times, each in a database of its own."""
    copy("bench_councils", "bench_month")
    write_month(month)
    told: dict[str, list[Cost]] = {}
    counted: dict[str, int] = {}
    most = 0
    for _run in range(RUNS[month.charges]):
        copy("bench_month", "bench_run")
        forget_memory()
        for name, cost in _told().items():
            told.setdefault(name, []).append(cost)
        most, counted = max(most, memory()), _counted()
    drop("bench_run", "bench_month")
    steps = {name: _summed(costs) for name, costs in told.items()}
    found = {"charges": month.charges, "pairs": month.pairs, **counted, "memory": most, "steps": steps}
    _print(found)
    return found


def _told() -> dict[str, Cost]:
    meter = Meter(postmaster())
    found = {"issue": issued(meter), "bare SQL of issue": bare(meter), **cleared(meter)}
    parts = [found[name] for name in CLEARING]
    sums = (
        sum(getattr(part, name) for part in parts) for name in ("seconds", "here", "database", "statements")
    )
    found["clearing"] = Cost(*sums, max(part.noise for part in parts))  # type: ignore[arg-type]
    return found


def _summed(costs: list[Cost]) -> dict[str, Any]:
    middle = {name: median(getattr(each, name) for each in costs) for name in asdict(costs[0])}
    seconds = [each.seconds for each in costs]
    return {**middle, "CPU": middle["here"] + middle["database"], "from": min(seconds), "to": max(seconds)}


def _print(found: dict[str, Any]) -> None:
    print(
        f"\n{found['charges']:,} charges of {COUNCILS} councils, {found['pairs']:,} pairs of which one may lend to the"
        f" other; {found['invoices']:,} invoices, {found['payments']} payments; {found['memory']} MiB at most"
    )
    print(f"{TITLES[0]:20}" + "".join(f"{title:>11}" for title in TITLES[1:]))
    for name, step in found["steps"].items():
        figures = (step["seconds"], step["from"], step["to"], step["here"], step["database"])
        noise = f"{step['noise']:.2f}" + ("!" if step["noise"] > MUCH_NOISE else " ")
        print(
            f"{name:20}"
            + "".join(f"{each:11.2f}" for each in figures)
            + f"{step['statements']:11.0f}{noise:>11}"
        )
    sys.stdout.flush()


def _over(found: dict[str, Any]) -> list[str]:
    """What passes a limit. A limit is of a million charges; fewer pass it all the less."""
    measured = {name: found["steps"][name]["seconds"] for name in ("issue", "clearing")}
    measured["memory"] = found["memory"]
    said = [(name, each, LIMITS[name]) for name, each in measured.items()]
    said += [(f"growth of {name}", by, LIMITS["growth"]) for name, by in found.get("growth", {}).items()]
    of = f"{found['charges']:,} charges, {found['pairs']:,} pairs"
    return [f"OVER: {name} of {of}: {each:.2f} > {most}" for name, each, most in said if each > most]


def _counted() -> dict[str, int]:
    return {"invoices": Invoice.objects.count(), "payments": Payment.objects.count()}
