"""Weeks are free again: released in order of Monday, given back to the budget, and the first in line is told."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F
from django.db.models.functions import Greatest

from commonpool.access import Actor
from commonpool.activity.operations import publish
from commonpool.availability import queries as availability
from commonpool.bookings.events import WaitingTold, WeeksReleased
from commonpool.bookings.models import BookedWeek, Booking, PeerHelpMonth, Waiting
from commonpool.bookings.operations import spending
from commonpool.bookings.rules.pricing import month_of
from commonpool.kernel import weeks as iso

IN_LINE = Actor.rule("first_in_line")


def release(
    booking: Booking,
    weeks: Iterable[BookedWeek],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
    given_back: bool = False,
) -> list[date]:
    """These weeks hold nothing any more; says which Mondays. The weeks are locked in order before they are freed.

    `given_back`: what they used of a spending limit has been given back already.
    """
    going = sorted(weeks, key=lambda week: week.monday)
    if not going:
        return []
    mondays = [week.monday for week in going]
    if not given_back:
        spending.give_back(going)
    availability.lock_weeks({booking.officer_id: mondays})
    BookedWeek.objects.filter(pk__in=[week.pk for week in going]).update(
        released_at=at,
        released_by_id=actor.person_id,
        released_by_rule=actor.standing_rule,
        released_reason=reason,
    )
    fact = WeeksReleased(
        on_behalf_of=booking.home_id,
        readers=(booking.host_id,),
        booking_id=booking.pk,
        officer_id=booking.officer_id,
        mondays=tuple(iso.written(monday) for monday in mondays),
    )
    publish(fact, actor=actor, at=at)
    _tell_the_first(booking.officer_id, mondays, at)
    return mondays


def release_peer_help(booking: Booking) -> None:
    """The minutes of peer help asked for are free again."""
    for monday, minutes in booking.standing.hours:
        PeerHelpMonth.objects.filter(
            person_id=booking.officer_id, host_id=booking.host_id, month=month_of(monday)
        ).update(minutes=Greatest(F("minutes") - minutes, 0))


def _tell_the_first(officer_id: int, mondays: list[date], at: datetime) -> None:
    first = (
        Waiting.objects.filter(officer_id=officer_id, monday__in=mondays, told_at__isnull=True)
        .order_by("monday", "asked_at", "id")
        .distinct("monday")
    )
    waiting = list(first)
    Waiting.objects.filter(pk__in=[each.pk for each in waiting]).update(
        told_at=at, told_by_rule=IN_LINE.standing_rule
    )
    for each in waiting:
        fact = WaitingTold(
            on_behalf_of=each.host_id,
            waiting_id=each.pk,
            listing_id=each.listing_id,
            officer_id=officer_id,
            asked_by_id=each.asked_by_id,
            monday=each.monday,
        )
        publish(fact, actor=IN_LINE, at=at)
