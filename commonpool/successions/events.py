"""What happens when councils take over from others."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class HeirsAssigned(Fact):
    """A steward said to which council officers, bookings or balances of one that is split go; how many."""

    predecessor_id: int
    assigned: int


@dataclass(frozen=True, kw_only=True)
class SuccessionConfirmed(Fact):
    """A steward confirmed what a council's end carries over, as it was shown; it happens on the day."""

    predecessor_id: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SuccessionTakenBack(Fact):
    """A steward took back what was confirmed of a council's end, and said why: nothing happens on the day until it is
    confirmed anew.
    """

    handover_id: int
    predecessor_id: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SuccessionCarriedOut(Fact):
    """All that was live at a council is its successors'. `officers`, `bookings` and `charges`: how many."""

    predecessor_id: int
    on: date
    officers: int
    bookings: int
    charges: int
