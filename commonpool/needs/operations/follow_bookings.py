"""A need follows the bookings of its accepted offers: filled as they bind, open again as they end."""

from collections.abc import Sequence
from datetime import datetime

from commonpool.access import Actor
from commonpool.bookings.events import AboutBooking
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.needs import queries
from commonpool.needs.events import NeedFilled, OfferWithdrawn
from commonpool.needs.lifecycle import NEED, OFFER, OPEN_NEED
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations.answering import decline_waiting
from commonpool.needs.operations.telling import tell, tell_of_offer
from commonpool.needs.rules import NeedMoved, OfferMoved, filling

BOOKING_ENDED = Actor.rule("booking_ended")
FILLED = Actor.rule("need_filled")


def follow_bookings(facts: Sequence[AboutBooking], *, at: datetime) -> None:
    """Follows bookings that bound, changed or ended, at the end of their change: the offers that became them, and their
    needs, are where that leaves them. The needs are locked in the order of their rows, then each one's offers.
    """
    followed = queries.accepted_as({fact.booking_id for fact in facts})
    for need_id in sorted({need_id for _offer_id, need_id in followed}):
        need = queries.lock_need(need_id)
        for offer_id in (offer_id for offer_id, of_need in followed if of_need == need_id):
            _follow(queries.lock_offer(offer_id), at)
        need.refresh_from_db()
        if need.status in (*OPEN_NEED, "filled"):
            fill(need, at=at)


def _follow(offer: Offer, at: datetime) -> None:
    """The offer takes what its booking holds now. Hours that were added to a booking are wanted as well."""
    need, booking = offer.need, offer.booking
    if booking is None or booking.status not in (*LIVE_BOOKING, "worked"):
        _fall_through(offer, at)
        return
    minutes = queries.held_minutes(booking.pk)
    if need.taken_minutes - offer.taken_minutes + minutes > need.minutes and not need.more_said:
        need.more_said = True
        need.save(update_fields=["more_said"])
    offer.taken_minutes = minutes
    offer.save(update_fields=["taken_minutes"])


def _fall_through(offer: Offer, at: datetime) -> None:
    offer.status = OFFER.after(offer.status, "fall through", OfferMoved)
    offer.taken_minutes, offer.answered_at, offer.answered_by_id = 0, at, None
    offer.answered_by_rule = BOOKING_ENDED.standing_rule
    offer.save()
    tell_of_offer(OfferWithdrawn, offer, for_home=True, actor=BOOKING_ENDED, at=at)


def fill(need: Need, *, at: datetime) -> None:
    """The locked need says how far it is filled; filled, it asks nobody any more."""
    bound = queries.bound_minutes(need.pk)
    status = NEED.after(need.status, filling(bound, need.minutes), NeedMoved)
    if status == need.status:
        return
    need.status = status
    filled = status == "filled"
    need.ended_at, need.ended_by_rule = (at, FILLED.standing_rule) if filled else (None, "")
    need.save()
    tell(NeedFilled, need, actor=FILLED, at=at, minutes=bound, whole=filled)
    if filled:
        decline_waiting(need, actor=FILLED, at=at)
