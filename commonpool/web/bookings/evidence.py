"""What a host is still to see for a booking: said to everybody it concerns, and recorded by who borrows."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from commonpool.bookings import queries
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.rules.evidence import ANSWERABLE, BEFORE_WORK
from commonpool.kernel.clock import london_date
from commonpool.web.bookings.viewpoint import Viewpoint


def to_be_seen(view: Viewpoint, at: datetime) -> list[str]:
    """The rules that the reader can record evidence for on this booking."""
    return [rule for rule in _unanswered(view, at) if _may_record(view, rule)]


def evidence_facts(view: Viewpoint, at: datetime) -> dict[str, Any]:
    """`unseen`: what has to be seen before work begins; `to_be_seen`: what the reader can record, with its page."""
    booking, found = view.booking, _unanswered(view, at)
    bound = booking.status == "bound"
    return {
        "unseen": [BEFORE_WORK[rule] for rule in found if bound and rule in BEFORE_WORK],
        "to_be_seen": [
            {
                "what": ANSWERABLE[rule].what,
                "url": reverse("booking_evidence", args=[booking.reference, rule]),
            }
            for rule in found
            if _may_record(view, rule)
        ],
    }


def _unanswered(view: Viewpoint, at: datetime) -> list[str]:
    return queries.unanswered(view.booking, london_date(at)) if view.booking.status in LIVE_BOOKING else []


def _may_record(view: Viewpoint, rule: str) -> bool:
    """By the page of a booking; an authority with a ground of the law has a page of its own."""
    may = queries.may_answer(view.actor, view.booking.host_id, rule)
    return may and not view.officer and not ANSWERABLE[rule].grounds
