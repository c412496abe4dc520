"""An officer answers a need with hours they are free."""

from collections.abc import Iterable
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings.queries import free_weeks
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import refusing
from commonpool.needs import queries
from commonpool.needs.events import OfferMade
from commonpool.needs.lifecycle import OPEN_NEED
from commonpool.needs.models import Offer, OfferWeek
from commonpool.needs.operations.telling import tell_of_offer
from commonpool.needs.rules import (
    AlreadyOffered,
    NeedMoved,
    NotInPool,
    OfferedNotFree,
    OwnNeed,
    wrong_offer,
)
from commonpool.people.queries import live_employments


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
    for refusal in wrong_offer(chosen, said, london_date(at)):
        raise refusal
    if live_employments(london_date(at)).filter(person_id=actor.by, organisation_id=wanted.host_id).exists():
        raise OwnNeed
    listing = queries.may_offer(actor, wanted, at)
    if listing is None:
        raise NotInPool
    home = listing.employment.organisation
    actor.require(Right.ANSWER_BOOKING, home.pk)
    free = free_weeks([listing], [wanted.host_id], chosen[0][0], chosen[-1][0], at)[listing.pk]
    beyond = [(monday, free.get(monday, 0)) for monday, minutes in chosen if minutes > free.get(monday, 0)]
    if beyond:
        raise OfferedNotFree(beyond)
    with (
        change(),
        refusing("offer_one_live", AlreadyOffered()),
        refusing("offer_of_another_council", OwnNeed()),
    ):
        held = queries.lock_need(wanted.pk)
        if held.status not in OPEN_NEED or held.expires_on is None or held.expires_on < london_date(at):
            raise NeedMoved
        offer = Offer.objects.create(
            need=held,
            listing=listing,
            officer_id=actor.by,
            home=home,
            minutes=sum(minutes for _monday, minutes in chosen),
            words=said,
            made_at=at,
            made_by_id=actor.by,
        )
        OfferWeek.objects.bulk_create(
            OfferWeek(offer=offer, monday=monday, minutes=minutes) for monday, minutes in chosen
        )
        tell_of_offer(OfferMade, offer, for_home=True, actor=actor, at=at, minutes=offer.minutes)
    return offer
