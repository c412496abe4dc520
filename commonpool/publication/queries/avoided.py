"""What the hours a council borrowed would have cost at a published day rate."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from commonpool.access import Actor
from commonpool.bookings.models import BookedWeek
from commonpool.invoices.models.charge import AWARD, OF_HOURS
from commonpool.kernel.words import translated
from commonpool.publication.models import ComparisonRate
from commonpool.publication.queries.functions import functions_of
from commonpool.publication.queries.readers import require_reader
from commonpool.publication.rules.avoided import Compared, compared_pence, rate_on


@dataclass(frozen=True)
class AvoidedWeek:
    """The hours worked in one booked week, what was charged for it, and the rate they are compared with, if any."""

    booking: str
    monday: date
    function: str
    council: str
    compared: Compared
    rate: ComparisonRate | None


def rates_of(actor: Actor, organisation_id: int) -> QuerySet[ComparisonRate]:
    """What the council said of the rate it compares with, in the order it was said.

    Requires `see_money`; refuses `not_found` to other councils.
    """
    require_reader(actor, organisation_id)
    return ComparisonRate.objects.filter(organisation_id=organisation_id).order_by("pk")


def avoided_of(actor: Actor, organisation_id: int, first: date, last: date) -> list[AvoidedWeek]:
    """Each booked week with agreed hours whose Monday lies between two days, that the council borrowed.

    Charged: all charges of the week before VAT, late cancellation and pay awards among them. Requires `see_money`;
    refuses `not_found` to other councils. Three SQL queries.
    """
    rates = list(rates_of(actor, organisation_id))
    worked = (
        BookedWeek.objects.filter(
            booking__host_id=organisation_id, booking__kind="paid", monday__range=(first, last)
        )
        .annotate(charged=Sum("charges__net_pence"), agreed=_agreed())
        .filter(agreed__gt=0)
        .select_related("booking__home")
        .order_by("monday", "pk")
    )
    found = list(worked)
    functions = functions_of({each.booking_id for each in found})
    return [_week(each, functions, rates) for each in found]


def _agreed() -> Sum:
    """Minutes of the hours that were charged, as corrected since: those above the ceiling are given and not counted."""
    of_award = Q(charges__original__source=AWARD)
    return Sum("charges__minutes", filter=Q(charges__source__in=OF_HOURS) & ~of_award)


def _week(week: BookedWeek, functions: dict[int, str], rates: list[ComparisonRate]) -> AvoidedWeek:
    rate = rate_on(rates, week.monday)
    minutes = week.agreed  # type: ignore[attr-defined]  # annotated
    cost = compared_pence(minutes, rate.day_pence, rate.day_minutes) if rate else 0
    return AvoidedWeek(
        booking=week.booking.reference,
        monday=week.monday,
        function=translated(functions.get(week.booking_id, "")),
        council=week.booking.home.name,
        compared=Compared(minutes, week.charged or 0, cost),  # type: ignore[attr-defined]
        rate=rate,
    )
