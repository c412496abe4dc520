"""Writes what happened to a need or an offer into the log."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import publish
from commonpool.needs.events import AboutNeed, AboutOffer
from commonpool.needs.models import Need, Offer


def tell(fact: type[AboutNeed], need: Need, *, actor: Actor, at: datetime, **facts: Any) -> None:
    """The fact is on the host's chain."""
    publish(fact(on_behalf_of=need.host_id, need_id=need.pk, **facts), actor=actor, at=at)


def tell_of_offer(
    fact: type[AboutOffer], offer: Offer, *, for_home: bool, actor: Actor, at: datetime, **facts: Any
) -> None:
    """The fact is on the chain of the council that acted, and the other may read it."""
    home, host = offer.home_id, offer.need.host_id
    publish(
        fact(
            on_behalf_of=home if for_home else host,
            readers=(host if for_home else home,),
            need_id=offer.need_id,
            offer_id=offer.pk,
            officer_id=offer.officer_id,
            **facts,
        ),
        actor=actor,
        at=at,
    )
