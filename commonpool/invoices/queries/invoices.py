"""Invoices and credit notes: who may read one, what stands of it, what is due."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Sum

from commonpool.access import Actor, Right
from commonpool.invoices.lifecycle import DRAFT, DROPPED, OPEN
from commonpool.invoices.models import Dispute, Invoice, InvoiceLine, InvoiceRun, Payment
from commonpool.invoices.rules.totals import left_of, sums_taken_back
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.queries import balances_held

UNISSUED = (DRAFT, DROPPED)
DUE_AT_ONCE = 5_000
SIDES = ("home", "host", "home_heir", "host_heir")


def invoices_of(actor: Actor, organisation_id: int) -> QuerySet[Invoice]:
    """Every invoice and credit note of a council, made, received or taken over, the newest first; drafts home's.

    Refuses `not_found` to other councils; requires `see_money` there.
    """
    actor.require_own(Right.SEE_MONEY, organisation_id)
    own = Q(home_id=organisation_id) | Q(home_heir_id=organisation_id)
    others = Q(host_id=organisation_id) | Q(host_heir_id=organisation_id)
    found = Invoice.objects.filter(own | others & ~Q(status__in=UNISSUED))
    return found.select_related(*SIDES, "corrects").order_by("-pk")


def invoice_for(actor: Actor, organisation_id: int, invoice_id: int) -> Invoice:
    """One of them. Refuses `not_found` for anybody else's."""
    found = invoices_of(actor, organisation_id).filter(pk=invoice_id).first()
    if found is None:
        raise NotFound
    return found


def drafts_of(actor: Actor, organisation_id: int) -> QuerySet[Invoice]:
    """The drafts of a council that wait for the numbers of its own system, in order of host."""
    waiting = invoices_of(actor, organisation_id).filter(home_id=organisation_id, status=DRAFT)
    return waiting.order_by("month", "host__code", "pk")


def run_of(actor: Actor, organisation_id: int) -> InvoiceRun | None:
    """The newest run of a council's invoices. Refuses `not_found` to other councils; requires `see_money` there."""
    actor.require_own(Right.SEE_MONEY, organisation_id)
    return InvoiceRun.objects.filter(home_id=organisation_id).order_by("-begun_at", "-pk").first()


def lock_invoice(invoice_id: int) -> Invoice:
    """The invoice, locked until the change ends."""
    return Invoice.objects.select_for_update(of=("self",)).select_related(*SIDES).get(pk=invoice_id)


def lines_of(invoice: Invoice) -> list[InvoiceLine]:
    """Its lines in order, with what was disputed of them."""
    disputes = Prefetch("disputes", Dispute.objects.select_related("raised_by", "settled_by").order_by("pk"))
    return list(invoice.lines.prefetch_related(disputes).order_by("position"))


def credited_of(line_ids: Collection[int]) -> dict[int, int]:
    """Pence before VAT that were credited of each line. One SQL query."""
    sums = InvoiceLine.objects.filter(corrects_id__in=line_ids).values("corrects_id")
    return dict(sums.annotate(pence=Sum("net_pence")).values_list("corrects_id", "pence"))


def standing(invoice: Invoice) -> dict[int, int]:
    """Of each of its lines the pence before VAT that still stand. Two SQL queries."""
    nets = dict(invoice.lines.order_by("position").values_list("pk", "net_pence"))
    return left_of(nets, credited_of(nets))


def disputed_lines(invoice: Invoice) -> list[int]:
    """Its lines that are disputed now."""
    open_ones = Dispute.objects.filter(line__invoice=invoice, settled_at__isnull=True)
    return list(open_ones.values_list("line_id", flat=True))


def due_of(invoices: Iterable[Invoice], on: date | None = None) -> dict[int, int]:
    """Pence with VAT that each still has to be paid (a credit note: paid back), as home's ledger says.

    `on`: at the end of that day. One SQL query for so many at once, whoever lent.
    """
    issued = [each for each in invoices if each.reference]
    found: dict[int, int] = {}
    for start in range(0, len(issued), DUE_AT_ONCE):
        part = issued[start : start + DUE_AT_ONCE]
        homes, references = {each.now_home_id for each in part}, [each.reference or "" for each in part]
        held = balances_held(homes, "receivable", references, on=on)
        for each in part:
            pence = held.get((each.now_home_id, each.reference or ""), 0)
            found[each.pk] = -pence if each.is_credit_note else pence
    return found


def due_pence(invoice: Invoice) -> int:
    """The same for one."""
    return due_of([invoice]).get(invoice.pk, 0)


def undisputed_pence(invoice: Invoice, due: int) -> int:
    """What of it is due and not disputed: to be paid by its day, whatever becomes of the disputed lines (INV-02)."""
    disputed = set(disputed_lines(invoice))
    if not disputed:
        return due
    left = standing(invoice)
    contested = sum(pence for line, pence in left.items() if line in disputed)
    sums = sums_taken_back(contested, invoice.vat_percent, left_pence=sum(left.values()))
    return max(due - sums.gross_pence, 0)


def within_one_council(invoice_ids: Collection[int]) -> list[int]:
    """Of these invoices the open ones whose two councils have become one, in order. One SQL query."""
    carried = Q(home_heir__gt=0) | Q(host_heir__gt=0)
    found = Invoice.objects.filter(carried, pk__in=list(invoice_ids), status__in=OPEN).order_by("pk")
    return [each.pk for each in found.defer("supplier", "customer") if each.now_home_id == each.now_host_id]


def payments_of(invoice: Invoice) -> list[Payment]:
    """What was said to be paid of it, in order."""
    return list(invoice.payments.select_related("said_by", "withdrawn_by").order_by("pk"))
