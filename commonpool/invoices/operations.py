"""Charges follow what happened: hours agreed, a week cancelled late, a host late. Each once, by constraint."""

from collections.abc import Collection
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.bookings import queries as bookings
from commonpool.bookings.events import BookingCancelled
from commonpool.bookings.models import BookedWeek
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.bookings.rules.refusals import NothingLost
from commonpool.invoices import queries, rules
from commonpool.invoices.events import ChargeMade
from commonpool.invoices.models import Charge
from commonpool.kernel.refusals import Forbidden, refusing
from commonpool.timesheets.events import HoursAgreed


def charge_agreed_week(fact: HoursAgreed, *, actor: Actor, at: datetime) -> None:
    """The agreed minutes of a booked week are a charge at its price. Follows `HoursAgreed`, in its transaction.

    No minutes, no charge.
    """
    _charge("agreed_week", fact.booked_week_id, fact.minutes, actor=actor, at=at)


def charge_late_cancellation(fact: BookingCancelled, *, actor: Actor, at: datetime) -> None:
    """Each week cancelled late is a charge for the minutes still owed (at most two hours), at its price.

    Follows `BookingCancelled`, in its transaction.
    """
    for booked_week_id, minutes in fact.owed:
        _charge("late_cancellation", booked_week_id, minutes, actor=actor, at=at)


def claim_host_late(*, actor: Actor, booking_id: int, mondays: Collection[date], at: datetime) -> None:
    """What was lost of these weeks because the host was late, an hour of each at most, is charged at their price.

    The officer claims it, or an approver at home; a token needs the `decide` scope. Refuses `not_found`, `forbidden`,
    `nothing_lost` (not lost, or charged already).
    """
    actor.require_decision()
    if not bookings.may_claim(actor, bookings.seen_booking(actor, booking_id)):
        raise Forbidden
    with change(), refusing("charge_once_for_its_source", NothingLost()):
        lost = queries.lost_weeks(bookings.hold(booking_id).booking)
        wanted = set(mondays)
        if not wanted or wanted - {each.week.monday for each in lost}:
            raise NothingLost
        for each in lost:
            if each.week.monday in wanted:
                _charge(HOST_LATE, each.week.pk, each.minutes, actor=actor, at=at)


def _charge(source: str, booked_week_id: int, minutes: int, *, actor: Actor, at: datetime) -> None:
    if not minutes:
        return
    week = BookedWeek.objects.select_related("booking").get(pk=booked_week_id)
    booking = week.booking
    charge = Charge.objects.create(
        source=source,
        booking=booking,
        booked_week=week,
        home_id=booking.home_id,
        host_id=booking.host_id,
        minutes=minutes,
        hourly_pence=week.hourly_pence,
        net_pence=rules.charge_for(minutes, week.hourly_pence, week.net_pence),
        ceiling_pence=week.net_pence,
        made_at=at,
        made_by_id=actor.person_id,
        made_by_rule=actor.standing_rule,
    )
    fact = ChargeMade(
        on_behalf_of=booking.home_id,
        readers=(booking.host_id,),
        charge_id=charge.pk,
        booking_id=booking.pk,
        booked_week_id=week.pk,
        source=source,
        minutes=minutes,
        net_pence=charge.net_pence,
    )
    publish(fact, actor=actor, at=at)
