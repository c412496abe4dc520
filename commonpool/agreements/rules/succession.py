"""What a council that takes over from others goes on with, where they had chosen differently."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from commonpool.agreements.rules.procurement import BELOW, HORIZONTAL, OTHER, REGULATION_13, VERTICAL

CAREFUL = (BELOW, OTHER, VERTICAL, HORIZONTAL, REGULATION_13)
"""The reasons for no competition, that which allows least first: a loan below the threshold needs no exemption."""
ANSWERS_TAKEN_OVER = (
    "basis", "basis_words", "objectives", "public_interest", "other_activity_percent", "answered_at",
    "answered_by_id",
)  # fmt: skip
DAYS_TO_SIGN = 90
"""How long a council is bound by what only some of its predecessors signed."""


def bound_until(signed: Iterable[int], predecessors: Iterable[int], on: date) -> date | None:
    """The last day of the agreement it takes over: none where all of its predecessors had signed."""
    return None if set(predecessors) <= set(signed) else on + timedelta(days=DAYS_TO_SIGN - 1)


def lowest(values: Iterable[int | None]) -> int | None:
    """The lowest of what was chosen; none where nobody chose."""
    chosen = [value for value in values if value is not None]
    return min(chosen) if chosen else None


def prices_taken_over(prices: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Pence an hour by band: the lowest, so that nobody pays more for an officer than was published for them."""
    bands = sorted({band for each in prices for band in each})
    return {band: min(each[band] for each in prices if band in each) for band in bands}


def price_conflicts(prices: Sequence[Mapping[str, int]]) -> list[str]:
    """The bands that had different prices."""
    taken = prices_taken_over(prices)
    return [band for band in taken if any(each.get(band, taken[band]) != taken[band] for each in prices)]


def in_all(chosen: Sequence[Iterable[int]]) -> set[int]:
    """What every one of them had chosen."""
    return set.intersection(*map(set, chosen)) if chosen else set()


def carefulness(basis: str) -> int:
    """The place of a reason among those that allow least."""
    return CAREFUL.index(basis)


def costs_taken_over(costs: Iterable[int | None]) -> int | None:
    """Pence an hour that a band costs, or is priced at beside weekdays: the lowest, where all that had it said one."""
    known = list(costs)
    return None if None in known else lowest(known)
