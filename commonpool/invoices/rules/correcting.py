"""What a correction of hours does to what was charged for them. Whole pence and minutes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Left:
    """What is left of a charge after earlier corrections: pence before VAT, and minutes."""

    charge_id: int
    pence: int
    minutes: int


def taken_back(charges: Sequence[Left], pence: int, minutes: int) -> list[Left]:
    """From which charges so many pence and minutes are taken: the newest first, none below nothing.

    `charges`: in the order they were made. A charge of which nothing is left has no minutes left either.
    """
    found = []
    for each in reversed(charges):
        taken = min(each.pence, pence)
        if not taken:
            continue
        fewer = each.minutes if taken == each.pence else min(each.minutes, minutes)
        found.append(Left(each.charge_id, taken, fewer))
        pence -= taken
        minutes = max(minutes - fewer, 0)
    return found
