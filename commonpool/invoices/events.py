"""What happens to money owed between two councils."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ChargeMade(Fact):
    """A priced line exists, with its source. Pence before VAT. `source`: one of those a charge may have."""

    charge_id: int
    booking_id: int
    booked_week_id: int
    source: str
    minutes: int
    net_pence: int
