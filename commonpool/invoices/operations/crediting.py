"""A credit note takes back what an invoice asked for too much, and mirrors it; nothing issued is edited."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.rules import OWN_SYSTEM, PLATFORM
from commonpool.invoices import queries
from commonpool.invoices.events import CreditNoteIssued, DisputeSettled
from commonpool.invoices.lifecycle import CREDITABLE, DISPUTED, INVOICE, ISSUED, OPEN, SET_OFF
from commonpool.invoices.models import Dispute, Invoice, InvoiceLine
from commonpool.invoices.models.dispute import UPHELD
from commonpool.invoices.models.invoice import CREDIT_NOTE
from commonpool.invoices.operations.numbering import lock_numbers, reference_of, took
from commonpool.invoices.operations.posting import CREDITED, lines_of
from commonpool.invoices.queries.parties import bank_of, frozen, parties_on
from commonpool.invoices.queries.preview import credit_mode_on
from commonpool.invoices.rules.refusals import (
    CALLED,
    InvoiceInClearing,
    InvoiceMoved,
    NoSuchLine,
    NothingToCredit,
    OwnNumberMissing,
    OwnNumberTaken,
    ReasonMissing,
    TextTooLong,
)
from commonpool.invoices.rules.totals import Sums, due_on, sums_taken_back
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, refusing
from commonpool.ledger.operations import post

MOST_REASON = 600
MOST_OWN_NUMBER = 40


def credit(
    *,
    actor: Actor,
    organisation_id: int,
    invoice_id: int,
    reason: str,
    at: datetime,
    lines: Collection[int] | None = None,
    again: bool = False,
    own_number: str = "",
) -> Invoice:
    """What stands of these lines (None: of all) is taken back by a credit note with the next number; VAT to the penny.

    A line that is credited whole is disputed no more. `again`: their charges are free for another invoice. Set off
    against an unpaid invoice at once; of a paid one it stands until it is paid back. `own_number`: what the council's
    own system calls it, where that numbers its invoices. Requires `issue_invoices` at home and a second factor. Refuses
    `not_found`, `reason_missing`, `invoice_moved`, `no_such_line`, `nothing_to_credit`, `own_number_missing`,
    `own_number_taken`, `invoice_in_clearing`.
    Source: VAT Regulations 1995 regulation 15C (VAT-10).
    """
    invoice = queries.invoice_for(actor, organisation_id, invoice_id)
    if invoice.now_home_id != organisation_id or invoice.is_credit_note:
        raise NotFound
    require_issuer(actor, organisation_id)
    note = worded(reason, "reason", MOST_REASON)
    with change():
        invoice = queries.lock_invoice(invoice_id)
        standing = queries.standing(invoice)
        wanted = standing if lines is None else {each: standing.get(each, 0) for each in lines}
        if lines is not None and not lines:
            raise NoSuchLine
        return take_back(
            invoice, wanted, reason=note, again=again, own_number=own_number.strip(), actor=actor, at=at
        )


def require_issuer(actor: Actor, organisation_id: int) -> None:
    """Whoever issues for the council, with a second factor, and no token that may not decide."""
    actor.require(Right.ISSUE_INVOICES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()


def worded(text: str, field: str, most: int) -> str:
    """What was typed, on one line. Refuses `reason_missing`, `text_too_long`."""
    said = words.one_line(text)
    if not said:
        raise ReasonMissing(field=field)
    if len(said) > most:
        raise TextTooLong(field=field, most=most)
    return said


def take_back(
    invoice: Invoice,
    pence: Mapping[int, int],
    *,
    reason: str,
    again: bool,
    own_number: str,
    actor: Actor,
    at: datetime,
    corrected_hours: bool = False,
) -> Invoice:
    """So many pence before VAT of each line of a locked invoice are credited, for a change that judged who does it.

    `corrected_hours`: because the hours it asks for were corrected since.
    """
    if invoice.status not in CREDITABLE:
        raise InvoiceMoved
    standing = queries.standing(invoice)
    if not pence or any(not 0 < each <= standing.get(line, 0) for line, each in pence.items()):
        raise NothingToCredit
    own_number = _own_number(credit_mode_on(invoice, london_date(at)), own_number)
    sums = sums_taken_back(sum(pence.values()), invoice.vat_percent, left_pence=sum(standing.values()))
    due = queries.due_pence(invoice)
    set_off = sums.gross_pence <= due
    with (
        refusing("invoice_own_number_once", OwnNumberTaken()),
        refusing(CALLED, InvoiceInClearing()),
    ):
        said = {"reason": reason, "own_number": own_number, "corrected_hours": corrected_hours}
        note = _note(invoice, pence, sums, set_off, **said, actor=actor, at=at)  # type: ignore[arg-type]
    document = invoice.reference if set_off else note.reference
    post(
        actor=actor,
        source_kind=CREDITED,
        source_id=note.pk,
        on=london_date(at),
        lines=lines_of(note, document or ""),
        at=at,
    )
    gone = [line for line, each in pence.items() if each == standing[line]]
    if again:
        for line in InvoiceLine.objects.filter(pk__in=gone, released_at__isnull=True):
            line.released_at, line.released_by_id = at, actor.by
            line.save(update_fields=["released_at", "released_by"])
    for dispute in Dispute.objects.filter(line_id__in=gone, settled_at__isnull=True).order_by("pk"):
        close_dispute(invoice, dispute, UPHELD, actor=actor, at=at)
    if invoice.status in OPEN:
        settle_status(invoice, due - (sums.gross_pence if set_off else 0), actor=actor, at=at)
    fact = CreditNoteIssued(
        on_behalf_of=note.now_home_id,
        readers=(note.now_host_id,),
        invoice_id=note.pk,
        corrects_id=invoice.pk,
        gross_pence=note.gross_pence,
    )
    publish(fact, actor=actor, at=at)
    return note


def close_dispute(invoice: Invoice, dispute: Dispute, outcome: str, *, actor: Actor, at: datetime) -> None:
    """The dispute is settled one way or the other, and the other council told, for a change that judged who may."""
    dispute.settled_at, dispute.settled_by_id, dispute.outcome = at, actor.by, outcome
    dispute.save(update_fields=["settled_at", "settled_by", "outcome"])
    home = outcome == UPHELD
    fact = DisputeSettled(
        on_behalf_of=invoice.now_home_id if home else invoice.now_host_id,
        readers=(invoice.now_host_id if home else invoice.now_home_id,),
        dispute_id=dispute.pk,
        invoice_id=invoice.pk,
        outcome=outcome,
    )
    publish(fact, actor=actor, at=at)


def settle_status(invoice: Invoice, due: int, *, actor: Actor, at: datetime) -> None:
    """The status of an open invoice after something was taken off it: nothing due is paid, or wholly credited."""
    if due > 0:
        if invoice.status == DISPUTED and not queries.disputed_lines(invoice):
            invoice.status = INVOICE.after(invoice.status, "settle")
            invoice.save(update_fields=["status"])
        return
    last = invoice.payments.filter(withdrawn_at__isnull=True).order_by("-paid_on").first()
    if last is None:
        invoice.status = INVOICE.after(invoice.status, "credit")
        invoice.credited_at, invoice.credited_by_id = at, actor.by
        invoice.save(update_fields=["status", "credited_at", "credited_by"])
        return
    invoice.status = INVOICE.after(invoice.status, "pay")
    invoice.paid_on, invoice.paid_at, invoice.paid_by_id = last.paid_on, at, actor.by
    invoice.save(update_fields=["status", "paid_on", "paid_at", "paid_by"])


def _own_number(mode: str, own_number: str) -> str:
    if mode == PLATFORM:
        return ""
    if not own_number:
        raise OwnNumberMissing
    if len(own_number) > MOST_OWN_NUMBER or "\x00" in own_number:
        raise TextTooLong(field="own_number", most=MOST_OWN_NUMBER)
    return own_number


def _parties(invoice: Invoice, on: date) -> dict[str, Any]:
    """As the invoice names them; a council that took over from one of them is named as it is that day."""
    named = parties_on({invoice.now_home_id, invoice.now_host_id}, on) if invoice.is_carried else {}
    found = {"supplier": invoice.supplier, "customer": invoice.customer}
    if invoice.home_heir_id:
        supplier = replace(named[invoice.home_heir_id], bank=bank_of(invoice.home_heir_id, on))
        found["supplier"] = frozen(supplier)
    if invoice.host_heir_id:
        found["customer"] = frozen(named[invoice.host_heir_id])
    return found


def _note(
    invoice: Invoice,
    pence: Mapping[int, int],
    sums: Sums,
    set_off: bool,
    *,
    reason: str,
    own_number: str,
    corrected_hours: bool,
    actor: Actor,
    at: datetime,
) -> Invoice:
    numbering = lock_numbers(invoice.now_home_id)
    took(numbering, 1)
    today = london_date(at)
    lines = InvoiceLine.objects.filter(pk__in=list(pence)).order_by("position")
    mirrored = list(lines)
    note = Invoice.objects.create(
        kind=CREDIT_NOTE,
        status=SET_OFF if set_off else ISSUED,
        corrects=invoice,
        home=invoice.now_home,
        host=invoice.now_host,
        month=invoice.month,
        mode=OWN_SYSTEM if own_number else PLATFORM,
        vat_treatment=invoice.vat_treatment,
        vat_percent=invoice.vat_percent,
        vat_reason=invoice.vat_reason,
        number=numbering.last,
        reference=reference_of(invoice.now_home, numbering.last),
        own_number=own_number,
        issued_on=today,
        due_on=due_on(today),
        tax_point_on=today,
        net_pence=sums.net_pence,
        vat_pence=sums.vat_pence,
        gross_pence=sums.gross_pence,
        net_1970_act_pence=sum(pence[each.pk] for each in mirrored if each.under_1970_act),
        purchase_order=invoice.purchase_order,
        **_parties(invoice, today),
        note=reason,
        made_at=at,
        made_by_id=actor.by,
        issued_at=at,
        issued_by_id=actor.by,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=note,
            corrects=each,
            position=number,
            description=each.description,
            booking_reference=each.booking_reference,
            minutes=each.minutes,
            hourly_pence=each.hourly_pence,
            net_pence=pence[each.pk],
            worked_from=each.worked_from,
            worked_to=each.worked_to,
            under_1970_act=each.under_1970_act,
            corrected_hours=corrected_hours,
        )
        for number, each in enumerate(mirrored, 1)
    )
    return note
