"""What an officer needs for a booking: said ready, said ended, an hour lost charged."""

from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.api.access import SIGNED_IN, Calling, needs
from commonpool.api.routes.bookings import MOVED, detail
from commonpool.api.shapes import needs as shapes
from commonpool.api.shapes.values import Short
from commonpool.bookings import operations, queries
from commonpool.bookings.rules.needs import Schedule
from commonpool.invoices.operations import claim_host_late
from commonpool.kernel import weeks
from commonpool.kernel.clock import now

router = Router(tags=["Bookings"])


@router.post("bookings/{reference}/ready", response=MOVED, operation_id="say_ready")
@needs(SIGNED_IN)
def ready(request: Calling, reference: Short, sent: shapes.ReadySent) -> Any:
    """The host's contact, or a booking manager there, says that these needs are ready."""
    found = queries.booking_for(request.actor, reference)
    schedule = Schedule(sent.what_data, sent.whose, sent.why, sent.kept_until) if sent.kept_until else None
    operations.say_ready(
        actor=request.actor,
        booking_id=found.pk,
        needs=sent.needs,
        induction=sent.induction,
        schedule=schedule,
        at=now(),
    )
    return detail(request, reference)


@router.post("bookings/{reference}/removed", response=MOVED, operation_id="say_removed")
@needs(SIGNED_IN)
def removed(request: Calling, reference: Short, sent: shapes.RemovedSent) -> Any:
    """The same say, from the last day on, that the officer's access to these is ended."""
    found = queries.booking_for(request.actor, reference)
    operations.say_removed(actor=request.actor, booking_id=found.pk, needs=sent.needs, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/host-late", response=MOVED, operation_id="claim_host_late")
@needs((Right.ANSWER_BOOKING, Right.APPROVE_BOOKING))
def host_late(request: Calling, reference: Short, sent: shapes.LostSent) -> Any:
    """The officer or home charges what was lost of these weeks because the host was late: an hour of each at most."""
    found = queries.booking_for(request.actor, reference)
    mondays = [weeks.read(week) for week in sent.weeks]
    claim_host_late(
        actor=request.actor,
        booking_id=found.pk,
        mondays=mondays,
        because_late=sent.because_late,
        at=now(),
    )
    return detail(request, reference)


@router.post("bookings/{reference}/propose", response=MOVED, operation_id="propose_weeks")
@needs((Right.ANSWER_BOOKING, Right.APPROVE_BOOKING))
def propose(request: Calling, reference: Short, sent: shapes.WeeksSent) -> Any:
    """The host is late: the officer or home proposes other weeks, free of charge. Nothing is held by it."""
    found = queries.booking_for(request.actor, reference)
    chosen = [(weeks.read(each.week), each.minutes) for each in sent.weeks]
    operations.propose_weeks(actor=request.actor, booking_id=found.pk, weeks=chosen, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/take-up", response=MOVED, operation_id="take_up_weeks")
@needs(Right.REQUEST_BOOKING)
def take_up(request: Calling, reference: Short, sent: shapes.ProposalSent) -> Any:
    """The host asks for the weeks proposed: new terms, which the officer answers."""
    found = queries.booking_for(request.actor, reference)
    operations.take_up_weeks(actor=request.actor, booking_id=found.pk, proposal_id=sent.proposal, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/decline-weeks", response=MOVED, operation_id="decline_weeks")
@needs(Right.REQUEST_BOOKING)
def decline_weeks(request: Calling, reference: Short, sent: shapes.ProposalSent) -> Any:
    """The host says no to the weeks proposed: the booking stands as it was."""
    found = queries.booking_for(request.actor, reference)
    operations.decline_weeks(actor=request.actor, booking_id=found.pk, proposal_id=sent.proposal, at=now())
    return detail(request, reference)
