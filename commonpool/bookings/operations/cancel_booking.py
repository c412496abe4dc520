"""Weeks of a bound booking are cancelled, by the host or by home; the rest stands."""

from collections.abc import Collection
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries
from commonpool.bookings.events import BookingCancelled
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import variation_answers
from commonpool.bookings.operations.finishing import finish
from commonpool.bookings.operations.releasing import release, release_peer_help
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules import cancelling
from commonpool.bookings.rules.refusals import BookingMoved, HostNotLate, NothingToCancel, ReasonUnknown
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden

OFFICER_SAYS = frozenset({"illness", "emergency", cancelling.HOST_LATE})


def cancel_booking(
    *, actor: Actor, booking_id: int, at: datetime, reason: str = "", mondays: Collection[date] | None = None
) -> Booking:
    """The weeks named (all those not worked, if none are) are cancelled. Nothing left: so is the booking.

    The host requires `request_booking`, home `approve_booking`; the officer may say that they are ill, in an
    emergency, or that the host is late with what they need. Cancelled by the host after 17:00 UK time on the third
    working day before the week, up to two hours of it are owed; never for illness or an emergency, nor when home
    takes the officer back. The host cannot cancel a week that has begun: its hours are said. Without a reason the
    host needs them no longer, or home needs them back; the officer gives one. Refuses `not_found`, `forbidden`,
    `reason_unknown`, `booking_moved`, `nothing_to_cancel`, `host_not_late`.
    """
    seen = queries.seen_booking(actor, booking_id)
    by_home, reason = _side(actor, seen, reason)
    with change():
        booking = queries.hold(seen.pk).booking
        BOOKING.after(booking.status, "cancel", BookingMoved)
        if booking.kind == "peer_help":
            return cancel_help(booking, by_home=by_home, reason=reason, actor=actor, at=at)
        if reason == cancelling.HOST_LATE and not queries.is_host_late(booking, london_date(at)):
            raise HostNotLate
        left = cancelling.still_to_cancel(queries.live_weeks(booking), by_home=by_home, today=london_date(at))
        going = [week for week in left if mondays is None or week.monday in mondays]
        if not going:
            raise NothingToCancel
        return call_off(booking, going, by_home=by_home, reason=reason, actor=actor, at=at)


def recall(booking: Booking, *, but: Collection[int], reason: str, actor: Actor, at: datetime) -> None:
    """Home has its officer back from the weeks of this locked, bound booking that have not begun, but these.

    `reason`: one of home's that are never charged.
    """
    today = london_date(at)
    going = [
        week
        for week in queries.live_weeks(booking)
        if week.worked_at is None and week.monday > today and week.pk not in but
    ]
    if going:
        call_off(booking, going, by_home=True, reason=reason, actor=actor, at=at)


def cancel_help(booking: Booking, *, by_home: bool, reason: str, actor: Actor, at: datetime) -> Booking:
    """The locked, bound peer help is off: the writing alone."""
    release_peer_help(booking)
    return _whole(booking, by_home=by_home, reason=reason, mondays=[], owed=[], actor=actor, at=at)


def call_off(
    booking: Booking, going: list[BookedWeek], *, by_home: bool, reason: str, actor: Actor, at: datetime
) -> Booking:
    """These weeks of the locked booking are released, and what is owed is in the event."""
    holidays = bank_holidays(booking.home.nation)
    owed = [
        (week.pk, minutes)
        for week in going
        for minutes in [
            cancelling.owed_minutes(
                week.minutes, week.monday, at=at, by_home=by_home, reason=reason, holidays=holidays
            )
        ]
        if minutes
    ]
    mondays = release(booking, going, reason=reason, actor=actor, at=at)
    variation_answers.drop_pending(booking, actor=actor, at=at)
    left = queries.live_weeks(booking)
    if left:
        _tell(
            booking,
            part=True,
            by_home=by_home,
            reason=reason,
            mondays=mondays,
            owed=owed,
            actor=actor,
            at=at,
        )
        if all(week.worked_at is not None for week in left):
            finish(booking, actor=actor, at=at)
        return booking
    return _whole(booking, by_home=by_home, reason=reason, mondays=mondays, owed=owed, actor=actor, at=at)


def _side(actor: Actor, booking: Booking, reason: str) -> tuple[bool, str]:
    """Whether home calls it off, and why."""
    as_host = actor.may(Right.REQUEST_BOOKING, booking.host_id) or (
        booking.kind == "peer_help" and actor.person_id == booking.requested_by_id
    )
    officer = actor.person_id == booking.officer_id
    approver = queries.answers_for_home(actor, booking)
    as_home = approver or officer
    if not as_host and not as_home:
        raise Forbidden
    if not reason and (as_host or approver):
        reason = cancelling.UNSAID_HOST if as_host else cancelling.UNSAID_HOME
    if as_home and reason in cancelling.CANCELLING_HOME:
        if officer and reason not in OFFICER_SAYS and not approver:
            raise Forbidden
        return True, reason
    if as_host and reason in cancelling.CANCELLING_HOST:
        return False, reason
    raise ReasonUnknown


def _whole(
    booking: Booking,
    *,
    by_home: bool,
    reason: str,
    mondays: list[date],
    owed: list[tuple[int, int]],
    actor: Actor,
    at: datetime,
) -> Booking:
    booking.status = BOOKING.after(booking.status, "cancel", BookingMoved)
    booking.ended_at, booking.ended_by_id = at, actor.person_id
    booking.ended_by_rule, booking.ended_reason = actor.standing_rule, reason
    booking.save()
    _tell(booking, part=False, by_home=by_home, reason=reason, mondays=mondays, owed=owed, actor=actor, at=at)
    return booking


def _tell(
    booking: Booking,
    *,
    part: bool,
    by_home: bool,
    reason: str,
    mondays: list[date],
    owed: list[tuple[int, int]],
    actor: Actor,
    at: datetime,
) -> None:
    tell(
        BookingCancelled,
        booking,
        for_home=by_home,
        actor=actor,
        at=at,
        by_home=by_home,
        reason=reason,
        part=part,
        mondays=tuple(iso.written(monday) for monday in mondays),
        owed=tuple(owed),
    )
