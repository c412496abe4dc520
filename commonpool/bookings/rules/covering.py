"""What the limits given beforehand cover: the home permission, the host's spending limit, the signed ceiling."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from commonpool.bookings.rules.asking import Leave

COVERED_NEEDS = frozenset({"documents"})
"""Reading matter asks nothing of the home council; an account with the host or a visit is the manager's to say."""

BY_PERMISSION = "permission"
BY_SPENDING_LIMIT = "spending_limit"
BY_CEILING = "ceiling"
"""The names under which a move made by a standing limit is written in the log."""


@dataclass(frozen=True)
class Budget:
    """A granted spending limit: pence before VAT per booking and month, and what of each month is used."""

    id: int
    per_booking_pence: int
    per_month_pence: int
    starts_on: date
    ends_on: date
    used: Mapping[date, int] = field(default_factory=dict)


def permission_covers(leave: Leave | None, *, decisions: bool, needs: Iterable[str]) -> bool:
    """Whether home need not be asked. Hours and dates are hard caps, judged before anything is held."""
    if leave is None or not leave.granted:
        return False
    return (leave.decisions or not decisions) and set(needs) <= COVERED_NEEDS


def limit_covers(
    budget: Budget | None, *, net_pence: int, months: Mapping[date, int], today: date, purchase_order: bool
) -> bool:
    """Whether the budget holder need not be asked.

    `months`: pence this would add to each month of the limit. `purchase_order`: one is needed and not given.
    """
    if budget is None or purchase_order or not budget.starts_on <= today <= budget.ends_on:
        return False
    if net_pence > budget.per_booking_pence:
        return False
    return all(budget.used.get(month, 0) + pence <= budget.per_month_pence for month, pence in months.items())


def ceiling_covers(before: Collection[tuple[date, int]], after: Collection[tuple[date, int]]) -> bool:
    """Whether a change stays within what was signed: no more in all, and no later week. Pairs: Monday, amount."""
    dearer = sum(amount for _day, amount in after) > sum(amount for _day, amount in before)
    return not dearer and max(day for day, _amount in after) <= max(day for day, _amount in before)


def purchase_order_missing(net_pence: int, given: str, from_pence: int) -> bool:
    """Whether the host's settings ask for a purchase order number at this price and none is given."""
    return net_pence >= from_pence and not given
