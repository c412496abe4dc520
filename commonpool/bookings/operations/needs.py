"""The host says what is ready, and afterwards that every access is ended."""

from collections.abc import Collection
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import NeedReady, NeedRemoved
from commonpool.bookings.models import Booking, BookingNeed
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.needs import DOCUMENTS, SHOWN_ROUND, Schedule, wrong_schedule
from commonpool.bookings.rules.refusals import (
    BookingMoved,
    KeptTooLong,
    NothingToSay,
    RisksUnsaid,
    ScheduleWrong,
)
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden


def say_ready(
    *,
    actor: Actor,
    booking_id: int,
    needs: Collection[str],
    at: datetime,
    induction: bool = False,
    schedule: Schedule | None = None,
) -> Booking:
    """These needs of a bound booking are ready, said by the host's contact or a booking manager there.

    `induction` (of an account or a visit): the risks are looked at and the officer is told of them before they start
    (LIA-01). `schedule` (of documents): what data, whose, why, kept until (DP-01). Refuses `not_found`, `forbidden`,
    `booking_moved`, `nothing_to_say` (not needed, or ready already), `risks_unsaid`, `schedule_wrong`,
    `kept_too_long` (documents, after the last day: CON-01).
    """
    _contact_of(actor, booking_id)
    chosen = set(needs)
    if chosen & SHOWN_ROUND and not induction:
        raise RisksUnsaid
    if DOCUMENTS in chosen and wrong_schedule(schedule, london_date(at)):
        raise ScheduleWrong
    with change():
        booking = queries.hold(booking_id).booking
        if booking.status != "bound":
            raise BookingMoved
        waiting = {each.need for each in queries.needed_for(booking, london_date(at)) if not each.ready}
        if not chosen or not chosen <= waiting:
            raise NothingToSay
        if schedule and DOCUMENTS in chosen and schedule.kept_until > queries.access_ends_on(booking):
            raise KeptTooLong
        for need in sorted(chosen):
            BookingNeed.objects.create(
                booking=booking,
                need=need,
                induction=need in SHOWN_ROUND,
                ready_at=at,
                ready_by_id=actor.by,
                **(_written(schedule) if need == DOCUMENTS else {}),
            )
        tell(NeedReady, booking, for_home=False, actor=actor, at=at, needs=tuple(sorted(chosen)))
    return booking


def say_removed(*, actor: Actor, booking_id: int, needs: Collection[str], at: datetime) -> Booking:
    """Access to these needs is ended, said by the host's contact or a booking manager there.

    From the last day on, or once the booking is over. Refuses `not_found`, `forbidden`, `nothing_to_say`.
    """
    _contact_of(actor, booking_id)
    chosen = set(needs)
    with change():
        booking = queries.hold(booking_id).booking
        needed = queries.needed_for(booking, london_date(at))
        waiting = {each.need: each.record for each in needed if each.to_be_removed}
        if not chosen or not chosen <= set(waiting):
            raise NothingToSay
        for need in sorted(chosen):
            record = waiting[need]
            assert record is not None
            record.removed_at, record.removed_by_id = at, actor.by
            record.save(update_fields=["removed_at", "removed_by"])
        tell(NeedRemoved, booking, for_home=False, actor=actor, at=at, needs=tuple(sorted(chosen)))
    return booking


def _contact_of(actor: Actor, booking_id: int) -> None:
    """The actor sees the booking and answers for what the host provides. Refuses `not_found`, `forbidden`."""
    if not queries.may_say_ready(actor, queries.seen_booking(actor, booking_id)):
        raise Forbidden


def _written(schedule: Schedule | None) -> dict[str, object]:
    assert schedule is not None
    texts = {"data": schedule.data.strip(), "whose": schedule.whose.strip(), "why": schedule.why.strip()}
    return texts | {"kept_until": schedule.kept_until}
