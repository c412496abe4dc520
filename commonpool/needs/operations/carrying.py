"""A council took over from another: its needs, and the offers of its officers, are the new one's."""

from collections.abc import Collection, Mapping
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.needs import queries
from commonpool.needs.events import NeedCarriedOver, NeedClosed, OfferCarriedOver
from commonpool.needs.lifecycle import NEED, WAITING_OFFER
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations.setting_aside import ENDED, set_aside, set_aside_waiting
from commonpool.needs.operations.telling import tell


def carry_needs(
    *,
    actor: Actor,
    organisation_id: int,
    needs: Mapping[int, int | None],
    offers: Mapping[int, int],
    bookings: Collection[int] = (),
    at: datetime,
) -> None:
    """Needs of the council that can still be filled, and live offers of its officers, are its successors'.

    `needs` and `offers`: the successor by row. A need without one is closed, also a filled one: nobody is there to
    fill it again. An offer between what has become one council waits no more. `bookings`: those that go over, or end,
    in the same change: the needs that follow them at its end are locked with the others, all in one order. Only by the
    rule of a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        followed = {row.need_id for row in queries.made_for(bookings)}
        concerned = queries.lock_needs({*needs, *queries.needs_of_offers(offers), *followed})
        for need in concerned:
            if need.host_id == organisation_id and need.pk in needs:
                _carry(need, needs[need.pk], actor, at)
        for offer in queries.lock_offers_of([need.pk for need in concerned]):
            if offer.home_id == organisation_id and offer.pk in offers:
                _carry_offer(offer, offers[offer.pk], actor, at)
            if offer.status in WAITING_OFFER and offer.home_id == offer.need.host_id:
                set_aside(offer, actor=ENDED, at=at)


def _carry(need: Need, successor_id: int | None, actor: Actor, at: datetime) -> None:
    was = need.host_id
    if successor_id is not None:
        need.host_id = successor_id
        need.save(update_fields=["host"])
        fact = NeedCarriedOver(on_behalf_of=was, readers=(successor_id,), need_id=need.pk, was_id=was)
        publish(fact, actor=actor, at=at)
    elif "end with the council" in NEED.open_moves(need.status):
        need.status = NEED.after(need.status, "end with the council")
        need.ended_at, need.ended_by_rule = at, actor.standing_rule
        need.save()
        tell(NeedClosed, need, actor=actor, at=at)
        set_aside_waiting(need, actor=ENDED, at=at)


def _carry_offer(offer: Offer, successor_id: int, actor: Actor, at: datetime) -> None:
    was, offer.home_id = offer.home_id, successor_id
    offer.save(update_fields=["home"])
    fact = OfferCarriedOver(
        on_behalf_of=was,
        readers=(successor_id, offer.need.host_id),
        need_id=offer.need_id,
        offer_id=offer.pk,
        officer_id=offer.officer_id,
        was_id=was,
    )
    publish(fact, actor=actor, at=at)
