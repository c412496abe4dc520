"""The clock tells whom it concerns: ready soon, not ready in time, access to be ended today."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import one_by_one
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries
from commonpool.bookings.events import NeedsTold
from commonpool.bookings.models import Booking, NeedTold
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.needs import SOON_WORKING_DAYS
from commonpool.kernel.clock import london_date
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_before

NEEDS_DUE = Actor.rule("needs_due")


def tell_of_needs(*, at: datetime, actor: Actor = NEEDS_DUE) -> int:
    """The host's contact hears two working days before the day, and on the last day; all hear where it is late.

    Each once for the terms that stand; of several missed only the latest. Says how many. Repeatable.
    """
    today = london_date(at)

    def told(booking_id: int) -> bool:
        booking = queries.hold(booking_id).booking
        word = _due(booking, today)
        if not word or booking.needs_told.filter(terms=booking.version, told=word).exists():
            return False
        NeedTold.objects.create(
            booking=booking,
            terms=booking.version,
            told=word,
            told_at=at,
            told_by_id=actor.person_id,
            told_by_rule=actor.standing_rule,
        )
        contact_id = booking.standing.contact_id
        assert contact_id is not None
        tell(NeedsTold, booking, for_home=False, actor=actor, at=at, told=word, contact_id=contact_id)
        return True

    return one_by_one([booking.pk for booking in queries.with_open_needs() if _due(booking, today)], told)


def _due(booking: Booking, today: date) -> str:
    needed = queries.needed_for(booking, today)
    if any(each.to_be_removed for each in needed):
        return "removal"
    if booking.status != "bound" or all(each.ready for each in needed):
        return ""
    if any(each.late for each in needed):
        return "late"
    holidays = bank_holidays(booking.host.nation)
    soon = nth_working_day_before(needed[0].ready_on, SOON_WORKING_DAYS, WEEKDAYS, holidays)
    return "soon" if today >= soon else ""
