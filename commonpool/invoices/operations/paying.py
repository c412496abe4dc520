"""An invoice is paid: as one of the two councils says, or in the monthly clearing; or it is not, after all."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.invoices import queries
from commonpool.invoices.events import InvoicePaid, PaymentWithdrawn
from commonpool.invoices.lifecycle import DRAFT, DROPPED, INVOICE, ISSUED, OPEN, PAID
from commonpool.invoices.models import Invoice, Payment
from commonpool.invoices.models.payment import BANK, CLEARING
from commonpool.invoices.operations.posting import PAID as PAYMENT
from commonpool.invoices.operations.posting import PAID_BACK as PAYMENT_BACK
from commonpool.invoices.operations.posting import paid_lines
from commonpool.invoices.rules.refusals import (
    CALLED,
    DateOutOfRange,
    InvoiceInClearing,
    InvoiceMoved,
    MoreThanDue,
    NothingDue,
    TextTooLong,
)
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.kernel.money import pounds
from commonpool.kernel.refusals import NotFound, refusing
from commonpool.ledger.models import Entry
from commonpool.ledger.operations import post, post_all, reverse
from commonpool.ledger.rules import PostedEntry

MOST_REFERENCE = 40


def mark_paid(
    *,
    actor: Actor,
    organisation_id: int,
    invoice_id: int,
    on: date,
    at: datetime,
    reference: str = "",
    pence: int | None = None,
) -> Payment:
    """So many pence of it (None: all that is due) were paid into home's bank on that day; of a credit note, paid back.

    Either council may say so, and one of them is enough: the host with `pay_invoices`, home with `issue_invoices`, each
    with a second factor. Refuses `not_found`, `invoice_moved`, `date_out_of_range`, `nothing_due`, `more_than_due`,
    `text_too_long`, `invoice_in_clearing`.
    """
    invoice = queries.invoice_for(actor, organisation_id, invoice_id)
    of_home = invoice.now_home_id == organisation_id
    actor.require(Right.ISSUE_INVOICES if of_home else Right.PAY_INVOICES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    said = reference.replace("\x00", "").strip()
    if len(said) > MOST_REFERENCE:
        raise TextTooLong(field="reference", most=MOST_REFERENCE)
    with change(), refusing(CALLED, InvoiceInClearing()):
        invoice = queries.lock_invoice(invoice_id)
        _may_be_paid_on(invoice, on, london_date(at))
        due = queries.due_pence(invoice)
        paid = _within(due, pence)
        payment = Payment.objects.create(
            invoice=invoice, pence=paid, paid_on=on, reference=said, said_at=at, said_by_id=actor.by
        )
        post(
            actor=actor,
            source_kind=PAYMENT,
            source_id=payment.pk,
            on=on,
            lines=paid_lines(invoice, paid, BANK),
            at=at,
        )
        if paid == due:
            invoice.status = INVOICE.after(invoice.status, "pay", InvoiceMoved)
            invoice.paid_on, invoice.paid_at, invoice.paid_by_id = on, at, actor.by
            invoice.save(update_fields=["status", "paid_on", "paid_at", "paid_by"])
        other = invoice.now_host_id if of_home else invoice.now_home_id
        fact = InvoicePaid(
            on_behalf_of=organisation_id,
            readers=(other,),
            payment_id=payment.pk,
            invoice_id=invoice.pk,
            pence=paid,
            left_pence=due - paid,
        )
        publish(fact, actor=actor, at=at)
    return payment


def _may_be_paid_on(invoice: Invoice, on: date, today: date) -> None:
    if invoice.status in (DRAFT, DROPPED) or invoice.issued_on is None:
        raise NotFound
    if invoice.status not in OPEN:
        raise InvoiceMoved
    if not invoice.issued_on <= on <= today:
        raise DateOutOfRange(first=words.day(invoice.issued_on))


def _within(due: int, pence: int | None) -> int:
    if due <= 0:
        raise NothingDue
    paid = due if pence is None else pence
    if not 0 < paid <= due:
        raise MoreThanDue(due=pounds(due))
    return paid


def withdraw_payment(*, actor: Actor, organisation_id: int, payment_id: int, at: datetime) -> None:
    """The payment did not come: its entry in the ledger is reversed, and the invoice is owed again.

    Only home, whose bank it should have reached: requires `issue_invoices` there and a second factor. Refuses
    `not_found` (what was settled in the clearing too), `invoice_moved` (withdrawn already).
    """
    payment = Payment.objects.filter(pk=payment_id, route=BANK).first()
    if payment is None:
        raise NotFound
    invoice = queries.invoice_for(actor, organisation_id, payment.invoice_id)
    if invoice.now_home_id != organisation_id:
        raise NotFound
    actor.require(Right.ISSUE_INVOICES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    with change():
        invoice = queries.lock_invoice(invoice.pk)
        payment.refresh_from_db()
        if payment.withdrawn_at is not None:
            raise InvoiceMoved
        payment.withdrawn_at, payment.withdrawn_by_id = at, actor.by
        payment.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _take_back(payment, invoice, actor, at)
        _revive(invoice)
        fact = PaymentWithdrawn(
            on_behalf_of=invoice.now_home_id,
            readers=(invoice.now_host_id,),
            payment_id=payment.pk,
            invoice_id=invoice.pk,
            pence=payment.pence,
        )
        publish(fact, actor=actor, at=at)


def _take_back(payment: Payment, invoice: Invoice, actor: Actor, at: datetime) -> None:
    """The entry is reversed; what was taken over since goes back in the books of who has it now."""
    source: dict[str, Any] = {"source_kind": PAYMENT_BACK, "source_id": payment.pk, "on": london_date(at)}
    if invoice.is_carried:
        lines = [each.mirrored for each in paid_lines(invoice, payment.pence, BANK)]
        post(actor=actor, lines=lines, at=at, **source)
        return
    entry = Entry.objects.get(source_kind=PAYMENT, source_id=payment.pk)
    reverse(actor=actor, entry_id=entry.pk, at=at, **source)


def _revive(invoice: Invoice) -> None:
    if invoice.status != PAID:
        return
    invoice.status = INVOICE.after(invoice.status, "revive", InvoiceMoved)
    if queries.disputed_lines(invoice):
        invoice.status = INVOICE.after(invoice.status, "dispute")
    invoice.paid_on, invoice.paid_at, invoice.paid_by, invoice.paid_by_rule = None, None, None, ""
    invoice.save(update_fields=["status", "paid_on", "paid_at", "paid_by", "paid_by_rule"])


def settle_in_clearing(
    *, actor: Actor, pence: Mapping[int, int], on: date, reference: str, at: datetime
) -> list[int]:
    """Each of these invoices is paid in the clearing on that day, with the pence it came to there; the payments' ids.

    For the change that settles a cycle, which judged who may, and tells of it. In few statements, however many.
    Refuses `invoice_moved` where one is not issued, or not so much is due.
    """
    with change():
        held = Invoice.objects.select_for_update().filter(pk__in=list(pence)).order_by("pk")
        invoices = list(held.defer("supplier", "customer"))
        due = queries.due_of(invoices)
        if len(invoices) != len(pence) or any(
            each.status != ISSUED or due[each.pk] != pence[each.pk] for each in invoices
        ):
            raise InvoiceMoved
        payments = Payment.objects.bulk_create(
            [
                Payment(
                    invoice=each,
                    route=CLEARING,
                    pence=pence[each.pk],
                    paid_on=on,
                    reference=reference,
                    said_at=at,
                    said_by_id=actor.person_id,
                    said_by_rule=actor.standing_rule,
                )
                for each in invoices
            ],
            batch_size=5000,
        )
        entries = [
            PostedEntry(PAYMENT, each.pk, on, paid_lines(each.invoice, each.pence, CLEARING))
            for each in payments
        ]
        post_all(actor=actor, entries=entries, at=at)
        Invoice.objects.filter(pk__in=list(pence)).update(
            status=PAID,
            paid_on=on,
            paid_at=at,
            paid_by_id=actor.person_id,
            paid_by_rule=actor.standing_rule,
        )
        return [each.pk for each in payments]
