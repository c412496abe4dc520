"""What the night's derivation of everybody's weeks takes, of so many officers: by the officer, as all are alike."""

from datetime import timedelta
from typing import Any

from bench.meter import Meter, forget_memory, memory
from bench.pool import FIRST
from commonpool.availability.operations.weeks import BATCH, EVERY_NIGHT, derive_weeks
from commonpool.kernel.clock import now

A_MILLION, MINUTE = 1_000_000, 60
NIGHTS = {"the same week again": 0, "a week more": 1}


def measured(postmaster: int, officers: int) -> dict[str, Any]:
    """Milliseconds for each officer, the longest that a batch held its locks, MiB; minutes for a million of them."""
    meter, found = Meter(postmaster), {}
    for name, later in NIGHTS.items():
        forget_memory()
        at, batches = now() + timedelta(weeks=later), []
        for first in range(FIRST, FIRST + officers, BATCH):
            ids = range(first, first + BATCH)
            batches.append(
                meter.cost(lambda ids=ids, at=at: derive_weeks(person_ids=ids, actor=EVERY_NIGHT, at=at))
            )  # type: ignore[misc]
        cpu = sum(each.here + each.database for each in batches)
        found[name] = {
            "milliseconds": sum(each.seconds for each in batches) * 1000 / officers,
            "cpu": cpu * 1000 / officers,
            "batch": max(each.seconds for each in batches),
            "memory": memory(),
            "million": cpu * A_MILLION / officers / MINUTE,
            "noise": max(each.noise for each in batches),
        }
    return found
