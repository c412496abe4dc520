"""Home proposes other weeks where the host is late with what the officer needs; the host takes them up or says no."""

from collections.abc import Iterable
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import WeeksDeclined, WeeksProposed
from commonpool.bookings.models import Booking, BookingTerms, WeeksProposal
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.operations.vary_booking import refuse_unless_variable, varied_to, vary_booking
from commonpool.bookings.rules.refusals import HostNotLate, MoreThanBooked, ProposalMoved
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden


def propose_weeks(
    *, actor: Actor, booking_id: int, weeks: Iterable[tuple[date, int]], at: datetime
) -> WeeksProposal:
    """The officer, or an approver at home, has proposed other weeks to a host that is late; nothing is held by it.

    `weeks`: all the weeks still to be worked, as pairs of Monday and minutes, in all no more than are booked. Another
    proposal that waits is dropped for this one. Refuses `not_found`, `forbidden`, `booking_moved` (not bound for pay),
    `variation_pending`, `host_not_late`, `more_than_booked`, `nothing_varied`, `week_begun`, and what a request for
    these weeks would refuse.
    """
    seen = queries.seen_booking(actor, booking_id)
    if not queries.speaks_for_home(actor, seen):
        raise Forbidden
    with change():
        booking = queries.hold(seen.pk).booking
        refuse_unless_variable(booking)
        if not queries.is_host_late(booking, london_date(at)):
            raise HostNotLate
        wanted = sorted(weeks)
        when = _as_now(booking, wanted)
        asked = varied_to(booking, wanted, when=when, by=booking.requested_by_id, at=at).ask
        minutes = sum(each for _monday, each in asked.weeks)
        if minutes > sum(week.minutes for week in queries.live_weeks(booking)):
            raise MoreThanBooked
        before = queries.proposed_for(booking)
        if before is not None:
            before.dropped_at, before.dropped_by_id = at, actor.by
            before.save(update_fields=["dropped_at", "dropped_by"])
        proposal = WeeksProposal.objects.create(
            booking=booking,
            version=booking.version,
            weeks=[{"week": iso.written(monday), "minutes": minutes} for monday, minutes in wanted],
            proposed_at=at,
            proposed_by_id=actor.by,
        )
        facts = {"proposal_id": proposal.pk, "minutes": minutes}
        tell(WeeksProposed, booking, for_home=True, actor=actor, at=at, **facts)
    return proposal


def take_up_weeks(*, actor: Actor, booking_id: int, proposal_id: int, at: datetime) -> BookingTerms:
    """The host asks for the weeks that home proposed: new terms, which bind with the answers they need as ever.

    Free of charge, and nothing more is held until they bind. The officer's own yes is to the exact terms, which have
    a new day by which it is ready. Requires `request_booking` at the host. Refuses `not_found`, `forbidden`,
    `proposal_moved` (answered, dropped, or of terms that have changed), and what `vary_booking` refuses.
    """
    seen = queries.booking_where(actor, booking_id, host=Right.REQUEST_BOOKING)
    with change():
        booking = queries.hold(seen.pk).booking
        proposal = _waiting(booking, proposal_id, actor)
        hours = proposal.hours
        when = _as_now(booking, hours)
        terms = vary_booking(actor=actor, booking_id=booking.pk, weeks=hours, when=when, at=at)
        proposal.taken_up_at, proposal.taken_up_by_id = at, actor.by
        proposal.save(update_fields=["taken_up_at", "taken_up_by"])
    return terms


def decline_weeks(*, actor: Actor, booking_id: int, proposal_id: int, at: datetime) -> WeeksProposal:
    """The host has said no to the weeks that home proposed; the booking stands as it was.

    Requires `request_booking` at the host. Refuses `not_found`, `forbidden`, `proposal_moved`.
    """
    seen = queries.booking_where(actor, booking_id, host=Right.REQUEST_BOOKING)
    with change():
        booking = queries.hold(seen.pk).booking
        proposal = _waiting(booking, proposal_id, actor)
        proposal.declined_at, proposal.declined_by_id = at, actor.by
        proposal.save(update_fields=["declined_at", "declined_by"])
        tell(WeeksDeclined, booking, for_home=False, actor=actor, at=at, proposal_id=proposal.pk)
    return proposal


def _as_now(booking: Booking, hours: Iterable[tuple[date, int]]) -> dict[date, str]:
    """Other weeks are for the same time of the week as those booked, where those are all for one."""
    time = queries.one_time_of(queries.live_weeks(booking))
    return dict.fromkeys([monday for monday, _minutes in hours], time) if time else {}


def _waiting(booking: Booking, proposal_id: int, actor: Actor) -> WeeksProposal:
    """The proposal shown, if it still waits for the answer of a locked booking's host."""
    proposal = queries.proposed_for(booking)
    if proposal is None or proposal.pk != proposal_id:
        raise ProposalMoved
    if proposal.proposed_by_id == actor.by:
        raise Forbidden
    return proposal
