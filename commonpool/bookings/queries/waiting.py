"""What waits for a person: the truth behind every letter, shown on the home page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.models import Booking, Call, SpendingLimit
from commonpool.bookings.queries.calls import calls_of
from commonpool.bookings.queries.known import leave_of
from commonpool.bookings.queries.limits import limits_to_answer
from commonpool.bookings.queries.locked import whole_bookings
from commonpool.bookings.rules import covering


@dataclass(frozen=True)
class Waits:
    """One thing that waits for the actor.

    `kind`: `answer_booking`, `approve_booking`, `confirm_booking`, `answer_variation`, `approve_variation`,
    `confirm_variation`, `answer_call` or `grant_limit`; `due_at`: when it expires (a limit does not).
    """

    kind: str
    reference: str
    due_at: datetime | None
    subject: Booking | Call | SpendingLimit


def waiting_for(actor: Actor, at: datetime) -> list[Waits]:
    """Everything of bookings, calls and limits that waits for the actor, soonest due first. At most four queries."""
    found = [_booking_row(actor, booking) for booking in _bookings(actor, at)]
    rows = [row for row in found if row is not None]
    rows += [Waits("answer_call", call.reference, call.answer_by, call) for call in _calls(actor, at)]
    rows += [Waits("grant_limit", limit.reference, None, limit) for limit in limits_to_answer(actor)]
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at or at, row.reference))


def _bookings(actor: Actor, at: datetime) -> QuerySet[Booking]:
    approving = actor.where(Right.APPROVE_BOOKING)
    confirming = actor.where(Right.CONFIRM_BOOKING)
    open_ones = Q(status__in=["requested", "accepted"], answer_by__gte=at)
    varied = Q(status="bound", terms__version__gt=F("version"), terms__dropped_at__isnull=True)
    mine = Q(officer_id=actor.by) | Q(home_id__in=approving) | Q(host_id__in=confirming)
    found = whole_bookings().filter(open_ones | varied, mine).distinct()
    return found.prefetch_related(None).prefetch_related("terms")


def _booking_row(actor: Actor, booking: Booking) -> Waits | None:
    pending = booking.pending if booking.status == "bound" else None
    if booking.status == "bound" and pending is None:
        return None
    what = "variation" if pending else "booking"
    due = pending.answer_by if pending else booking.answer_by
    answers: Any = pending or booking
    answered = pending.answered_at if pending else booking.accepted_at
    if booking.officer_id == actor.by and answered is None:
        return Waits(f"answer_{what}", booking.reference, due, booking)
    if actor.by in booking.parties or answered is None:
        return None
    approver = actor.may(Right.APPROVE_BOOKING, booking.home_id)
    if approver and answers.approved_at is None and not _covered(booking):
        return Waits(f"approve_{what}", booking.reference, due, booking)
    holder = actor.may(Right.CONFIRM_BOOKING, booking.host_id)
    if holder and answers.confirmed_at is None and booking.kind == "paid":
        return Waits(f"confirm_{what}", booking.reference, due, booking)
    return None


def _covered(booking: Booking) -> bool:
    terms = booking.pending or booking.standing
    return covering.permission_covers(
        leave_of(booking.permission), decisions=terms.decisions, needs=terms.needs
    )


def _calls(actor: Actor, at: datetime) -> QuerySet[Call]:
    return calls_of(actor).filter(officer_id=actor.by, status="asked", answer_by__gte=at)
