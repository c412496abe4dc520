"""POST quotes; POST and GET bookings; and the six moves, a literal path each."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.api.access import SIGNED_IN, Calling, needs
from commonpool.api.hosts import host_and_function
from commonpool.api.lists import listed
from commonpool.api.once import Key, made_once
from commonpool.api.problems import refusal_problem
from commonpool.api.shapes import bookings as shapes
from commonpool.api.shapes.values import PageNumber, Short
from commonpool.bookings import operations, queries
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.refusals import TermsChanged, WeekTaken
from commonpool.kernel import weeks
from commonpool.kernel.clock import now
from commonpool.matching.queries import alternatives

router = Router(tags=["Bookings"])
ASKING = (Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP)


@router.post("quotes", response={200: shapes.QuoteShape}, operation_id="quote")
@needs(ASKING)
def quote(request: Calling, sent: shapes.BookingSent) -> Any:
    """What it would cost and what a request would meet; nothing is held. Only the booking refuses."""
    return shapes.quote_shape(queries.quote(request.actor, at=now(), **asked(request, sent)))


@router.post("bookings", response={201: shapes.BookingShape}, operation_id="request_booking")
@needs(ASKING)
def request_booking(request: Calling, sent: shapes.BookingSent, key: Key = "") -> Any:
    """The weeks are held until the officer answers. A taken week is 409 `week_taken` with up to five alternatives.

    With an `Idempotency-Key`, the same request sent again within 24 hours is answered the same and done once.
    """
    at = now()
    terms = asked(request, sent)

    def held() -> Booking:
        return operations.request_booking(actor=request.actor, at=at, **terms)

    return booked_or_taken(request, held, terms, key=key, route="bookings", sent=sent, at=at)


def booked_or_taken(request: Calling, held: Callable[[], Booking], terms: dict[str, Any], **once: Any) -> Any:
    """201 with the booking, made once for a key; a taken week is 409 `week_taken` with up to five alternatives."""

    def shaped() -> dict[str, Any]:
        return shapes.booking_shape(request.actor, held())

    try:
        return made_once(request, shaped, shape=shapes.BookingShape, **once)
    except WeekTaken as refusal:
        return refusal_problem(refusal, alternatives=other_ways(request, terms))


def asked(request: Calling, sent: shapes.BookingSent) -> dict[str, Any]:
    """What was sent, as the operation and the quote take it."""
    right = Right.REQUEST_BOOKING if sent.kind == "paid" else Right.REQUEST_PEER_HELP
    host_id, function_id = host_and_function(request.actor.where(right), sent.host, sent.function)
    return {
        "host_id": host_id,
        "officer": sent.officer,
        "weeks": [(weeks.read(each.week), each.minutes) for each in sent.weeks],
        "when": {weeks.read(each.week): each.when for each in sent.weeks if each.when},
        "purpose": sent.purpose,
        "function_id": function_id,
        "kind": sent.kind,
        "decisions": sent.work == "decisions",
        "needs": tuple(sent.needs),
        "purchase_order": sent.purchase_order,
        "contact": sent.contact,
        "ready_on": sent.ready_by,
    }


def other_ways(request: Calling, terms: dict[str, Any]) -> list[dict[str, Any]]:
    found = alternatives(
        request.actor, terms["officer"], terms["weeks"], terms["function_id"], terms["host_id"], now()
    )
    return [
        {
            "officer": each.reference,
            "weeks": [{"week": weeks.written(monday), "minutes": minutes} for monday, minutes in each.weeks],
        }
        for each in found
    ]


@router.get("bookings", response={200: shapes.Bookings}, operation_id="bookings")
@needs(SIGNED_IN)
def bookings(request: Calling, status: Short = "", page: PageNumber = 1) -> Any:
    """The bookings the caller may see, newest first."""
    found = queries.bookings_of(request.actor, statuses=[status] if status else [])
    return listed(request, found, page, lambda booking: shapes.booking_shape(request.actor, booking))


@router.get("bookings/{reference}", response={200: shapes.BookingDetail}, operation_id="booking")
@needs(SIGNED_IN)
def booking(request: Calling, reference: Short) -> Any:
    """One booking, the moves open to the caller, and everything that happened."""
    return detail(request, reference)


def detail(request: Calling, reference: str) -> dict[str, Any]:
    return shapes.detail_shape(request.actor, queries.booking_for(request.actor, reference))


def seen(request: Calling, reference: str, terms: str) -> Booking:
    """The booking to move. Where terms are sent they must be those that stand. Refuses `terms_changed`."""
    found = queries.booking_for(request.actor, reference)
    if terms and terms not in {each.sha256 for each in (found.standing, found.pending) if each}:
        raise TermsChanged
    return found


MOVED = {200: shapes.BookingDetail}


@router.post("bookings/{reference}/accept", response=MOVED, operation_id="accept_booking")
@needs(Right.ANSWER_BOOKING)
def accept(request: Calling, reference: Short, sent: shapes.AnswerSent) -> Any:
    """The officer says yes to the terms shown."""
    found = seen(request, reference, "")
    operations.accept_booking(actor=request.actor, booking_id=found.pk, terms=sent.terms, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/decline", response=MOVED, operation_id="decline_booking")
@needs((Right.ANSWER_BOOKING, Right.APPROVE_BOOKING))
def decline(request: Calling, reference: Short, sent: shapes.AnswerSent) -> Any:
    """The officer, or their manager, says no. No reason is needed."""
    found = seen(request, reference, "")
    operations.decline_booking(
        actor=request.actor, booking_id=found.pk, terms=sent.terms, reason=sent.reason, at=now()
    )
    return detail(request, reference)


@router.post("bookings/{reference}/approve", response=MOVED, operation_id="approve_booking")
@needs(Right.APPROVE_BOOKING)
def approve(request: Calling, reference: Short, sent: shapes.AnswerSent) -> Any:
    """The home council says yes beyond its permission. Needs a token that may decide."""
    found = seen(request, reference, "")
    operations.approve_booking(actor=request.actor, booking_id=found.pk, terms=sent.terms, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/confirm", response=MOVED, operation_id="confirm_booking")
@needs(Right.CONFIRM_BOOKING)
def confirm(request: Calling, reference: Short, sent: shapes.AnswerSent) -> Any:
    """The host's budget holder says yes. Needs a token that may decide."""
    found = seen(request, reference, "")
    operations.confirm_booking(
        actor=request.actor,
        booking_id=found.pk,
        terms=sent.terms,
        purchase_order=sent.purchase_order,
        at=now(),
    )
    return detail(request, reference)


@router.post("bookings/{reference}/withdraw", response=MOVED, operation_id="withdraw_booking")
@needs((Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP, Right.CONFIRM_BOOKING))
def withdraw(request: Calling, reference: Short, sent: shapes.EndingSent) -> Any:
    """The host takes a request back before it is bound."""
    found = seen(request, reference, sent.terms)
    operations.withdraw_booking(actor=request.actor, booking_id=found.pk, reason=sent.reason, at=now())
    return detail(request, reference)


@router.post("bookings/{reference}/cancel", response=MOVED, operation_id="cancel_booking")
@needs((Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP, Right.APPROVE_BOOKING, Right.ANSWER_BOOKING))
def cancel(request: Calling, reference: Short, sent: shapes.EndingSent) -> Any:
    """Either council calls off the weeks named, or all that are not worked.

    Without a reason: the host needs them no longer, or home needs the officer back.
    """
    found = seen(request, reference, sent.terms)
    mondays = None if sent.weeks is None else [weeks.read(week) for week in sent.weeks]
    operations.cancel_booking(
        actor=request.actor, booking_id=found.pk, reason=sent.reason, mondays=mondays, at=now()
    )
    return detail(request, reference)
