"""Agreed weeks, worked bookings, and peer help that happened."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import BookingWorked, PeerHelpHappened
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import variation_answers
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.refusals import BookingMoved
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.kernel.rows import sole


def finish_week(
    *,
    actor: Actor,
    booked_week_id: int,
    at: datetime,
    held: Booking | None = None,
    worked_minutes: int | None = None,
) -> BookedWeek:
    """The hours of a booked week are agreed; the booking is worked when that was its last one.

    Called by `timesheets`. `held`: its booking, where the caller has locked it. `worked_minutes`: all that was
    worked, which counts for working time (the hours booked, where it is not said). Requires `agree_hours` at the
    host, unless silence agrees by its rule; nobody agrees their own. Repeating it changes nothing. Refuses
    `not_found`, `forbidden`, `booking_moved` (the week was cancelled).
    """
    seen = held or _booking_of(booked_week_id)
    if actor.person_id is not None:
        actor.require(Right.AGREE_HOURS, seen.host_id)
        if actor.person_id == seen.officer_id:
            raise Forbidden
    with change():
        booking = held or queries.hold(seen.pk).booking
        live = {each.pk: each for each in queries.live_weeks(booking)}
        if booked_week_id not in live:
            raise BookingMoved
        agreed = live[booked_week_id]
        if agreed.worked_at is None:
            agreed.worked_at, agreed.worked_by_id = at, actor.person_id
            agreed.worked_by_rule = actor.standing_rule
            agreed.worked_minutes = worked_minutes
            agreed.save(update_fields=["worked_at", "worked_by", "worked_by_rule", "worked_minutes"])
            variation_answers.drop_pending(booking, actor=actor, at=at, unless_kept=agreed)
        if booking.status == "bound" and all(each.worked_at is not None for each in live.values()):
            finish(booking, actor=actor, at=at)
    return agreed


def correct_week(*, booked_week_id: int, worked_minutes: int) -> None:
    """All that was worked in a week whose hours are agreed is said anew: it counts for working time.

    Called by `timesheets`, which judged who corrects them, published it and holds the booking. Refuses `booking_moved`.
    """
    with change():
        agreed = BookedWeek.objects.filter(pk=booked_week_id, worked_at__isnull=False)
        if not agreed.update(worked_minutes=worked_minutes):
            raise BookingMoved


def _booking_of(booked_week_id: int) -> Booking:
    found = sole(Booking.objects.filter(weeks=booked_week_id))
    if found is None:
        raise NotFound
    return found


def say_it_happened(*, actor: Actor, booking_id: int, at: datetime) -> Booking:
    """The peer help took place: one tap, by the officer or by whoever asked. Refuses `not_found`, `booking_moved`."""
    seen = queries.seen_booking(actor, booking_id)
    own = actor.person_id in (seen.officer_id, seen.requested_by_id)
    if not own and not actor.may(Right.REQUEST_BOOKING, seen.host_id):
        raise Forbidden
    with change():
        booking = queries.hold(seen.pk).booking
        if booking.kind != "peer_help":
            raise BookingMoved
        booking.status = BOOKING.after(booking.status, "finish", BookingMoved)
        booking.save(update_fields=["status"])
        officer = actor.person_id == booking.officer_id
        tell(PeerHelpHappened, booking, for_home=officer, actor=actor, at=at)
    return booking


def finish(booking: Booking, *, actor: Actor, at: datetime) -> None:
    """The locked booking is worked and what waits of it is dropped: the writing alone, after a verb has judged."""
    variation_answers.drop_pending(booking, actor=actor, at=at)
    booking.status = BOOKING.after(booking.status, "finish", BookingMoved)
    booking.save(update_fields=["status"])
    tell(BookingWorked, booking, for_home=False, actor=actor, at=at)
