"""Questions about charges."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from commonpool.access import Actor, Right
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.invoices.models import CarriedCharge, Charge
from commonpool.invoices.models.charge import CORRECTION
from commonpool.invoices.rules import charge_for


def charges_of(actor: Actor, organisation_id: int) -> QuerySet[Charge]:
    """Every charge of a council, owed by it and owed to it, newest first. Refuses `not_found` to other councils.

    Requires `see_money` there.
    """
    actor.require_own(Right.SEE_MONEY, organisation_id)
    return _touching({organisation_id})


def charges_seen(actor: Actor) -> QuerySet[Charge]:
    """Every charge of the councils whose money the actor sees, the newest first."""
    return _touching(actor.where(Right.SEE_MONEY))


def _touching(places: Collection[int]) -> QuerySet[Charge]:
    came = Exists(CarriedCharge.objects.filter(charge=OuterRef("pk"), now_id__in=places))
    found = Charge.objects.filter(Q(home_id__in=places) | Q(host_id__in=places) | Q(came))
    linked = ("home", "host", "booking__officer", "booked_week")
    return found.select_related(*linked).order_by("-made_at", "-id")


def with_left(charges: QuerySet[Charge]) -> QuerySet[Any]:
    """Each with `left_pence` and `left_minutes`: what corrections have not taken back of it."""
    less = Charge.objects.filter(source=CORRECTION, original=OuterRef("pk")).order_by().values("original")
    return charges.annotate(
        left_pence=F("net_pence")
        + Coalesce(
            Subquery(less.annotate(s=Sum("net_pence")).values("s")), 0, output_field=BigIntegerField()
        ),
        left_minutes=F("minutes")
        + Coalesce(Subquery(less.annotate(s=Sum("minutes")).values("s")), 0, output_field=IntegerField()),
    )


def owed_to(organisation_id: int) -> Q:
    """The charges that are owed to a council now: its own, and of those it took over from, which nobody has since."""
    return _open(organisation_id, to_home=True)


def owed_by(organisation_id: int) -> Q:
    """The charges that a council owes now."""
    return _open(organisation_id, to_home=False)


def open_charges_of(organisation_id: int) -> list[tuple[int, bool]]:
    """The charges owed to the council (`True`) and by it, in order, for a change that judged who asks."""
    due = Charge.objects.filter(owed_to(organisation_id)).values_list("pk", flat=True)
    owed = Charge.objects.filter(owed_by(organisation_id)).values_list("pk", flat=True)
    return sorted([(pk, True) for pk in due] + [(pk, False) for pk in owed])


def _open(organisation_id: int, *, to_home: bool) -> Q:
    side = CarriedCharge.objects.filter(charge=OuterRef("pk"), to_home=to_home)
    own = Q(**{"home_id" if to_home else "host_id": organisation_id})
    came, went = (
        Q(Exists(side.filter(now_id=organisation_id))),
        Q(Exists(side.filter(was_id=organisation_id))),
    )
    return (own | came) & ~went


def charges_for(booking: Booking) -> QuerySet[Charge]:
    """The charges of a booking the caller was given, in order of their weeks."""
    return (
        Charge.objects.filter(booking=booking)
        .select_related("booked_week")
        .order_by("booked_week__monday", "id")
    )


NOTHING_CHARGED = {"pence": 0, "late": 0}


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
    prefetch_related_objects([booking], "weeks", "ready")
    charged = {
        row["booked_week"]: row
        for row in Charge.objects.filter(booking=booking, outside_ceiling=False)
        .values("booked_week")
        .annotate(pence=Sum("net_pence"), late=Count("pk", filter=Q(source=HOST_LATE)))
    }
    found = []
    for week in sorted(booking.weeks.all(), key=lambda week: (week.monday, week.pk)):
        before = charged.get(week.pk, NOTHING_CHARGED)
        minutes = 0 if before["late"] else bookings.lost_of(booking, week)
        if minutes:
            pence = charge_for(minutes, week.hourly_pence, week.net_pence, before["pence"])
            found.append(Lost(week, minutes, pence))
    return found


def charged_of(week: BookedWeek) -> int:
    """Pence before VAT that are charged of a booked week already, as far as its ceiling holds them. One SQL query."""
    within = Charge.objects.filter(booked_week=week, outside_ceiling=False)
    return within.aggregate(pence=Sum("net_pence"))["pence"] or 0


@dataclass(frozen=True)
class Totals:
    """Pence before VAT: what a council owes for what it borrowed, and is owed for what it lent."""

    owed_pence: int
    due_pence: int


def totals_of(actor: Actor, organisation_id: int) -> Totals:
    """The sums of a council's charges. Requires `see_money` there; refuses `not_found` to other councils.

    What it would owe itself, having taken over from both sides, is nothing.
    """
    due, owed = owed_to(organisation_id), owed_by(organisation_id)
    sums = charges_of(actor, organisation_id).aggregate(
        owed=Sum("net_pence", filter=owed & ~due),
        due=Sum("net_pence", filter=due & ~owed),
    )
    return Totals(sums["owed"] or 0, sums["due"] or 0)
