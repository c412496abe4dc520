"""What a back-dated pay award would add to charges, or take from them: shown before it is passed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.agreements.rules import OWN_SYSTEM
from commonpool.bookings.models import BookingTerms
from commonpool.invoices.lifecycle import CREDITABLE
from commonpool.invoices.models import Charge, Invoice, InvoiceLine
from commonpool.invoices.models.charge import CORRECTION
from commonpool.invoices.queries.books import require_reader
from commonpool.invoices.queries.charges import owed_to, with_left
from commonpool.invoices.queries.invoices import credited_of
from commonpool.invoices.queries.preview import credit_mode_on
from commonpool.invoices.rules.award import difference, touched

UNDER_1000 = _("Its booking is under £1,000: the award changes nothing in it.")
NOT_INVOICED = _(
    "It is on no invoice yet, and only what was invoiced can be credited. Issue its month first."
)
NOT_SO_MUCH = _("Less than that still stands of its line.")
NO_AGREEMENT = _("Its booking was bound under no agreement that allows it.")


@dataclass(frozen=True)
class Difference:
    """One charge and what the award does to it: pence before VAT, more or less; or why nothing.

    `minutes`: those of it that corrections have left.
    """

    charge: Charge
    pence: int
    line: InvoiceLine | None
    why_not: Any = ""
    minutes: int = 0


def differences(
    actor: Actor,
    organisation_id: int,
    *,
    grade_band: str,
    first_monday: date,
    last_monday: date,
    hourly_difference_pence: int,
) -> list[Difference]:
    """Each charge for agreed hours of that band in those weeks, in order, and what the award does to it.

    Three SQL queries. Refuses `not_found` to other councils; requires `see_money` there.
    """
    require_reader(actor, organisation_id)
    terms = BookingTerms.objects.filter(booking=OuterRef("booking_id"), version=F("booking__version"))
    charges = list(
        with_left(
            Charge.objects.filter(
                owed_to(organisation_id),
                source__in=("agreed_week", CORRECTION),
                net_pence__gt=0,
                booked_week__monday__gte=first_monday,
                booked_week__monday__lte=last_monday,
            )
        )
        .filter(left_minutes__gt=0)
        .annotate(
            band=Subquery(terms.values("grade_band")[:1]), price=Subquery(terms.values("net_pence")[:1])
        )
        .filter(band=grade_band)
        .select_related("booking", "booked_week", "home", "host")
        .order_by("booked_week__monday", "pk")
    )
    live = InvoiceLine.objects.filter(charge__in=charges, released_at__isnull=True).select_related("invoice")
    lines = {line.charge_id: line for line in live}
    credited = credited_of([line.pk for line in lines.values()])
    return [_judged(each, lines.get(each.pk), credited, hourly_difference_pence) for each in charges]


def _judged(
    charge: Charge, line: InvoiceLine | None, credited: dict[int, int], hourly_difference_pence: int
) -> Difference:
    minutes = charge.left_minutes  # type: ignore[attr-defined]
    pence = difference(minutes, hourly_difference_pence)
    why_not: Any = ""
    if not touched(getattr(charge, "price", 0) or 0):
        why_not = UNDER_1000
    elif charge.booking.agreement_text_id is None:
        why_not = NO_AGREEMENT
    elif pence < 0 and (line is None or line.invoice.status not in CREDITABLE):
        why_not = NOT_INVOICED
    elif pence < 0 and line is not None and -pence > line.net_pence - credited.get(line.pk, 0):
        why_not = NOT_SO_MUCH
    return Difference(charge, pence, line, why_not, minutes)


def notes_to_number(found: Iterable[Difference], on: date) -> list[Invoice]:
    """The invoices that the award credits and whose credit notes the council's own system numbers, in order."""
    credited = {
        each.line.invoice_id: each.line.invoice
        for each in found
        if each.line is not None and not each.why_not and each.pence < 0
    }
    return [credited[pk] for pk in sorted(credited) if credit_mode_on(credited[pk], on) == OWN_SYSTEM]
