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


@dataclass(frozen=True, kw_only=True)
class ChargeCarriedOver(Fact):
    """A council took over from another: what a charge says is owed to it (`to_home`) or by it is the new one's."""

    charge_id: int
    to_home: bool
    was_id: int
    now_id: int
    net_pence: int
