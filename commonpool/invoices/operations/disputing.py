"""A host does not accept a line: it says why, the others go on; home credits it, or the host takes it back.

Paying is not accepting: either council may say that an invoice is paid, and what is disputed of it stays disputed.
"""

from collections.abc import Collection
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.invoices import queries
from commonpool.invoices.events import InvoiceLineDisputed
from commonpool.invoices.lifecycle import ANSWERED, DISPUTED, INVOICE, OPEN
from commonpool.invoices.models import Dispute, Invoice
from commonpool.invoices.models.dispute import UPHELD, WITHDRAWN
from commonpool.invoices.operations.crediting import (
    MOST_REASON,
    close_dispute,
    require_issuer,
    take_back,
    worded,
)
from commonpool.invoices.rules.refusals import (
    CALLED,
    DisputedAlready,
    InvoiceInClearing,
    InvoiceMoved,
    NoSuchLine,
)
from commonpool.kernel.refusals import NotFound, refusing


def dispute_lines(
    *,
    actor: Actor,
    organisation_id: int,
    invoice_id: int,
    lines: Collection[int],
    reason: str,
    at: datetime,
) -> list[Dispute]:
    """The host disputes these lines of an invoice, and says why; what is not disputed stays due by its day (INV-02).

    Requires `pay_invoices` at the host. No second factor: it only stops. Refuses `not_found`, `reason_missing`,
    `invoice_moved` (paid or credited), `no_such_line`, `disputed_already`, `invoice_in_clearing`.
    """
    invoice = queries.invoice_for(actor, organisation_id, invoice_id)
    if invoice.now_host_id != organisation_id or invoice.is_credit_note:
        raise NotFound
    actor.require(Right.PAY_INVOICES, organisation_id)
    actor.require_decision()
    said = worded(reason, "reason", MOST_REASON)
    with change(), refusing("dispute_one_open", DisputedAlready()), refusing(CALLED, InvoiceInClearing()):
        invoice = queries.lock_invoice(invoice_id)
        if invoice.status not in OPEN:
            raise InvoiceMoved
        standing = queries.standing(invoice)
        if not lines or set(lines) - standing.keys():
            raise NoSuchLine
        disputes = [
            Dispute.objects.create(line_id=each, reason=said, raised_at=at, raised_by_id=actor.by)
            for each in sorted(lines)
        ]
        _move(invoice, "dispute")
        for each in disputes:
            fact = InvoiceLineDisputed(
                on_behalf_of=invoice.now_host_id,
                readers=(invoice.now_home_id,),
                dispute_id=each.pk,
                invoice_id=invoice.pk,
                net_pence=standing[each.line_id],
            )
            publish(fact, actor=actor, at=at)
    return disputes


def withdraw_dispute(*, actor: Actor, organisation_id: int, dispute_id: int, at: datetime) -> None:
    """The host accepts the line after all, and the line stands again.

    Requires `pay_invoices` at the host. Refuses `not_found`, `invoice_moved` (settled already).
    """
    invoice = _invoice_of(actor, organisation_id, dispute_id)
    if invoice.now_host_id != organisation_id:
        raise NotFound
    actor.require(Right.PAY_INVOICES, organisation_id)
    actor.require_decision()
    with change():
        invoice, dispute = _locked(invoice, dispute_id)
        close_dispute(invoice, dispute, WITHDRAWN, actor=actor, at=at)
        if invoice.status == DISPUTED and not queries.disputed_lines(invoice):
            _move(invoice, "settle")


def uphold_dispute(
    *,
    actor: Actor,
    organisation_id: int,
    dispute_id: int,
    at: datetime,
    again: bool = False,
    own_number: str = "",
) -> Invoice:
    """Home agrees with the host: what stands of the line is credited, and the credit note is given back.

    `again`: its charge is free for another invoice. Requires what `credit` requires, and refuses what that refuses.
    """
    invoice = _invoice_of(actor, organisation_id, dispute_id)
    if invoice.now_home_id != organisation_id:
        raise NotFound
    require_issuer(actor, organisation_id)
    with change():
        invoice, dispute = _locked(invoice, dispute_id)
        close_dispute(invoice, dispute, UPHELD, actor=actor, at=at)
        standing = queries.standing(invoice)
        pence = {dispute.line_id: standing.get(dispute.line_id, 0)}
        return take_back(
            invoice,
            pence,
            reason=dispute.reason,
            again=again,
            own_number=own_number.strip(),
            actor=actor,
            at=at,
        )


def _invoice_of(actor: Actor, organisation_id: int, dispute_id: int) -> Invoice:
    dispute = Dispute.objects.filter(pk=dispute_id).values("line__invoice_id").first()
    if dispute is None:
        raise NotFound
    return queries.invoice_for(actor, organisation_id, dispute["line__invoice_id"])


def _locked(invoice: Invoice, dispute_id: int) -> tuple[Invoice, Dispute]:
    invoice = queries.lock_invoice(invoice.pk)
    dispute = Dispute.objects.get(pk=dispute_id)
    if dispute.settled_at is not None or invoice.status not in ANSWERED:
        raise InvoiceMoved
    return invoice, dispute


def _move(invoice: Invoice, verb: str) -> None:
    invoice.status = INVOICE.after(invoice.status, verb, InvoiceMoved)
    invoice.save(update_fields=["status"])
