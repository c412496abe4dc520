"""What a council says about what it publishes."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ComparisonRateSet(Fact):
    """A council says against which day rate it compares what it borrows, from a day on. Pence before VAT."""

    rate_id: int
    day_pence: int
    starts_on: date
