"""Questions about charges."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from commonpool.access import Actor, Right
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.invoices.models import Charge
from commonpool.invoices.rules import charge_for
from commonpool.kernel.refusals import NotFound


def charges_of(actor: Actor, organisation_id: int) -> QuerySet[Charge]:
    """Every charge of a council, owed by it and owed to it, newest first. Refuses `not_found` to other councils.

    Requires `see_money` there.
    """
    if not actor.rights.get(organisation_id):
        raise NotFound
    actor.require(Right.SEE_MONEY, organisation_id)
    found = Charge.objects.filter(Q(home_id=organisation_id) | Q(host_id=organisation_id))
    linked = ("home", "host", "booking__officer", "booked_week")
    return found.select_related(*linked).order_by("-made_at", "-id")


def charges_for(booking: Booking) -> QuerySet[Charge]:
    """The charges of a booking the caller was given, in order of their weeks."""
    return (
        Charge.objects.filter(booking=booking)
        .select_related("booked_week")
        .order_by("booked_week__monday", "id")
    )


@dataclass(frozen=True)
class Lost:
    """What may still be charged of a booked week because the host was late: minutes, and pence before VAT."""

    week: BookedWeek
    minutes: int
    net_pence: int


def lost_weeks(booking: Booking) -> list[Lost]:
    """The weeks of a booking of which something may still be charged for that reason, in order."""
    if booking.standing.ready_on is None:
        return []
    charged = set(
        Charge.objects.filter(booking=booking, source=HOST_LATE).values_list("booked_week_id", flat=True)
    )
    weeks = sorted(booking.weeks.all(), key=lambda week: (week.monday, week.pk))
    found = [(week, bookings.lost_of(booking, week)) for week in weeks if week.pk not in charged]
    return [
        Lost(week, minutes, charge_for(minutes, week.hourly_pence, week.net_pence))
        for week, minutes in found
        if minutes
    ]


@dataclass(frozen=True)
class Totals:
    """Pence before VAT: what a council owes for what it borrowed, and is owed for what it lent."""

    owed_pence: int
    due_pence: int


def totals_of(actor: Actor, organisation_id: int) -> Totals:
    """The sums of a council's charges. Requires `see_money` there; refuses `not_found` to other councils."""
    sums = charges_of(actor, organisation_id).aggregate(
        owed=Sum("net_pence", filter=Q(host_id=organisation_id)),
        due=Sum("net_pence", filter=Q(home_id=organisation_id)),
    )
    return Totals(sums["owed"] or 0, sums["due"] or 0)
