"""Judgements about what is looked for, how a result is explained, and what typed words mean: pure, over values."""

from commonpool.matching.rules.results import (
    SLOT,
    Alternative,
    Plan,
    Reason,
    Wanted,
    at_most_five,
    evened,
    every_week,
    plan,
    single_week,
)

__all__ = [
    "SLOT",
    "Alternative",
    "Plan",
    "Reason",
    "Wanted",
    "at_most_five",
    "evened",
    "every_week",
    "plan",
    "single_week",
]
