"""What pay costs a council on top, as the law has it."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from commonpool.agreements.rules.paying import CostRate
from commonpool.kernel.tables import read_table

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "on_costs.csv"


@lru_cache(maxsize=1)
def cost_rates() -> tuple[CostRate, ...]:
    """Every rate with its days, source and mark. Read once: it changes with the product."""
    return tuple(
        CostRate(
            cost=row["cost"],
            hundredths=int(row["hundredths"]),
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
            source=row["source"],
            mark=row["mark"],
            as_at=date.fromisoformat(row["as_at"]),
        )
        for row in read_table(REFERENCE)
    )
