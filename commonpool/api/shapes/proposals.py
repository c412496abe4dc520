"""The weeks that home proposes to a late host."""

from typing import Any

from pydantic import BaseModel

from commonpool.bookings import queries
from commonpool.bookings.models import Booking


class ProposedWeek(BaseModel):
    week: str
    minutes: int


class ProposalShape(BaseModel):
    """The weeks that home proposes while the host is late; they wait for the host's answer."""

    proposal: int
    weeks: list[ProposedWeek]
    by: str
    at: str


def proposal_shape(booking: Booking) -> dict[str, Any] | None:
    """The weeks that home proposes because the host is late, while they wait for its answer."""
    waiting = queries.proposed_for(booking)
    if waiting is None:
        return None
    return {
        "proposal": waiting.pk,
        "weeks": waiting.weeks,
        "by": waiting.proposed_by.name,
        "at": waiting.proposed_at.isoformat(),
    }
