"""The host accepts an offer: the same request as any other, of exactly the hours offered."""

from datetime import datetime
from typing import Any

from django.db import transaction

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import request_booking
from commonpool.bookings.rules.refusals import ListingClosed, WeekTaken
from commonpool.kernel.refusals import NotFound
from commonpool.needs import queries
from commonpool.needs.events import OfferAccepted
from commonpool.needs.lifecycle import OFFER, OPEN_NEED, WAITING_OFFER
from commonpool.needs.models import Offer
from commonpool.needs.operations.taking import take
from commonpool.needs.operations.telling import tell_of_offer
from commonpool.needs.rules import NeedMoved, OfferMoved


def accept_offer(*, actor: Actor, offer_id: int, at: datetime, more: bool = False, **terms: Any) -> Booking:
    """The weeks offered are held for the host until the officer answers the exact terms: an offer is not that yes.

    `terms`: what `request_booking` takes besides, such as `needs` and `when`. `more`: the host wants these hours also
    where the need has enough with fewer. Requires `request_booking` at the host. Refuses `not_found`, `offer_moved`,
    `need_moved`, `more_than_wanted`, and whatever `request_booking` does: `not_bookable` also where the officer has
    left the pool since.
    """
    seen = queries.offer_to_answer(actor, offer_id)
    if seen.status not in WAITING_OFFER:
        raise OfferMoved
    if seen.need.status not in OPEN_NEED:
        raise NeedMoved
    try:
        # Undone alone, also where a change is open, as around what is asked with a key: what is asked below can be.
        with transaction.atomic(), change():
            booking = request_booking(
                actor=actor,
                host_id=seen.need.host_id,
                officer=seen.listing.reference,
                weeks=queries.weeks_of_offer(seen),
                purpose=seen.need.what,
                function_id=seen.need.function_id,
                at=at,
                **terms,
            )
            _take(seen, booking, more=more, actor=actor, at=at)
    except NotFound:
        raise ListingClosed from None
    except WeekTaken:
        # Whoever accepted it a moment ago holds its weeks: that is what they are told.
        if queries.offer(offer_id).status not in WAITING_OFFER:
            raise OfferMoved from None
        raise
    return booking


def _take(seen: Offer, booking: Booking, *, more: bool, actor: Actor, at: datetime) -> None:
    """The need and the offer are locked after all that asking locks, as by whatever happens to the booking later."""
    take(seen.need_id, booking, more=more, at=at)
    offer = queries.lock_offer(seen.pk)
    if queries.weeks_of_offer(offer) != queries.weeks_of_offer(seen):
        raise OfferMoved  # its officer has just changed it
    offer.status = OFFER.after(offer.status, "accept", OfferMoved)
    offer.booking = booking
    offer.answered_at, offer.answered_by_id = at, actor.by
    offer.save()
    tell_of_offer(OfferAccepted, offer, for_home=False, actor=actor, at=at, booking_id=booking.pk)
