"""A council has ended: who took over from it has its side of every invoice, and the papers stay as they were issued."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.invoices import queries
from commonpool.invoices.events import InvoiceDraftDropped, InvoiceFellAway, InvoicesCarriedOver
from commonpool.invoices.lifecycle import DRAFT, INVOICE, OPEN
from commonpool.invoices.models import CarriedInvoice, Invoice
from commonpool.invoices.operations.posting import INVOICE_FELL_AWAY, Sides
from commonpool.ledger.operations import post


def carry_invoices(
    *, actor: Actor, organisation_id: int, heirs: Mapping[tuple[int, bool], int], on: date, at: datetime
) -> int:
    """Its side of each of these invoices and credit notes is its successor's from that day (UK); how many sides.

    `heirs`: the successor by invoice and side (`True`: home's). Disputes go on, between who has the sides now. Its
    drafts, and drafts addressed to it, are dropped: their charges wait for an invoice that names the councils there
    are. Only by the rule of a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        _drop_drafts(organisation_id, actor, at)
        ids = sorted({invoice_id for invoice_id, _to_home in heirs})
        held = Invoice.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
        sides = [
            (each, to_home, heirs[each.pk, to_home])
            for each in held
            for to_home in (True, False)
            if (each.pk, to_home) in heirs
            and (each.now_home_id if to_home else each.now_host_id) == organisation_id
        ]
        CarriedInvoice.objects.bulk_create(
            CarriedInvoice(
                invoice=each,
                to_home=to_home,
                was_id=organisation_id,
                now_id=now_id,
                on=on,
                carried_at=at,
                carried_by_rule=actor.standing_rule,
            )
            for each, to_home, now_id in sides
        )
        for (now_id, to_home), number in sorted(Counter((now, side) for _each, side, now in sides).items()):
            fact = InvoicesCarriedOver(
                on_behalf_of=organisation_id,
                readers=(now_id,),
                was_id=organisation_id,
                now_id=now_id,
                to_home=to_home,
                invoices=number,
            )
            publish(fact, actor=actor, at=at)
    return len(sides)


def fall_away(*, actor: Actor, invoice_id: int, on: date, at: datetime) -> bool:
    """Nobody owes an open invoice whose two councils have become one; says whether it fell away now.

    What is due of it leaves the books of that council: as much claim as debt. For a change that judged that it is not
    being paid in a clearing cycle.
    """
    with change():
        invoice = queries.lock_invoice(invoice_id)
        if invoice.now_home_id != invoice.now_host_id or invoice.status not in OPEN:
            return False
        due = queries.due_pence(invoice)
        if due:
            sides = Sides(invoice.now_home_id, invoice.now_host_id, invoice.reference or "")
            pence = -due if invoice.is_credit_note else due
            lines = [sides.at_host("payable", pence), sides.at_home("receivable", -pence)]
            post(actor=actor, source_kind=INVOICE_FELL_AWAY, source_id=invoice.pk, on=on, lines=lines, at=at)
        invoice.status = INVOICE.after(invoice.status, "fall away")
        invoice.save(update_fields=["status"])
        fact = InvoiceFellAway(on_behalf_of=invoice.now_home_id, invoice_id=invoice.pk)
        publish(fact, actor=actor, at=at)
    return True


def _drop_drafts(organisation_id: int, actor: Actor, at: datetime) -> None:
    sides = Q(home_id=organisation_id) | Q(host_id=organisation_id)
    drafts = Invoice.objects.select_for_update(of=("self",), no_key=True).filter(sides, status=DRAFT)
    for draft in drafts.order_by("pk"):
        draft.status = INVOICE.after(draft.status, "drop")
        draft.dropped_at, draft.dropped_by_rule = at, actor.standing_rule
        draft.save(update_fields=["status", "dropped_at", "dropped_by", "dropped_by_rule"])
        draft.lines.update(released_at=at, released_by_rule=actor.standing_rule)
        publish(InvoiceDraftDropped(on_behalf_of=draft.home_id, invoice_id=draft.pk), actor=actor, at=at)
