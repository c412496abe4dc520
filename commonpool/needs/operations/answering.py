"""An offer is kept in view or declined by the host, or withdrawn by the officer."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.needs import queries
from commonpool.needs.events import OfferDeclined, OfferShortlisted, OfferWithdrawn
from commonpool.needs.lifecycle import OFFER
from commonpool.needs.models import Offer
from commonpool.needs.operations.telling import tell_of_offer
from commonpool.needs.rules import OfferMoved


def shortlist_offer(*, actor: Actor, offer_id: int, at: datetime) -> Offer:
    """The host keeps it in view. Requires `request_booking` at the host. Refuses `not_found`, `offer_moved`."""
    seen = queries.offer_to_answer(actor, offer_id)
    with change():
        offer = _held(seen)
        offer.status = OFFER.after(offer.status, "shortlist", OfferMoved)
        offer.shortlisted_at, offer.shortlisted_by_id = at, actor.by
        offer.save()
        tell_of_offer(OfferShortlisted, offer, for_home=False, actor=actor, at=at)
    return offer


def decline_offer(*, actor: Actor, offer_id: int, at: datetime) -> Offer:
    """The host has said no; no reason is needed. Refuses `not_found`, `offer_moved`."""
    seen = queries.offer_to_answer(actor, offer_id)
    with change():
        offer = _held(seen)
        offer.status = OFFER.after(offer.status, "decline", OfferMoved)
        offer.answered_at, offer.answered_by_id = at, actor.by
        offer.save()
        tell_of_offer(OfferDeclined, offer, for_home=False, actor=actor, at=at)
    return offer


def withdraw_offer(*, actor: Actor, offer_id: int, at: datetime) -> Offer:
    """The officer takes it back before it is answered. Refuses `not_found` to anybody else, `offer_moved`."""
    seen = queries.own_offer(actor, offer_id)
    with change():
        offer = _held(seen)
        offer.status = OFFER.after(offer.status, "withdraw", OfferMoved)
        offer.answered_at, offer.answered_by_id = at, actor.by
        offer.save()
        tell_of_offer(OfferWithdrawn, offer, for_home=True, actor=actor, at=at)
    return offer


def _held(seen: Offer) -> Offer:
    queries.lock_need(seen.need_id)
    return queries.lock_offer(seen.pk)
