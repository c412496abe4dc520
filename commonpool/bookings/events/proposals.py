"""What happens to the weeks that home proposes to a late host."""

from dataclasses import dataclass

from commonpool.bookings.events.about import AboutBooking


@dataclass(frozen=True, kw_only=True)
class WeeksProposed(AboutBooking):
    """The host is late: the officer or home proposed other weeks to it. The terms stand."""

    proposal_id: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class WeeksDeclined(AboutBooking):
    """The host said no to the weeks that were proposed to it: the terms stand."""

    proposal_id: int
