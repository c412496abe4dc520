"""Where the power allows no more than cost: what the hours cost the home council, and why it lends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from commonpool.agreements.rules import BLOCK, PASS
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.refusals import Ruled

if TYPE_CHECKING:
    from commonpool.bookings.rules.asking import Ask, Known


@dataclass(frozen=True)
class Cost:
    """What an hour costs the home council, by Monday (none: not recorded), and how lending helps its own area."""

    hourly: Mapping[date, int | None] = field(default_factory=dict)
    wellbeing: str = ""


def no_more_than_cost(ask: "Ask", known: "Known") -> str | None:
    """PWR-08, under a general power of competence."""
    if not _priced_under(ask, known, "PWR-08"):
        return None
    return BLOCK if _dearer(ask, known) else PASS


def for_wellbeing_at_cost(ask: "Ask", known: "Known") -> str | None:
    """PWR-09, under the power to advance well-being."""
    if not _priced_under(ask, known, "PWR-09"):
        return None
    return BLOCK if not known.cost.wellbeing or _dearer(ask, known) else PASS


def why_not(ask: "Ask", known: "Known") -> type[Ruled]:
    """What stands in the way first: a reason not given, a cost not recorded, or a price above it."""
    if known.power and known.power.brings == "PWR-09" and not known.cost.wellbeing:
        return refusals.ReasonNotGiven
    if any(known.cost.hourly.get(monday) is None for monday in _priced(ask, known)):
        return refusals.CostNotRecorded
    return refusals.DearerThanCost


def _priced_under(ask: "Ask", known: "Known", rule: str) -> bool:
    """A paid loan with a price under the power that brings this rule; without a price it is refused for that."""
    brings = known.power is not None and known.power.brings == rule
    return ask.paid and brings and bool(_priced(ask, known))


def _priced(ask: "Ask", known: "Known") -> list[date]:
    return [monday for monday in ask.mondays if known.prices.get(monday) is not None]


def _dearer(ask: "Ask", known: "Known") -> bool:
    """Whether an hour of any week is dearer than its cost, or nobody has said what it costs."""
    costs = known.cost.hourly
    return any(
        costs.get(monday) is None or (known.prices[monday] or 0) > (costs[monday] or 0)
        for monday in _priced(ask, known)
    )


JUDGED = {
    "PWR-08": (no_more_than_cost, why_not),
    "PWR-09": (for_wellbeing_at_cost, why_not),
}
