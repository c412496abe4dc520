"""Bookings of councils that others take over from, and whose a booked week is."""

from django.db.models import Q, QuerySet

from commonpool.bookings.models import BookedWeek, Booking, CarriedBooking

LIVE = ("requested", "accepted", "bound")


def live_bookings_of(organisation_id: int) -> QuerySet[Booking]:
    """The live bookings of a council, as home or host, in order, for a stage that judged who asks."""
    own = Booking.objects.filter(Q(home_id=organisation_id) | Q(host_id=organisation_id), status__in=LIVE)
    return own.select_related("home", "host", "officer").prefetch_related("weeks").order_by("id")


def councils_of(week: BookedWeek) -> tuple[int, int, list[CarriedBooking]]:
    """The home and the host of a booked week on its Monday, and how it went on from them since. One SQL query."""
    councils = {True: week.booking.home_id, False: week.booking.host_id}
    carried = list(week.booking.carried.filter(on__gt=week.monday).order_by("on", "id"))
    for each in reversed(carried):
        councils[each.of_home] = each.was_id
    return councils[True], councils[False], carried
