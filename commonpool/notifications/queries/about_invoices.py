"""Letters about invoices: to whom finance of a council is, and to the mailbox that takes its invoices."""

from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.queries import settings_of
from commonpool.invoices.models import Charge, Dispute, Invoice, InvoiceLine, Payment
from commonpool.invoices.queries import to_credit_of
from commonpool.notifications.queries.addressing import holders_of, to_address, to_all
from commonpool.notifications.rules import Draft
from commonpool.organisations.models import Organisation


def _invoice(pk: int) -> Invoice:
    return Invoice.objects.select_related("home", "host", "home_heir", "host_heir", "corrects").get(pk=pk)


def _facts(invoice: Invoice) -> dict[str, Any]:
    return {
        "reference": invoice.reference,
        "home": invoice.home.name,
        "host": invoice.host.name,
        "gross_pence": invoice.gross_pence,
        "net_pence": invoice.net_pence,
        "vat_pence": invoice.vat_pence,
        "due_on": invoice.due_on,
        "purchase_order": invoice.purchase_order,
    }


def _to_finance(
    event: Event, council: Organisation, template: str, invoice: Invoice, **more: Any
) -> list[Draft]:
    link = ("invoice_decide", council.slug, invoice.reference or "")
    people = holders_of(council.pk, Role.FINANCE, event.happened_at)
    return to_all(people, template, *link, **_facts(invoice), **more)


def _to_mailbox(
    council: Organisation, template: str, invoice: Invoice, but: list[Draft], **more: Any
) -> list[Draft]:
    """The mailbox of its settings, where it is nobody's who has the letter already."""
    mailbox = settings_of(council.pk).invoice_email
    if not mailbox or mailbox.lower() in {draft.address.lower() for draft in but}:
        return []
    link = ("invoice_decide", council.slug, invoice.reference or "")
    return to_address(mailbox, template, *link, **_facts(invoice), **more)


def invoice_issued(event: Event) -> list[Draft]:
    """The host's finance hears, and the mailbox that takes its invoices."""
    invoice = _invoice(event.facts["invoice_id"])
    drafts = _to_finance(event, invoice.now_host, "invoice_issued", invoice)
    return drafts + _to_mailbox(invoice.now_host, "invoice_issued", invoice, drafts)


def credit_note_issued(event: Event) -> list[Draft]:
    note = _invoice(event.facts["invoice_id"])
    more = {"corrects": note.corrects.reference if note.corrects else "", "text": note.note}
    drafts = _to_finance(event, note.now_host, "credit_note_issued", note, **more)
    return drafts + _to_mailbox(note.now_host, "credit_note_issued", note, drafts, **more)


def line_disputed(event: Event) -> list[Draft]:
    """Home's finance hears which line and why: it credits the line, or talks to the host."""
    dispute = Dispute.objects.select_related("line").get(pk=event.facts["dispute_id"])
    invoice = _invoice(dispute.line.invoice_id)
    more = {"line": dispute.line.position, "text": dispute.reason, "line_pence": event.facts["net_pence"]}
    return _to_finance(event, invoice.now_home, "invoice_disputed", invoice, **more)


def dispute_settled(event: Event) -> list[Draft]:
    """The other council hears. What home credits, the credit note's own letter says to the host."""
    if event.facts["outcome"] == "upheld":
        return []
    dispute = Dispute.objects.select_related("line").get(pk=event.facts["dispute_id"])
    invoice = _invoice(dispute.line.invoice_id)
    return _to_finance(
        event, invoice.now_home, "invoice_dispute_withdrawn", invoice, line=dispute.line.position
    )


def invoice_paid(event: Event) -> list[Draft]:
    """The council that did not say so hears that it is paid."""
    payment = Payment.objects.get(pk=event.facts["payment_id"])
    invoice = _invoice(payment.invoice_id)
    other = invoice.now_home if event.organisation_id == invoice.now_host_id else invoice.now_host
    more = {
        "pence": payment.pence,
        "paid_on": payment.paid_on,
        "payment": payment.reference,
        "left_pence": event.facts["left_pence"],
    }
    return _to_finance(event, other, "invoice_paid", invoice, **more)


def payment_withdrawn(event: Event) -> list[Draft]:
    invoice = _invoice(event.facts["invoice_id"])
    return _to_finance(event, invoice.now_host, "invoice_owed_again", invoice, pence=event.facts["pence"])


def hours_to_credit(event: Event) -> list[Draft]:
    """Home's finance team is told which invoice asks for more than the hours as corrected, while it does."""
    charge = Charge.objects.select_related("original").get(pk=event.facts["charge_id"])
    line = InvoiceLine.objects.filter(charge=charge.original, released_at__isnull=True).first()
    wanted = [] if line is None else to_credit_of(_invoice(line.invoice_id))
    return [
        draft
        for each in wanted
        if each.line == line
        for draft in _to_finance(
            event, each.invoice.now_home, "hours_to_credit", each.invoice, pence=each.pence
        )
    ]


LETTERS = {
    "InvoiceIssued": invoice_issued,
    "CreditNoteIssued": credit_note_issued,
    "InvoiceLineDisputed": line_disputed,
    "DisputeSettled": dispute_settled,
    "InvoicePaid": invoice_paid,
    "PaymentWithdrawn": payment_withdrawn,
}
