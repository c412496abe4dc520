"""A need follows the bookings of its accepted offers: filled as they bind, open again as they end."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.bookings.events import AboutBooking
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import Booking
from commonpool.needs import queries
from commonpool.needs.events import NeedFilled, OfferWithdrawn
from commonpool.needs.lifecycle import NEED, OFFER, OPEN_NEED
from commonpool.needs.models import Need
from commonpool.needs.operations.answering import decline_waiting
from commonpool.needs.operations.telling import tell, tell_of_offer
from commonpool.needs.rules import NeedMoved, OfferMoved, filling

BOOKING_ENDED = Actor.rule("booking_ended")
FILLED = Actor.rule("need_filled")


def follow_booking(fact: AboutBooking, *, actor: Actor, at: datetime) -> None:
    """A reaction to a booking that bound, changed or ended: its offer and its need are where that leaves them."""
    found = queries.accepted_as(fact.booking_id)
    if found is None:
        return
    offer_id, need_id = found
    need = queries.lock_need(need_id)
    status = Booking.objects.values_list("status", flat=True).get(pk=fact.booking_id)
    if status in (*LIVE_BOOKING, "worked"):
        _take(offer_id, need, queries.held_minutes(fact.booking_id))
    else:
        _fall_through(offer_id, at)
    need = queries.lock_need(need_id)
    if need.status in (*OPEN_NEED, "filled"):
        fill(need, at=at)


def _take(offer_id: int, need: Need, minutes: int) -> None:
    """The offer takes what its booking holds now. Hours that were added to a booking are wanted as well."""
    offer = queries.lock_offer(offer_id)
    if need.taken_minutes - offer.taken_minutes + minutes > need.minutes and not need.more_said:
        need.more_said = True
        need.save(update_fields=["more_said"])
    offer.taken_minutes = minutes
    offer.save(update_fields=["taken_minutes"])


def _fall_through(offer_id: int, at: datetime) -> None:
    offer = queries.lock_offer(offer_id)
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
