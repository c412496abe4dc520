"""What was worked becomes what the officer took part in."""

from datetime import date, datetime, timedelta
from typing import Any

from commonpool.access import Actor
from commonpool.bookings import queries
from commonpool.bookings.models import Booking
from commonpool.people.operations import count_delivery
from commonpool.people.queries import DELIVERED

LAST_DAY = timedelta(days=6)


def count_worked(fact: Any, *, actor: Actor, at: datetime) -> None:
    """A reaction to worked bookings, peer help that happened and corrected hours: the officer took part, confirmed.

    By the hours agreed. Not where the officer alone says that peer help happened: nobody confirms their own. What the
    booking was for stays with its councils.
    """
    booking = Booking.objects.prefetch_related("terms").get(pk=fact.booking_id)
    if booking.status != "worked":
        return
    if booking.kind == "peer_help" and actor.person_id == booking.officer_id:
        return
    worked = _hours(booking)
    count_delivery(
        actor=Actor.rule(DELIVERED),
        person_id=booking.officer_id,
        booking_id=booking.pk,
        owner_id=booking.host_id,
        function_id=booking.standing.function_id,
        from_on=min(worked)[0],
        to_on=max(worked)[0] + LAST_DAY,
        minutes=sum(minutes for _monday, minutes in worked),
        at=at,
    )


def _hours(booking: Booking) -> list[tuple[date, int]]:
    if booking.kind == "peer_help":
        return booking.standing.hours
    return [
        (week.monday, week.minutes if week.worked_minutes is None else week.worked_minutes)
        for week in queries.live_weeks(booking)
    ]
