"""Invoices and credit notes as they were issued: who may read them, and the value they are drawn from."""

import re
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.rules import OWN_SYSTEM, STANDARD
from commonpool.invoices.lifecycle import DRAFT, DROPPED
from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.parties import thawed
from commonpool.invoices.rules import NOT_SUBJECT, NUMBER, STANDARD_RATE, Document, DocumentLine, Vat
from commonpool.kernel.refusals import NotFound

IN, OUT = SIDES = ("in", "out")
"""What the council has to pay, and what it asks of others."""


def seen_invoice(actor: Actor, reference: str, organisation_id: int | None = None) -> Invoice:
    """The issued invoice or credit note, for who sees the money of one of its councils: of that council, if named.

    With its councils, its lines and what it corrects. Refuses `not_found` to everybody else.
    """
    if not re.fullmatch(NUMBER, reference):
        raise NotFound
    places = actor.where(Right.SEE_MONEY)
    found = _issued(places if organisation_id is None else places & {organisation_id})
    invoice = found.filter(reference=reference).prefetch_related("lines").first()
    if invoice is None:
        raise NotFound
    return invoice


def invoices_seen(
    actor: Actor, *, month: date | None = None, side: str = "", status: str = ""
) -> QuerySet[Invoice]:
    """Every issued invoice and credit note of the councils whose money the actor sees, the newest first.

    `side`: `in` is what those councils have to pay, `out` what they ask of others. `month`: its first day.
    """
    found = _issued(actor.where(Right.SEE_MONEY), side)
    if month is not None:
        found = found.filter(month=month)
    return (found.filter(status=status) if status else found).order_by("-issued_on", "-pk")


def sees_account(actor: Actor, invoice: Invoice) -> bool:
    """Whether somebody reads the account to be paid whole: finance and auditors of either council."""
    return any(actor.may(Right.SEE_BANK_DETAILS, each) for each in invoice.reader_ids)


def document_of(invoice: Invoice) -> Document:
    """The value that a page, a PDF, an e-invoice and JSON are drawn from. For an issued one, read with its lines."""
    if invoice.issued_on is None or invoice.due_on is None or invoice.tax_point_on is None:
        raise NotFound
    corrected = invoice.corrects
    supplier, customer = thawed(invoice.supplier), thawed(invoice.customer)
    return Document(
        kind=invoice.kind,
        reference=invoice.reference or "",
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        tax_point_on=invoice.tax_point_on,
        supplier=supplier,
        customer=customer,
        lines=_lines_of(invoice),
        vat=Vat(
            STANDARD_RATE if invoice.vat_treatment == STANDARD else NOT_SUBJECT,
            invoice.vat_percent,
            invoice.vat_reason,
        ),
        net_pence=invoice.net_pence,
        vat_pence=invoice.vat_pence,
        gross_pence=invoice.gross_pence,
        purchase_order=invoice.purchase_order,
        buyer_reference=customer.code,
        corrects=(corrected.reference or "") if corrected else "",
        corrects_issued_on=corrected.issued_on if corrected else None,
        notes=(invoice.note,) if invoice.note else (),
    )


def _lines_of(invoice: Invoice) -> tuple[DocumentLine, ...]:
    """Its lines in their order, numbered from one."""
    rows = sorted(invoice.lines.all(), key=lambda line: line.position)
    return tuple(
        DocumentLine(
            number=number,
            description=row.description,
            minutes=row.minutes,
            hourly_pence=row.hourly_pence,
            net_pence=row.net_pence,
            worked_from=row.worked_from,
            worked_to=row.worked_to,
        )
        for number, row in enumerate(rows, start=1)
    )


def is_made_elsewhere(invoice: Invoice) -> bool:
    """Whether the invoice itself is the one that the council's own system made, and ours only says what is in it."""
    return invoice.mode == OWN_SYSTEM


def _issued(places: Collection[int], side: str = "") -> QuerySet[Invoice]:
    of_host = Q(host__in=places) | Q(host_heir__in=places)
    of_home = Q(home__in=places) | Q(home_heir__in=places)
    ours = {IN: of_host, OUT: of_home}.get(side)
    linked = ("home", "host", "home_heir", "host_heir", "corrects")
    found = Invoice.objects.exclude(status__in=(DRAFT, DROPPED)).select_related(*linked)
    return found.filter(of_host | of_home if ours is None else ours)
