"""What would be issued for a month, and what keeps the rest from being issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import InvoiceMode
from commonpool.agreements.rules import PLATFORM, STANDARD
from commonpool.bookings.rules.vat import WORDS
from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.due import Group, Standing, groups_due, standings_of
from commonpool.invoices.queries.parties import bank_of, parties_on
from commonpool.invoices.rules import (
    INVOICE,
    NOT_SUBJECT,
    STANDARD_RATE,
    Document,
    DocumentLine,
    Lack,
    Party,
    Vat,
    missing_of,
)
from commonpool.invoices.rules.totals import due_on

NO_ORDER = Lack(
    "no_purchase_order",
    _(
        "This council pays nothing of that price without a purchase order number, and has given none. Ask its budget"
        " holder for one: its settings hold a number for the whole year."
    ),
)
NO_BANK = Lack(
    "no_bank_details",
    _(
        "Your council has no bank details in effect, so nobody could pay. Enter them, and have them confirmed."
    ),
)


@dataclass(frozen=True)
class Planned:
    """One invoice to be made, for whom, and what it lacks; with nothing lacking it is issued."""

    group: Group
    supplier: Party
    customer: Party
    vat: Vat
    lacks: tuple[Lack, ...]

    @property
    def ready(self) -> bool:
        return not self.lacks


def mode_on(organisation_id: int, on: date) -> str:
    """Who makes a council's invoices on a day: the platform, unless it chose its own system."""
    chosen = agreements.holding(InvoiceMode, organisation_id, on)
    return chosen.mode if chosen else PLATFORM


def credit_mode_on(invoice: Invoice, on: date) -> str:
    """Who numbers a credit note for an invoice: as the invoice was made, or as the council that took over chose."""
    return mode_on(invoice.home_heir_id, on) if invoice.home_heir_id else invoice.mode


def preview(actor: Actor, organisation_id: int, month: date, on: date) -> list[Planned]:
    """The invoices that would be issued on that day for a month, in order of host, with what each lacks.

    A fixed number of SQL queries. Refuses `not_found` to other councils; requires `see_money` there.
    """
    actor.require_own(Right.SEE_MONEY, organisation_id)
    return planned(organisation_id, month, on)


def planned(organisation_id: int, month: date, on: date) -> list[Planned]:
    """The same for a change that has judged who asks."""
    standings = standings_of(organisation_id, on)
    return planned_of(organisation_id, groups_due(organisation_id, month, standings), standings, on)


def planned_of(
    organisation_id: int, groups: Sequence[Group], standings: Sequence[Standing], on: date
) -> list[Planned]:
    """The invoices to be made of these groups, with what each lacks."""
    parties = parties_on({organisation_id, *(each.host_id for each in groups)}, on)
    supplier = replace(parties[organisation_id], bank=bank_of(organisation_id, on))
    by_platform = mode_on(organisation_id, on) == PLATFORM
    return [
        _planned(group, supplier, parties[group.host_id], standings, on, by_platform=by_platform)
        for group in groups
    ]


def _planned(
    group: Group,
    supplier: Party,
    customer: Party,
    standings: Sequence[Standing],
    on: date,
    *,
    by_platform: bool,
) -> Planned:
    if group.treatment != STANDARD:
        supplier, customer = replace(supplier, vat_number=""), replace(customer, vat_number="")
    vat = vat_of(group.treatment, group.percent, _reason(group, standings))
    lacks = [NO_ORDER] if group.orders_missing else []
    if by_platform:
        lacks += [NO_BANK] if supplier.bank is None else []
        lacks += missing_of(_to_be(group, supplier, customer, vat, on))
    return Planned(group, supplier, customer, vat, tuple(lacks))


def vat_of(treatment: str, percent: int, reason: str) -> Vat:
    """How a document with this treatment stands for VAT, as EN 16931 writes it."""
    return Vat(STANDARD_RATE if treatment == STANDARD else NOT_SUBJECT, percent, reason)


def _reason(group: Group, standings: Sequence[Standing]) -> str:
    if group.treatment == STANDARD:
        return ""
    said = [each.reason for each in standings if each.treatment == group.treatment and each.reason]
    return " ".join([str(WORDS[group.treatment]), *said[-1:]])


def _to_be(group: Group, supplier: Party, customer: Party, vat: Vat, on: date) -> Document:
    """The invoice as it would be, but for its number, with its lines as one: it is read for what it lacks."""
    line: dict[str, Any] = {"minutes": group.minutes, "hourly_pence": 0, "net_pence": group.net_pence}
    return Document(
        kind=INVOICE,
        reference=customer.code,
        issued_on=on,
        due_on=due_on(on),
        tax_point_on=on,
        supplier=supplier,
        customer=customer,
        lines=(DocumentLine(1, group.treatment, worked_from=group.first_monday, **line),),
        vat=vat,
        net_pence=group.net_pence,
        vat_pence=group.vat_pence,
        gross_pence=group.gross_pence,
        buyer_reference=customer.code,
    )
