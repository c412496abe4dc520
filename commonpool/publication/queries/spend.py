"""Spend over £500 as a host council publishes it: from its own ledger, each item gross, whoever it was paid through."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonpool.access import Actor
from commonpool.invoices.models import Invoice, InvoiceLine
from commonpool.kernel.words import translated
from commonpool.ledger.models import Line
from commonpool.publication.queries.functions import functions_by_reference
from commonpool.publication.queries.readers import SPEND, published_over, require_reader
from commonpool.publication.rules.quarters import Quarter
from commonpool.publication.rules.spend import CREDITED, SETTLING, Move, net_parts


@dataclass(frozen=True)
class SpendItem:
    """One line that is published: when it was paid, for what, to whom. Pence before VAT; below nought, money back.

    `functions`: the functions of the council that the hours served; `clearing`: it was set off in a month's clearing;
    `set_off`: no money went, as a credit note was set off against its invoice.
    """

    paid_on: date
    functions: tuple[str, ...]
    beneficiary: str
    reference: str
    minutes: int
    worked_from: date
    worked_to: date
    net_pence: int
    is_credit_note: bool
    set_off: bool
    irrecoverable_vat_pence: int = 0


def spend_of(actor: Actor, organisation_id: int, quarter: Quarter) -> list[SpendItem]:
    """What the council paid in a quarter for officers it borrowed, of each invoice and credit note over the amount.

    An invoice counts by its whole, so that paying it in parts hides nothing; what a clearing cycle settled stands
    gross (TRN-01, NET-06). Requires `see_money`; refuses `not_found` to other councils. Six SQL queries.
    """
    require_reader(actor, organisation_id)
    payable = Line.objects.filter(
        organisation_id=organisation_id, account="payable", entry__source_kind__in=SETTLING
    )
    named = payable.filter(entry__on__range=(quarter.first, quarter.last)).values_list("document", flat=True)
    lines = list(
        payable.filter(document__in=set(named), entry__on__lte=quarter.last)
        .select_related("entry")
        .order_by("entry__on", "entry_id")
    )
    notes = [line.entry.source_id for line in lines if line.entry.source_kind == CREDITED]
    documents = _documents({line.document for line in lines}, notes)
    by_row = {each.invoice.pk: each for each in documents.values()}
    found: list[SpendItem] = []
    for reference, moves in _by_document(lines).items():
        found += _items(documents[reference], moves, by_row, quarter)
    return sorted(found, key=lambda item: (item.paid_on, item.reference))


@dataclass(frozen=True)
class _Document:
    """An invoice or credit note with what its lines say."""

    invoice: Invoice
    functions: tuple[str, ...]
    minutes: int
    worked_from: date
    worked_to: date


def _documents(references: Iterable[str], note_ids: Iterable[int]) -> dict[str, _Document]:
    """Those of these references, and the credit notes of these rows, by reference."""
    known = Invoice.objects.filter(reference__in=references) | Invoice.objects.filter(pk__in=note_ids)
    invoices = {each.pk: each for each in known.select_related("home")}
    lines: dict[int, list[InvoiceLine]] = defaultdict(list)
    for line in InvoiceLine.objects.filter(invoice_id__in=invoices).order_by("position"):
        lines[line.invoice_id].append(line)
    functions = functions_by_reference({line.booking_reference for each in lines.values() for line in each})
    return {
        invoices[pk].reference or "": _Document(
            invoices[pk],
            tuple(sorted({translated(functions.get(line.booking_reference, "")) for line in held} - {""})),
            sum(line.minutes for line in held),
            min(line.worked_from for line in held),
            max(line.worked_to for line in held),
        )
        for pk, held in lines.items()
    }


def _by_document(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.document].append(line)
    return found


def _items(
    document: _Document, lines: list[Line], notes: dict[int, _Document], quarter: Quarter
) -> list[SpendItem]:
    """The lines of one document: of a credit note that stands by itself, issuing it moved no money."""
    invoice = document.invoice
    sign = -1 if invoice.is_credit_note else 1
    kept = [line for line in lines if line.entry.source_kind != CREDITED or not invoice.is_credit_note]
    moves = [
        Move(sign * line.pence)
        if line.entry.source_kind != CREDITED
        else Move(line.pence, notes[line.entry.source_id].invoice.net_pence)
        for line in kept
    ]
    parts = net_parts(invoice.net_pence, invoice.gross_pence, moves)
    found = []
    for line, part in zip(kept, parts, strict=True):
        if not quarter.first <= line.entry.on <= quarter.last:
            continue
        over = published_over(SPEND, line.entry.on).pence
        if line.entry.source_kind != CREDITED:
            if invoice.net_pence > over and part:
                found.append(_item(document, line.entry.on, sign * part))
            continue
        note = notes[line.entry.source_id]
        if note.invoice.net_pence > over:
            found.append(_item(document, line.entry.on, part, set_off=True))
            found.append(_item(note, line.entry.on, -note.invoice.net_pence, set_off=True))
    return found


def _item(document: _Document, on: date, pence: int, *, set_off: bool = False) -> SpendItem:
    invoice = document.invoice
    return SpendItem(
        paid_on=on,
        functions=document.functions,
        beneficiary=str(invoice.supplier.get("name") or invoice.home.official_name),
        reference=invoice.reference or "",
        minutes=document.minutes,
        worked_from=document.worked_from,
        worked_to=document.worked_to,
        net_pence=pence,
        is_credit_note=invoice.is_credit_note,
        set_off=set_off,
    )
