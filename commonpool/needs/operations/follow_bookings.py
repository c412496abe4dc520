"""A need follows the bookings made for it: filled as they bind, open again as they end."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from commonpool.access import Actor
from commonpool.bookings.events import AboutBooking
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.kernel.clock import london_date
from commonpool.needs import queries
from commonpool.needs.events import NeedFilled, OfferFellThrough
from commonpool.needs.lifecycle import NEED, OFFER, OPEN_NEED
from commonpool.needs.models import Need, NeedBooking, Offer
from commonpool.needs.operations.setting_aside import FILLED, bring_back, set_aside_waiting
from commonpool.needs.operations.telling import tell, tell_of_offer
from commonpool.needs.rules import NeedMoved, OfferMoved, filling

BOOKING_ENDED = Actor.rule("booking_ended")


def follow_bookings(facts: Sequence[AboutBooking], *, at: datetime) -> None:
    """Follows bookings that bound, changed or ended, at the end of their change: the offers that became them, and the
    needs they were made for, are where that leaves them. The needs are locked in the order of their rows, then each
    one's offers.
    """
    followed = queries.made_for({fact.booking_id for fact in facts})
    for need_id, of_need in groupby(followed, lambda row: row.need_id):
        need = queries.lock_need(need_id)
        _want_what_is_held(need)
        for row in of_need:
            _follow(row, at)
        need.refresh_from_db()
        if need.status in (*OPEN_NEED, "filled"):
            fill(need, at=at)


def _want_what_is_held(need: Need) -> None:
    """Hours that were added to a booking, or moved to other weeks, are wanted as well."""
    if not need.more_said and need.wants.beyond(queries.taken_of(need.pk)):
        need.more_said = True
        need.save(update_fields=["more_said"])


def _follow(row: NeedBooking, at: datetime) -> None:
    """What is taken is what the booking holds now; an offer whose booking came to nothing has come to nothing."""
    stands = row.booking.status in (*LIVE_BOOKING, "worked")
    row.minutes = queries.held_minutes(row.booking_id) if stands else 0
    row.save(update_fields=["minutes"])
    offer = None if stands else queries.accepted_as(row.booking_id)
    if offer is not None:
        _fall_through(offer, at)


def _fall_through(offer: Offer, at: datetime) -> None:
    offer.status = OFFER.after(offer.status, "fall through", OfferMoved)
    offer.answered_at, offer.answered_by_id = at, None
    offer.answered_by_rule = BOOKING_ENDED.standing_rule
    offer.save()
    tell_of_offer(OfferFellThrough, offer, for_home=True, actor=BOOKING_ENDED, at=at)


def fill(need: Need, *, at: datetime) -> None:
    """The locked need says how far it is filled. Filled, it asks nobody any more; open again, it asks those again who
    were not taken as others were.
    """
    bound, wants = queries.bound_of(need.pk), need.wants
    status = NEED.after(need.status, filling(wants, bound, london_date(at)), NeedMoved)
    if status == need.status:
        return
    was, need.status = need.status, status
    filled = status == "filled"
    need.ended_at, need.ended_by_rule = (at, FILLED.standing_rule) if filled else (None, "")
    need.save()
    tell(NeedFilled, need, actor=FILLED, at=at, minutes=wants.filled_by(bound), whole=filled)
    if filled:
        set_aside_waiting(need, actor=FILLED, at=at)
    elif was == "filled":
        bring_back(need, at=at)
