"""Hours corrected after they were charged: the difference is charged or taken back, and credited where invoiced."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings.models import BookedWeek, CarriedBooking
from commonpool.bookings.queries import councils_of
from commonpool.invoices import queries, rules
from commonpool.invoices.models import CarriedCharge, Charge, Invoice
from commonpool.invoices.models.charge import AWARD, CORRECTION, OF_HOURS
from commonpool.invoices.operations.charging import make_charge
from commonpool.invoices.operations.crediting import require_issuer, take_back
from commonpool.invoices.queries.charges import with_left
from commonpool.invoices.queries.corrected import to_credit_of
from commonpool.invoices.rules.award import difference
from commonpool.invoices.rules.correcting import Left, taken_back
from commonpool.invoices.rules.refusals import NothingToCredit
from commonpool.kernel.refusals import NotFound
from commonpool.timesheets.events import HoursCorrected


def charge_corrected_hours(fact: HoursCorrected, *, actor: Actor, at: datetime) -> None:
    """What is charged for the hours of the week is the price of those that are paid now, at most its ceiling.

    More is a charge of its own; less is taken back, the newest charge first, and with it what a pay award added to
    those minutes. Follows `HoursCorrected`, in its transaction. Paid minutes unchanged, nothing charged.
    """
    if fact.payable_minutes == fact.was_payable_minutes:
        return
    weeks = BookedWeek.objects.select_for_update(of=("self",), no_key=True)
    week = weeks.select_related("booking").get(pk=fact.booked_week_id)
    charges = list(with_left(Charge.objects.filter(booked_week=week)).order_by("pk"))
    of_hours = [each for each in charges if each.source in OF_HOURS and each.net_pence > 0]
    charged = sum(_left(each).pence for each in of_hours)
    others = queries.charged_of(week) - charged
    owed = rules.charge_for(fact.payable_minutes, week.hourly_pence, week.net_pence, others)
    minutes = fact.payable_minutes - sum(_left(each).minutes for each in of_hours)
    if owed > charged:
        _more(week, fact, owed - charged, max(minutes, 0), of_hours, actor, at)
    elif owed < charged:
        _less(fact, charged - owed, max(-minutes, 0), charges, actor, at)


def credit_corrected_hours(
    *, actor: Actor, organisation_id: int, invoice_id: int, at: datetime, own_number: str = ""
) -> Invoice:
    """What an issued invoice asks for beyond its hours as corrected since is credited: one note, to the penny.

    Requires what `credit` requires, and refuses what that refuses; `nothing_to_credit` where no hours were corrected.
    """
    invoice = queries.invoice_for(actor, organisation_id, invoice_id)
    if invoice.now_home_id != organisation_id or invoice.is_credit_note:
        raise NotFound
    require_issuer(actor, organisation_id)
    with change():
        invoice = queries.lock_invoice(invoice_id)
        wanted = {each.line.pk: each.pence for each in to_credit_of(invoice)}
        if not wanted:
            raise NothingToCredit
        return take_back(
            invoice,
            wanted,
            reason=_("Hours corrected after they were agreed"),
            again=False,
            own_number=own_number.strip(),
            actor=actor,
            at=at,
            corrected_hours=True,
        )


def _left(charge: Charge) -> Left:
    return Left(charge.pk, charge.left_pence, charge.left_minutes)  # type: ignore[attr-defined]


def _more(
    week: BookedWeek,
    fact: HoursCorrected,
    pence: int,
    minutes: int,
    of_hours: list[Charge],
    actor: Actor,
    at: datetime,
) -> None:
    carried: Iterable[CarriedBooking | CarriedCharge]
    if of_hours:
        home_id, host_id = of_hours[0].home_id, of_hours[0].host_id
        carried = of_hours[0].carried.order_by("pk")
    else:
        home_id, host_id, carried = councils_of(week)
    make_charge(
        carried,
        told=(home_id, host_id),
        actor=actor,
        at=at,
        source=CORRECTION,
        correction_id=fact.correction_id,
        booking=week.booking,
        booked_week=week,
        home_id=home_id,
        host_id=host_id,
        minutes=minutes,
        hourly_pence=week.hourly_pence,
        net_pence=pence,
        ceiling_pence=week.net_pence,
    )


def _less(
    fact: HoursCorrected, pence: int, minutes: int, charges: list[Charge], actor: Actor, at: datetime
) -> None:
    by_id = {each.pk: each for each in charges}
    of_hours = [_left(each) for each in charges if each.source in OF_HOURS and each.net_pence > 0]
    for each in taken_back(of_hours, pence, minutes):
        was = by_id[each.charge_id]
        _take(was, fact, each.pence, each.minutes, actor, at)
        left = _left(was).minutes - each.minutes
        for award in charges:
            if award.source == AWARD and award.original_id == was.pk and award.net_pence > 0:
                _less_award(award, fact, left, actor, at)


def _less_award(award: Charge, fact: HoursCorrected, minutes: int, actor: Actor, at: datetime) -> None:
    """What a pay award added is owed for the minutes that are left of the charge it added to."""
    had = _left(award)
    owed = min(difference(minutes, award.hourly_pence), had.pence)
    if owed < had.pence:
        _take(award, fact, had.pence - owed, max(had.minutes - minutes, 0), actor, at)


def _take(was: Charge, fact: HoursCorrected, pence: int, minutes: int, actor: Actor, at: datetime) -> None:
    make_charge(
        was.carried.order_by("pk"),
        told=(was.home_id, was.host_id),
        actor=actor,
        at=at,
        source=CORRECTION,
        correction_id=fact.correction_id,
        original=was,
        outside_ceiling=was.outside_ceiling,
        booking_id=was.booking_id,
        booked_week_id=was.booked_week_id,
        home_id=was.home_id,
        host_id=was.host_id,
        minutes=-minutes,
        hourly_pence=was.hourly_pence,
        net_pence=-pence,
        ceiling_pence=was.ceiling_pence,
    )
