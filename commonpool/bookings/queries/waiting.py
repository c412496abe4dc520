"""What waits for a person: the truth behind every letter, shown on the home page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from commonpool.access import Actor, Right
from commonpool.bookings.models import Booking, BookingTerms, Call, SpendingLimit
from commonpool.bookings.queries.calls import newest_calls
from commonpool.bookings.queries.limits import limits_to_answer
from commonpool.bookings.queries.locked import with_parties
from commonpool.bookings.queries.missing import answers_of, asked_of
from commonpool.bookings.queries.needs import needs_waiting
from commonpool.bookings.queries.proposals import has_proposal
from commonpool.kernel.clock import london_instant
from commonpool.kernel.rows import Among, Compiled


@dataclass(frozen=True)
class Waits:
    """One thing that waits for the actor.

    `kind`: `answer_booking`, `approve_booking`, `confirm_booking`, `answer_variation`, `approve_variation`,
    `confirm_variation`, `answer_weeks` (that home
    proposes), `say_ready` or `say_removed` (of what an officer needs), `answer_call` or `grant_limit`;
    `due_at`: when it expires or is late (a limit and access that is over do not).
    """

    kind: str
    reference: str
    due_at: datetime | None
    subject: Booking | Call | SpendingLimit


def waiting_for(actor: Actor, at: datetime) -> list[Waits]:
    """Everything of bookings, calls and limits that waits for the actor, soonest due first.

    At most fourteen SQL queries. An answer that a limit covers waits for nobody, and one that is missing for the one
    person who is asked.
    """
    rows = _booking_rows(actor, at)
    rows += [
        Waits("answer_call", call.reference, call.answer_by, call) for call in _CALLS(by=actor.by, at=at)
    ]
    rows += [Waits("grant_limit", limit.reference, None, limit) for limit in limits_to_answer(actor)]
    rows += [_need(*each) for each in needs_waiting(actor, at)]
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at or at, row.reference))


def _booking_rows(actor: Actor, at: datetime) -> list[Waits]:
    rows, open_ones = [], []
    for booking in _bookings(actor, at):
        if answers_of(booking) is None:
            rows += [Waits("answer_weeks", booking.reference, None, booking)] if booking.to_answer else []  # type: ignore[attr-defined]
            continue
        answered = booking.asked.answered_at is not None
        if booking.officer_id == actor.by and not answered:
            rows.append(_row("answer", booking))
        elif answered and actor.by not in booking.parties:
            open_ones.append(booking)
    for booking, what in asked_of(actor, open_ones, at):
        rows.append(_row("approve" if what == "approval" else "confirm", booking))
    return rows


def _need(kind: str, booking: Booking, day: date) -> Waits:
    """Late from the end of the day on which it was to be ready; ending access is never too late."""
    due_at = london_instant(day + timedelta(days=1)) if kind == "say_ready" else None
    return Waits(kind, booking.reference, due_at, booking)


def _row(verb: str, booking: Booking) -> Waits:
    pending = booking.pending
    if pending is not None:
        return Waits(f"{verb}_variation", booking.reference, pending.answer_by, booking)
    return Waits(f"{verb}_booking", booking.reference, booking.answer_by, booking)


def _bookings(actor: Actor, at: datetime) -> list[Booking]:
    found: list[Booking] = _OPEN(
        by=actor.by,
        at=at,
        approving=list(actor.where(Right.APPROVE_BOOKING)),
        confirming=list(actor.where(Right.CONFIRM_BOOKING)),
        requesting=list(actor.where(Right.REQUEST_BOOKING)),
    )
    prefetch_related_objects(found, "terms", "weeks")
    return found


def _open(
    by: int,
    at: datetime,
    approving: Collection[int],
    confirming: Collection[int],
    requesting: Collection[int],
) -> QuerySet[Booking]:
    open_ones = Q(status__in=["requested", "accepted"], answer_by__gte=at)
    offered = BookingTerms.objects.filter(
        booking=OuterRef("pk"), version__gt=OuterRef("version"), dropped_at__isnull=True
    )
    varied = Q(Exists(offered), status="bound")
    mine = Q(officer_id=by) | Q(Among("home_id", approving)) | Q(Among("host_id", confirming))
    proposed = Q(Among("host_id", requesting), to_answer=True, status="bound")
    found = with_parties().annotate(to_answer=has_proposal(by))
    return found.filter((open_ones | varied) & mine | proposed)


_LONG_AGO = datetime(2, 1, 1, tzinfo=UTC)
_OPEN = Compiled(_open, by=-1, at=_LONG_AGO, approving=(-2,), confirming=(-3,), requesting=(-4,))
_CALLS = Compiled(
    lambda by, at: newest_calls().filter(officer_id=by, status="asked", answer_by__gte=at),
    by=-1,
    at=_LONG_AGO,
)
