"""What every fact about a booking says."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutBooking(Fact):
    """Something happened to a booking. Both councils see it."""

    booking_id: int
    officer_id: int
    requester_id: int
    version: int = 1
