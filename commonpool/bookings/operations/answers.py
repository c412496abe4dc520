"""The officer accepts, home approves, the host's budget holder confirms: in any order, to the exact terms shown."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import BookingAccepted, BookingApproved, BookingConfirmed
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import variation_answers
from commonpool.bookings.operations.binding import bind_if_ready, hold_to_answer, refuse_interest
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.asking import MOST_PURCHASE_ORDER
from commonpool.bookings.rules.refusals import (
    BookingMoved,
    NotForYourself,
    PurchaseOrderNeeded,
    PurchaseOrderWrong,
)
from commonpool.kernel.refusals import Forbidden


def accept_booking(*, actor: Actor, booking_id: int, terms: str, at: datetime) -> Booking:
    """The named officer has said yes to these exact terms (their SHA-256); bound at once where limits cover it.

    Also says yes to a variation, by its terms. Refuses `not_found` to anybody but the officer, `terms_changed`
    (409), `booking_moved`, `booking_lapsed`, `not_bookable`, `outside_permission`,
    `peer_help_not_allowed`.
    """
    seen = queries.booking_to_answer(actor, booking_id)
    with change():
        if seen.status == "bound":
            return variation_answers.accept(seen, terms=terms, actor=actor, at=at)
        held = hold_to_answer(seen, terms, "accept", at)
        booking = held.booking
        booking.status = BOOKING.after(booking.status, "accept", BookingMoved)
        booking.accepted_at, booking.accepted_by_id = at, actor.by
        _record_answer(booking, actor, at)
        tell(BookingAccepted, booking, for_home=True, actor=actor, at=at)
        return bind_if_ready(held, actor=actor, at=at)


def approve_booking(*, actor: Actor, booking_id: int, terms: str, at: datetime) -> Booking:
    """The home council has said yes to these terms, beyond what its permission covers. Before or after the officer.

    Requires `approve_booking` at home. Refuses `not_found`, `not_for_yourself` (the officer, or who asked),
    `interest_declared`, `terms_changed`, `booking_moved`, `booking_lapsed`, `not_bookable`.
    Approving again changes nothing.
    """
    seen = queries.booking_where(actor, booking_id, home=Right.APPROVE_BOOKING)
    actor.require_decision()
    if not queries.answers_for_home(actor, seen):
        raise Forbidden
    if actor.by in seen.parties:
        raise NotForYourself
    with change():
        if seen.status == "bound":
            return variation_answers.approve(seen, terms=terms, actor=actor, at=at)
        held = hold_to_answer(seen, terms, "approve", at)
        booking = held.booking
        refuse_interest(held, actor, at)
        if booking.approved_at is not None:
            return booking
        booking.approved_at, booking.approved_by_id = at, actor.by
        whose = queries.deputised(actor, booking)
        tell(BookingApproved, booking, for_home=True, actor=actor, at=at, in_place_of_id=whose)
        return bind_if_ready(held, actor=actor, at=at)


def confirm_booking(
    *, actor: Actor, booking_id: int, terms: str, at: datetime, purchase_order: str = ""
) -> Booking:
    """The host's budget holder has said yes to the price, beyond what the spending limit covers.

    Requires `confirm_booking` at the host, of somebody else than asked or offered the change. Refuses `not_found`,
    `not_for_yourself`, `interest_declared`, `purchase_order_needed`, `terms_changed`, `booking_moved`,
    `booking_lapsed`, `not_bookable`. Confirming again changes nothing.
    """
    seen = queries.booking_where(actor, booking_id, host=Right.CONFIRM_BOOKING)
    actor.require_decision()
    if actor.by in seen.parties:
        raise NotForYourself
    number = purchase_order.strip()
    if len(number) > MOST_PURCHASE_ORDER or "\x00" in number:
        raise PurchaseOrderWrong
    with change():
        if seen.status == "bound":
            return variation_answers.confirm(seen, terms=terms, purchase_order=number, actor=actor, at=at)
        held = hold_to_answer(seen, terms, "confirm", at)
        booking = held.booking
        refuse_interest(held, actor, at)
        if booking.confirmed_at is not None or booking.kind == "peer_help":
            return booking
        booking.purchase_order = number or booking.purchase_order
        if queries.order_missing(booking):
            raise PurchaseOrderNeeded
        booking.confirmed_at, booking.confirmed_by_id = at, actor.by
        tell(BookingConfirmed, booking, for_home=False, actor=actor, at=at)
        return bind_if_ready(held, actor=actor, at=at)


def _record_answer(booking: Booking, actor: Actor, at: datetime) -> None:
    terms = booking.standing
    terms.answered_at, terms.answered_by_id = at, actor.by
    terms.save(update_fields=["answered_at", "answered_by"])
