"""What a council says about what it publishes and keeps."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ComparisonRateSet(Fact):
    """A council says against which day rate it compares what it borrows, from a day on. Pence before VAT."""

    rate_id: int
    day_pence: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class RetentionChosen(Fact):
    """A council keeps a kind of record for so many years."""

    choice_id: int
    years: int


@dataclass(frozen=True, kw_only=True)
class RecordsHeld(Fact):
    """A council destroys no record until this hold is lifted."""

    hold_id: int


@dataclass(frozen=True, kw_only=True)
class RecordsReleased(Fact):
    """The hold is lifted: the usual periods hold again."""

    hold_id: int
