"""What happened to prices, and to what they are worked out from."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PayScalesLoaded(Fact):
    """National tables of pay points are new, or say something else."""

    scale_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PayScaleKept(Fact):
    """A council has a table of pay points of its own, from a day."""

    scale_id: int
    points: int
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class LendingCostsSet(Fact):
    """A council chose what it adds to pay and on-costs when it works out a price, from a day."""

    costs_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class PriceSet(Fact):
    """An hour of a grade band has a price, in pence before VAT, from a day."""

    price_id: int
    hourly_pence: int
    starts_on: date
