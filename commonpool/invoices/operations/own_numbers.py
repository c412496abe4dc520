"""A council whose own system makes its invoices: its numbers are taken back, and only then a draft is issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.invoices import queries
from commonpool.invoices.events import InvoiceDraftDropped
from commonpool.invoices.lifecycle import DRAFT, INVOICE
from commonpool.invoices.models import Invoice
from commonpool.invoices.operations.crediting import MOST_OWN_NUMBER, require_issuer
from commonpool.invoices.operations.issuing import announce
from commonpool.invoices.operations.numbering import lock_numbers, reference_of, took
from commonpool.invoices.rules.refusals import (
    DateOutOfRange,
    InvoiceMoved,
    OwnNumberMissing,
    OwnNumberTaken,
    TextTooLong,
)
from commonpool.invoices.rules.totals import due_on
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, refusing


@dataclass(frozen=True)
class Given:
    """The number that the council's own system gave a draft, and the day of that invoice."""

    draft_id: int
    own_number: str
    on: date


def take_numbers(
    *, actor: Actor, organisation_id: int, given: Sequence[Given], at: datetime
) -> list[Invoice]:
    """These drafts are issued under the numbers of the council's own system, all or none, each with one of ours too.

    Requires `issue_invoices` and a second factor. Refuses `not_found`, `invoice_moved`, `own_number_missing`,
    `own_number_taken`, `text_too_long`, `date_out_of_range`.
    """
    require_issuer(actor, organisation_id)
    drafts = {each.pk: each for each in queries.drafts_of(actor, organisation_id)}
    if not given or {each.draft_id for each in given} - drafts.keys():
        raise NotFound
    with change(), refusing("invoice_own_number_once", OwnNumberTaken()):
        numbering = lock_numbers(organisation_id)
        locked = {
            each.pk: each
            for each in Invoice.objects.select_for_update(of=("self",))
            .select_related("home")
            .filter(pk__in=[each.draft_id for each in given])
        }
        invoices = []
        for number, each in enumerate(given, numbering.last + 1):
            _judge(each, london_date(locked[each.draft_id].made_at), london_date(at))
            invoices.append(_issue(locked[each.draft_id], each, number, actor, at))
        took(numbering, len(given))
        announce(invoices, actor=actor, at=at)
    return invoices


def drop_draft(*, actor: Actor, organisation_id: int, invoice_id: int, at: datetime) -> None:
    """The draft is given up, and its charges wait for another invoice. Requires and refuses as `take_numbers` does."""
    require_issuer(actor, organisation_id)
    draft = queries.invoice_for(actor, organisation_id, invoice_id)
    if draft.home_id != organisation_id:
        raise NotFound
    with change():
        draft = queries.lock_invoice(invoice_id)
        draft.status = INVOICE.after(draft.status, "drop", InvoiceMoved)
        draft.dropped_at, draft.dropped_by_id = at, actor.by
        draft.save(update_fields=["status", "dropped_at", "dropped_by"])
        draft.lines.update(released_at=at, released_by_id=actor.by)
        publish(InvoiceDraftDropped(on_behalf_of=organisation_id, invoice_id=draft.pk), actor=actor, at=at)


def _judge(given: Given, first: date, today: date) -> None:
    if not given.own_number.strip():
        raise OwnNumberMissing
    if len(given.own_number.strip()) > MOST_OWN_NUMBER or "\x00" in given.own_number:
        raise TextTooLong(field="own_number", most=MOST_OWN_NUMBER)
    if not first <= given.on <= today:
        raise DateOutOfRange(first=words.day(first))


def _issue(draft: Invoice, given: Given, number: int, actor: Actor, at: datetime) -> Invoice:
    if draft.status != DRAFT:
        raise InvoiceMoved
    draft.status = INVOICE.after(draft.status, "issue")
    draft.number, draft.reference = number, reference_of(draft.home, number)
    draft.own_number = given.own_number.strip()
    draft.issued_on = draft.tax_point_on = given.on
    draft.due_on = due_on(given.on)
    draft.issued_at, draft.issued_by_id = at, actor.by
    draft.save(
        update_fields=[
            "status",
            "number",
            "reference",
            "own_number",
            "issued_on",
            "tax_point_on",
            "due_on",
            "issued_at",
            "issued_by",
        ]
    )
    return draft
