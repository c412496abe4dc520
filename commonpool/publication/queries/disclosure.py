"""What is handed out to a request for information: a council's bookings and payments between two days.

Neither holds a name, a free text or an account: what may not be given out is never read from the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum

from commonpool.access import Actor
from commonpool.bookings.models import Booking
from commonpool.invoices.models import Payment
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.words import translated
from commonpool.organisations.models import Organisation
from commonpool.publication.queries.functions import functions_of
from commonpool.publication.queries.readers import require_reader
from commonpool.publication.rules.refusals import RangeWrong

MOST_DAYS = 6 * 366
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DisclosedBooking:
    """One booking without its people: between which councils, for which function, when, how long, at what price."""

    reference: str
    lent: bool
    council: str
    function: str
    kind: str
    status: str
    requested_on: date
    bound_on: date | None
    first_week: date | None
    last_week: date | None
    booked_minutes: int
    worked_minutes: int
    net_pence: int


@dataclass(frozen=True)
class DisclosedPayment:
    """One payment, pence with VAT: received, or made; `withdrawn`: it was taken back later."""

    paid_on: date
    received: bool
    council: str
    invoice: str
    is_credit_note: bool
    route: str
    gross_pence: int
    withdrawn: bool


def bookings_between(actor: Actor, organisation_id: int, first: date, last: date) -> QuerySet[Any]:
    """The bookings that were asked of the council or by it between two days, the oldest first; no name is in them.

    Requires `see_money`; refuses `not_found` to other councils, `range_wrong`. For `disclosed_bookings`.
    """
    _require(actor, organisation_id, first, last)
    asked = Booking.objects.filter(Q(home_id=organisation_id) | Q(host_id=organisation_id))
    asked = asked.filter(
        requested_at__gte=london_instant(first), requested_at__lt=london_instant(last + ONE_DAY)
    )
    only = (
        "reference", "kind", "status", "requested_at", "bound_at", "version", "home_id", "host_id", "home__name",
        "host__name",
    )  # fmt: skip
    live = Q(weeks__released_at__isnull=True)
    return (
        asked.select_related("home", "host")
        .only(*only)
        .annotate(
            first_week=Min("weeks__monday", filter=live),
            last_week=Max("weeks__monday", filter=live),
            booked=Sum("weeks__minutes", filter=live),
            worked=Sum("weeks__worked_minutes", filter=live),
            net=Sum("weeks__net_pence", filter=live),
        )
        .order_by("requested_at", "pk")
    )


def disclosed_bookings(found: Iterable[Any], organisation_id: int) -> Iterator[DisclosedBooking]:
    """Those bookings as they are handed out. Two SQL queries."""
    rows = list(found)
    functions = functions_of([each.pk for each in rows])
    for each in rows:
        lent = each.home_id == organisation_id
        yield DisclosedBooking(
            reference=each.reference,
            lent=lent,
            council=(each.host if lent else each.home).name,
            function=translated(functions.get(each.pk, "")),
            kind=each.kind,
            status=each.status,
            requested_on=london_date(each.requested_at),
            bound_on=london_date(each.bound_at) if each.bound_at else None,
            first_week=each.first_week,
            last_week=each.last_week,
            booked_minutes=each.booked or 0,
            worked_minutes=each.worked or 0,
            net_pence=each.net or 0,
        )


def payments_between(actor: Actor, organisation_id: int, first: date, last: date) -> QuerySet[Payment]:
    """The payments the council made or received between two days, the oldest first; no account is in them.

    Requires `see_money`; refuses `not_found` to other councils, `range_wrong`. For `disclosed_payments`.
    """
    _require(actor, organisation_id, first, last)
    ours = Q(invoice__home_id=organisation_id) | Q(invoice__host_id=organisation_id)
    only = (
        "paid_on", "route", "pence", "withdrawn_at", "invoice__reference", "invoice__kind", "invoice__home_id",
        "invoice__host_id", "invoice__home__name", "invoice__host__name",
    )  # fmt: skip
    linked = ("invoice__home", "invoice__host")
    paid = Payment.objects.filter(ours, paid_on__range=(first, last)).select_related(*linked).only(*only)
    return paid.order_by("paid_on", "pk")


def disclosed_payments(found: Iterable[Payment], organisation_id: int) -> Iterator[DisclosedPayment]:
    """Those payments as they are handed out. One SQL query."""
    for each in found:
        invoice = each.invoice
        lent = invoice.home_id == organisation_id
        other: Organisation = invoice.host if lent else invoice.home
        yield DisclosedPayment(
            paid_on=each.paid_on,
            received=lent is not invoice.is_credit_note,
            council=other.name,
            invoice=invoice.reference or "",
            is_credit_note=invoice.is_credit_note,
            route=each.route,
            gross_pence=each.pence,
            withdrawn=each.withdrawn_at is not None,
        )


def _require(actor: Actor, organisation_id: int, first: date, last: date) -> None:
    require_reader(actor, organisation_id)
    if not 0 <= (last - first).days <= MOST_DAYS:
        raise RangeWrong(field="last")
