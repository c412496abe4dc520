"""The benchmark told: every size measured, printed, kept and compared: see `bench.shipped`."""

import importlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench import booking, limit, nightly, paging, searching
from bench.aims import missed
from bench.databases import copy, drop, enter, postmaster, settings
from bench.meter import exponent
from bench.pool import Pool, write_councils, write_officers
from bench.served import served

BASE, POOL = "bench_base", "bench_pool"
RESULTS = Path(__file__).parent / "results" / "latest.json"
ASKERS = 32
SEARCHES, QUICK_SEARCHES = 200, 20
NIGHT, QUICK_NIGHT = 10_000, 500
TEAMS = "bench.teams"
MUCH_CHANGE = 0.2
GROWING = {"booking": ("rates", "ours 1", "p50"), "search": ("searches", "words, region, weeks 1", "p50")}
Figures = dict[str, Any]


def measure(sizes: list[int], *, quick: bool) -> int:
    """Every size is measured, printed and kept; 1 when a week was sold twice, or in a whole run a limit was missed."""
    with prepared() as pool:
        return _all_sizes(sizes, pool, quick=quick)


@contextmanager
def prepared() -> Iterator[Pool]:
    """The councils are written in a database of their own, from which `POOL` is copied; both are dropped again."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = BASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_reference", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield write_councils(ASKERS)
    finally:
        drop(POOL)
        enter(BASE)
        connection.creation.destroy_test_db(before, verbosity=0)


def _all_sizes(sizes: list[int], pool: Pool, *, quick: bool) -> int:
    program = limit.pgbench()
    if program is None:
        print("There is no pgbench on this machine: bookings are not compared with the limit.")
    told = [_measured(size, pool, program, quick=quick) | {"quick": quick} for size in sizes]
    now: Figures = {"settings": settings(), "sizes": told, "ratios": told[-1]["ratios"]}
    if find_spec(TEAMS):
        now["teams"] = importlib.import_module(TEAMS).rows()
    if len(told) > 1:
        now["growth"] = {name: _growth(told, *place) for name, place in GROWING.items()}
        print("growth:", ", ".join(f"{name} n^{by:.2f}" for name, by in now["growth"].items()))
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(merged(before, now), indent=1) + "\n")
    lines = list(missed(now))
    print("\n".join([*changed(before, now), *lines]))
    sold_twice = any(each["ratios"]["double_bookings"] for each in told)
    # A quick run takes too few for its times to say much.
    return int(sold_twice or (bool(lines) and not quick))


def merged(before: Figures, now: Figures) -> Figures:
    """What is kept: what was measured now, with its ratios at the largest size; of other sizes what was kept before."""
    sizes = {each["size"]: each for each in (*before.get("sizes", ()), *now["sizes"])}
    return before | now | {"sizes": [sizes[size] for size in sorted(sizes)]}


def _measured(size: int, pool: Pool, program: Path | None, *, quick: bool) -> Figures:
    copy(BASE, POOL)
    begun = time.monotonic()
    write_officers(pool, size)
    print(f"\n{size:,} officers × 52 weeks, written in {time.monotonic() - begun:.0f} s", flush=True)
    server = postmaster()
    number = QUICK_SEARCHES if quick else SEARCHES
    with served() as ours:
        found = booking.measured(pool, ours, program, booking.QUICK if quick else booking.WHOLE, server)
        found |= {"size": size, "ratios": booking.ratios(found)}
        _print_bookings(found)
        found["searches"] = searching.measured(pool, ours, server, number)
        found["pages"] = paging.measured(ours, number // 2)
        found |= {"started": ours.started, "memory": ours.memory(), "memory_alone": ours.most_alone()}
    found["nights"] = nightly.measured(server, QUICK_NIGHT if quick else NIGHT)
    _print_rest(found)
    return found


def _print_bookings(found: Figures) -> None:
    titles = ("a second", "from", "to", "p50 ms", "p95", "p99", "CPU web", "CPU db", "noise")
    names = ("each_second", "from", "to", "p50", "p95", "p99", "web", "database", "noise")
    table("bookings, clients", titles, names, found["rates"])
    titles = ("weeks", "asked", "held", "refused", "otherwise", "sold twice", "p95 ms")
    names = ("weeks", "asked", "held", "refused", "otherwise", "twice", "p95")
    table("contended, clients", titles, names, found["contended"])
    print(", ".join(f"{name} {each:.3f}" for name, each in found["ratios"].items()), flush=True)


def _print_rest(found: Figures) -> None:
    titles, names = (
        ("p50 ms", "p95", "CPU web", "CPU db", "noise"),
        ("p50", "p95", "web", "database", "noise"),
    )
    table("searches, clients", titles, names, found["searches"])
    table("pages", ("p50 ms", "p95", "status", "bytes"), ("p50", "p95", "status", "bytes"), found["pages"])
    titles = ("ms each", "CPU ms each", "batch s", "MiB", "min/million", "noise")
    names = ("milliseconds", "cpu", "batch", "memory", "million", "noise")
    table("weeks derived at night", titles, names, found["nights"])
    held = f"{found['memory']} MiB, {found['memory_alone']} at most if nothing were shared"
    print(f"first answer after {found['started']:.1f} s; {held}", flush=True)


def table(title: str, titles: tuple[str, ...], names: tuple[str, ...], rows: dict[str, Figures]) -> None:
    """A line of each row, its figures beneath their titles."""
    print(f"{title:28}" + "".join(f"{each:>11}" for each in titles))
    for name, row in rows.items():
        print(f"{name:28}" + "".join(f"{_figure(row.get(each)):>11}" for each in names))
    sys.stdout.flush()


def _figure(of: float | None) -> str:
    if of is None:
        return "–"
    return str(of) if isinstance(of, int) else f"{of:.2f}"


def _growth(told: list[Figures], part: str, name: str, figure: str) -> float:
    """By which power a figure grows between the two largest sizes."""
    return exponent({each["size"]: each[part][name][figure] for each in told})


def changed(before: Figures, now: Figures) -> Iterator[str]:
    """Which figures of the same size are more than a fifth away from those kept before."""
    old = {each["size"]: _flat(each) for each in before.get("sizes", ())}
    for each in now["sizes"]:
        for name, figure in _flat(each).items():
            was = old.get(each["size"], {}).get(name)
            if was and abs(figure - was) > MUCH_CHANGE * was:
                yield f"changed, {each['size']:,}: {name} {was:.3g} → {figure:.3g}"


def _flat(found: Figures, before: str = "") -> dict[str, float]:
    """The figures that are compared, by their place."""
    flat: dict[str, float] = {}
    for name, each in found.items():
        if isinstance(each, dict):
            flat |= _flat(each, f"{before}{name} / ")
        elif name in ("each_second", "p50", "p95", "memory", "started") or before == "ratios / ":
            flat[before + name] = float(each)
    return flat
