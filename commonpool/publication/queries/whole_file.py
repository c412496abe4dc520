"""Everything of one booking as one council's auditor follows it: from the limit to the ledger, each with its source.

Each council has a file of its own: what is between a council and its own people stands in that council's alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.activity.models import Event
from commonpool.agreements.models import BandPrice
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms, CallOff, SpendingLimit
from commonpool.invoices.models import Charge, Dispute, Invoice, InvoiceLine, Payment
from commonpool.invoices.queries.invoices import UNISSUED
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.ledger.models import Line
from commonpool.organisations.models import Organisation
from commonpool.payroll.models import PayrollLine
from commonpool.publication.queries.readers import require_reader
from commonpool.settlement.models import CycleInvoice
from commonpool.timesheets.models import WorkedDay

OF_BOOKING = (
    "officer", "home", "host", "requested_by", "accepted_by", "approved_by", "confirmed_by", "permission__granted_by",
    "agreement_text", "power",
)  # fmt: skip
OF_TERMS = ("function", "offered_by", "answered_by", "approved_by", "confirmed_by")


@dataclass(frozen=True)
class WholeFile:
    """A booking's file for one of its two councils. `at_home`: the council lends; `limits`: of the host alone.

    `pay`: what its payroll files say, for who sees home's payroll; none for anybody else.
    """

    booking: Booking
    at_home: bool
    terms: list[BookingTerms]
    call_offs: list[CallOff]
    weeks: list[BookedWeek]
    days: dict[int, list[WorkedDay]]
    limits: list[SpendingLimit]
    prices: list[BandPrice]
    charges: list[Charge]
    lines: list[InvoiceLine]
    disputes: list[Dispute]
    payments: list[Payment]
    cycles: list[CycleInvoice]
    ledger: list[Line]
    events: list[Event]
    pay: list[PayrollLine] | None

    @property
    def council(self) -> Organisation:
        """Whose file it is."""
        return self.booking.home if self.at_home else self.booking.host

    @property
    def invoices(self) -> list[Invoice]:
        """The invoices and credit notes with a line of this booking, in order."""
        return list({line.invoice_id: line.invoice for line in self.lines}.values())


def whole_file(actor: Actor, slug: str, reference: str) -> WholeFile:
    """The file of a booking for the one of its two councils with this address, for those who see that one's money.

    Refuses `not_found` to other councils, and for a booking of others. At most fourteen SQL queries.
    """
    ours = Q(home__slug=slug) | Q(host__slug=slug)
    booking = sole(Booking.objects.filter(ours, reference=reference).select_related(*OF_BOOKING))
    if booking is None:
        raise NotFound
    at_home = booking.home.slug == slug
    organisation_id = booking.home_id if at_home else booking.host_id
    require_reader(actor, organisation_id)
    terms = list(BookingTerms.objects.filter(booking=booking).select_related(*OF_TERMS).order_by("version"))
    weeks = list(_weeks(booking))
    lines = list(_lines(booking, at_home=at_home))
    documents = {line.invoice_id: line.invoice.reference or "" for line in lines}
    return WholeFile(
        booking=booking,
        at_home=at_home,
        terms=terms,
        call_offs=list(CallOff.objects.filter(booking=booking).select_related("made_by").order_by("version")),
        weeks=weeks,
        days=_days(booking),
        limits=[] if at_home else _limits(weeks),
        prices=_prices(booking, terms, weeks),
        charges=list(
            Charge.objects.filter(booking=booking)
            .select_related("booked_week")
            .order_by("booked_week__monday", "pk")
        ),
        lines=lines,
        disputes=_disputes(lines),
        payments=list(
            Payment.objects.filter(invoice_id__in=documents)
            .select_related("invoice")
            .order_by("paid_on", "pk")
        ),
        cycles=list(
            CycleInvoice.objects.filter(invoice_id__in=documents)
            .select_related("cycle", "invoice")
            .order_by("cycle__month", "pk")
        ),
        ledger=_ledger(organisation_id, documents.values()),
        events=_events(booking, organisation_id, documents),
        pay=_pay(booking) if at_home and actor.may(Right.SEE_PAYROLL, organisation_id) else None,
    )


def _pay(booking: Booking) -> list[PayrollLine]:
    """What home's payroll files say of its hours, in the order it was said; what was taken back is below nought."""
    said = PayrollLine.objects.filter(day__timesheet__booking=booking).select_related("file")
    return list(said.order_by("file__period", "position"))


def _weeks(booking: Booking) -> QuerySet[BookedWeek]:
    linked = (
        "timesheet__submitted_by", "timesheet__agreed_by", "spending_limit__holder", "spending_limit__granted_by",
    )  # fmt: skip
    return BookedWeek.objects.filter(booking=booking).select_related(*linked).order_by("monday", "pk")


def _days(booking: Booking) -> dict[int, list[WorkedDay]]:
    """The days sent, by timesheet, in order."""
    found: dict[int, list[WorkedDay]] = {}
    for day in WorkedDay.objects.filter(timesheet__booking=booking).order_by("date"):
        found.setdefault(day.timesheet_id, []).append(day)
    return found


def _limits(weeks: Iterable[BookedWeek]) -> list[SpendingLimit]:
    """The spending limits its weeks were bound under, each once."""
    held = {week.spending_limit_id: week.spending_limit for week in weeks if week.spending_limit}
    return [each for each in held.values() if each]


def _prices(booking: Booking, terms: list[BookingTerms], weeks: list[BookedWeek]) -> list[BandPrice]:
    """The price of its grade band as it stood in each of its weeks, each version once, the oldest first."""
    bands = {each.grade_band for each in terms}
    last = max((week.monday for week in weeks), default=None)
    if last is None or booking.kind != "paid":
        return []
    said = BandPrice.objects.filter(organisation_id=booking.home_id, band__in=bands, starts_on__lte=last)
    versions = list(said.select_related("set_by").order_by("band", "starts_on", "pk"))
    in_force = {
        max(
            (each.starts_on, each.pk)
            for each in versions
            if each.band == band and each.starts_on <= week.monday
        )
        for week in weeks
        for band in bands
        if any(each.band == band and each.starts_on <= week.monday for each in versions)
    }
    return [each for each in versions if (each.starts_on, each.pk) in in_force]


def _lines(booking: Booking, *, at_home: bool) -> QuerySet[InvoiceLine]:
    """The lines of invoices and credit notes that are of this booking; drafts are home's alone."""
    found = InvoiceLine.objects.filter(booking_reference=booking.reference)
    found = found if at_home else found.exclude(invoice__status__in=UNISSUED)
    disputed = Exists(Dispute.objects.filter(line=OuterRef("pk")))
    return (
        found.annotate(disputed=disputed)
        .select_related("invoice", "charge")
        .order_by("invoice_id", "position")
    )


def _disputes(lines: Iterable[Any]) -> list[Dispute]:
    """What was disputed of these lines, asked for only where something was."""
    disputed = [line.pk for line in lines if line.disputed]
    if not disputed:
        return []
    found = Dispute.objects.filter(line__in=disputed)
    return list(found.select_related("line__invoice", "raised_by", "settled_by").order_by("pk"))


def _ledger(organisation_id: int, documents: Iterable[str]) -> list[Line]:
    """What the council's own ledger says of these documents, in order of entry."""
    named = [each for each in documents if each]
    found = Line.objects.filter(organisation_id=organisation_id, document__in=named)
    return list(found.select_related("entry").order_by("entry__on", "entry_id", "pk"))


def _events(booking: Booking, organisation_id: int, invoice_ids: Iterable[int]) -> list[Event]:
    """What the log says of the booking and its invoices, as far as this council may read it, the oldest first."""
    about = Q(facts__contains={"booking_id": booking.pk})
    for each in invoice_ids:
        about |= Q(facts__contains={"invoice_id": each})
    found = Event.objects.filter(about, readers__contains=[organisation_id])
    return list(found.order_by("happened_at", "id"))
