"""Bookings of councils that others take over from, and whose a booked week is."""

from datetime import date, timedelta

from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import BookedWeek, Booking, CarriedBooking
from commonpool.bookings.rules.following import Followed, Side, followed
from commonpool.organisations.models import Succession

SUNDAY = timedelta(days=6)


def followed_by(booking: Booking) -> list[Followed]:
    """Who takes the place of its home or host before a live booking is over. No SQL query where neither ends; else one.

    The caller has its councils and its weeks.
    """
    sides = {True: booking.home, False: booking.host}
    live = [week.monday for week in booking.weeks.all() if week.released_at is None]
    last_day = max(live or [date.min])
    if booking.status not in LIVE_BOOKING or not live or all(each.ends_on is None for each in sides.values()):
        return []
    heirs: dict[int, list[str]] = {}
    rows = Succession.objects.filter(predecessor__in=sides.values()).order_by("successor__name")
    for was, name in rows.values_list("predecessor_id", "successor__name"):
        heirs.setdefault(was, []).append(name)
    home, host = (
        Side(of_home, each.ends_on, tuple(heirs.get(each.pk, ()))) for of_home, each in sides.items()
    )
    return list(followed(home, host, last_day + SUNDAY))


def councils_of(week: BookedWeek) -> tuple[int, int, list[CarriedBooking]]:
    """The home and the host of a booked week on its Monday, and how it went on from them since. One SQL query."""
    councils = {True: week.booking.home_id, False: week.booking.host_id}
    carried = list(week.booking.carried.filter(on__gt=week.monday).order_by("on", "id"))
    for each in reversed(carried):
        councils[each.of_home] = each.was_id
    return councils[True], councils[False], carried
