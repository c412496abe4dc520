"""An offer that nobody answered is set aside as its need is filled, over or changed; and waits again where it opens."""

from collections.abc import Collection
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.needs import queries
from commonpool.needs.events import OfferBroughtBack, OfferSetAside
from commonpool.needs.lifecycle import OFFER
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations.telling import tell_of_offer
from commonpool.needs.rules import OfferMoved

ENDED = Actor.rule("need_over")
FILLED = Actor.rule("need_filled")
CHANGED = Actor.rule("need_changed")
OPEN_AGAIN = Actor.rule("need_open_again")
MAY_WAIT_AGAIN = (FILLED.standing_rule, CHANGED.standing_rule)


def set_aside(offer: Offer, *, actor: Actor, at: datetime) -> Offer:
    """The locked offer waits no more, though nobody said no: the writing alone, by a rule that says why."""
    offer.status = OFFER.after(offer.status, "set aside", OfferMoved)
    offer.answered_at, offer.answered_by_id = at, None
    offer.answered_by_rule = actor.standing_rule
    offer.save()
    tell_of_offer(OfferSetAside, offer, for_home=False, actor=actor, at=at)
    return offer


def set_aside_waiting(need: Need, *, actor: Actor, at: datetime) -> None:
    """Nobody waits for an answer any more; the caller holds the need's lock."""
    for offer_id in queries.waiting_ids(need.pk):
        set_aside(queries.lock_offer(offer_id), actor=actor, at=at)


def set_aside_dropped(need: Need, dropped: Collection[date], *, at: datetime) -> None:
    """Who offered hours in weeks that the locked need has just dropped, and in none that it wants, waits no more."""
    wanted = set(need.mondays)
    for offer_id in queries.waiting_ids(need.pk):
        offer = queries.lock_offer(offer_id)
        offered = {monday for monday, _minutes in queries.weeks_of_offer(offer)}
        if offered & set(dropped) and not offered & wanted:
            set_aside(offer, actor=CHANGED, at=at)


def bring_back(need: Need, *, at: datetime) -> None:
    """What was set aside as others filled the need, or as it dropped weeks that it wants again, waits again while all
    its weeks are to come. The locked need is open.
    """
    for offer_id in queries.to_bring_back(need, MAY_WAIT_AGAIN, at):
        offer = queries.lock_offer(offer_id)
        verb = "bring back in view" if offer.shortlisted_at else "bring back"
        offer.status = OFFER.after(offer.status, verb, OfferMoved)
        offer.answered_at, offer.answered_by_rule = None, ""
        offer.save()
        tell_of_offer(OfferBroughtBack, offer, for_home=False, actor=OPEN_AGAIN, at=at)
