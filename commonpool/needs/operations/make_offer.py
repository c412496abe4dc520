"""An officer answers a need with hours they are free; until it is answered, they may change it."""

from collections.abc import Iterable
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.availability.models import Listing
from commonpool.bookings.queries import free_weeks
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import refusing
from commonpool.needs import queries
from commonpool.needs.events import OfferChanged, OfferMade
from commonpool.needs.lifecycle import WAITING_OFFER
from commonpool.needs.models import Need, Offer, OfferWeek
from commonpool.needs.operations.taking import hold_open
from commonpool.needs.operations.telling import tell_of_offer
from commonpool.needs.rules import (
    AlreadyOffered,
    NotInPool,
    OfferedNotFree,
    OfferMoved,
    OwnNeed,
    wrong_offer,
)


def make_offer(
    *, actor: Actor, need: str, weeks: Iterable[tuple[date, int]], words: str = "", at: datetime
) -> Offer:
    """The host sees who offers which hours. It holds no week: that is what asking does, when it is accepted.

    `need` is a reference; `weeks` are pairs of Monday and minutes, in half hours. For officers whose listing can be
    booked for pay, and whom the host does not employ. Refuses `not_found`, `name_needed`, `own_need`, `not_in_pool`,
    `offer_weeks_wrong`, `offer_words_wrong`, `need_moved`, `already_offered`.
    """
    wanted = queries.need_for(actor, need)
    require_name(actor)
    chosen, said = sorted(weeks), words.strip()
    listing = _judged(actor, wanted, chosen, said, at)
    with (
        change(),
        refusing("offer_one_live", AlreadyOffered()),
        refusing("offer_of_another_council", OwnNeed()),
    ):
        held = hold_open(wanted.pk, at)
        offer = Offer(
            need=held,
            listing=listing,
            officer_id=actor.by,
            home=listing.employment.organisation,
            made_at=at,
            made_by_id=actor.by,
        )
        _write(offer, chosen, said)
        tell_of_offer(OfferMade, offer, for_home=True, actor=actor, at=at, minutes=offer.minutes)
    return offer


def change_offer(
    *, actor: Actor, offer_id: int, weeks: Iterable[tuple[date, int]], words: str = "", at: datetime
) -> Offer:
    """The officer's offer, which nobody has answered yet, says this instead; the host is told, unless it says the same.

    Refuses `not_found` to anybody else, `offer_moved`, and what `make_offer` does of what is said.
    """
    seen = queries.own_offer(actor, offer_id)
    chosen, said = sorted(weeks), words.strip()
    if seen.status not in WAITING_OFFER:
        raise OfferMoved
    _judged(actor, seen.need, chosen, said, at)
    with change():
        hold_open(seen.need_id, at)
        offer = queries.lock_offer(seen.pk)
        if offer.status not in WAITING_OFFER:
            raise OfferMoved
        if (queries.weeks_of_offer(offer), offer.words) == (chosen, said):
            return offer
        OfferWeek.objects.filter(offer=offer).delete()
        _write(offer, chosen, said)
        tell_of_offer(OfferChanged, offer, for_home=True, actor=actor, at=at, minutes=offer.minutes)
    return offer


def _judged(actor: Actor, need: Need, chosen: list[tuple[date, int]], said: str, at: datetime) -> Listing:
    """The listing with which the actor may offer these hours."""
    for refusal in wrong_offer(chosen, said, london_date(at)):
        raise refusal
    if queries.works_for_host(actor, need, at):
        raise OwnNeed
    listing = queries.may_offer(actor, need, at)
    if listing is None:
        raise NotInPool
    actor.require(Right.ANSWER_BOOKING, listing.employment.organisation_id)
    free = free_weeks([listing], [need.host_id], chosen[0][0], chosen[-1][0], at)[listing.pk]
    beyond = [(monday, free.get(monday, 0)) for monday, minutes in chosen if minutes > free.get(monday, 0)]
    if beyond:
        raise OfferedNotFree(beyond)
    return listing


def _write(offer: Offer, chosen: list[tuple[date, int]], said: str) -> None:
    offer.minutes, offer.words = sum(minutes for _monday, minutes in chosen), said
    offer.save()
    OfferWeek.objects.bulk_create(
        OfferWeek(offer=offer, monday=monday, minutes=minutes) for monday, minutes in chosen
    )
