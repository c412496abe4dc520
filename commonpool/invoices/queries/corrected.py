"""What corrections of hours left of charges, and what of issued invoices is still to be credited for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from commonpool.access import Actor, Right
from commonpool.invoices.lifecycle import CREDITABLE
from commonpool.invoices.models import Charge, Invoice, InvoiceLine
from commonpool.invoices.models.charge import CORRECTION
from commonpool.invoices.queries.charges import with_left
from commonpool.invoices.queries.invoices import credited_of


@dataclass(frozen=True)
class ToCredit:
    """A line of an issued invoice that asks for more than its hours as corrected since: pence before VAT too much."""

    line: InvoiceLine
    pence: int

    @property
    def invoice(self) -> Invoice:
        return self.line.invoice


def to_credit(actor: Actor, organisation_id: int, *, lent: bool = True) -> list[ToCredit]:
    """The lines of a council's issued invoices that are to be credited for hours corrected since, in order.

    `lent`: of those it issued, or else of those it received. Four SQL queries. Refuses `not_found` to other councils;
    requires `see_money` there.
    """
    actor.require_own(Right.SEE_MONEY, organisation_id)
    side = "home" if lent else "host"
    theirs = Q(**{f"invoice__{side}_heir": organisation_id})
    theirs |= Q(**{f"invoice__{side}": organisation_id, f"invoice__{side}_heir__isnull": True})
    return _to_credit(InvoiceLine.objects.filter(theirs))


def to_credit_of(invoice: Invoice) -> list[ToCredit]:
    """The same of one invoice the caller was given."""
    return _to_credit(InvoiceLine.objects.filter(invoice=invoice))


def _to_credit(lines: QuerySet[InvoiceLine]) -> list[ToCredit]:
    corrected = Charge.objects.filter(source=CORRECTION, original=OuterRef("charge_id"))
    live = lines.filter(
        Exists(corrected),
        charge__isnull=False,
        released_at__isnull=True,
        invoice__status__in=CREDITABLE,
    ).select_related("invoice__home", "invoice__host", "invoice__home_heir", "invoice__host_heir")
    found = list(live.order_by("invoice__number", "position"))
    left = _left({line.charge_id for line in found if line.charge_id})
    ids = [line.pk for line in found]
    credited, before = credited_of(ids), _credited_for_corrections(ids)
    wanted = []
    for line in found:
        standing = line.net_pence - credited.get(line.pk, 0)
        too_much = line.net_pence - before.get(line.pk, 0) - left.get(line.charge_id or 0, 0)
        if min(too_much, standing) > 0:
            wanted.append(ToCredit(line, min(too_much, standing)))
    return wanted


def _left(charge_ids: Iterable[int]) -> dict[int, int]:
    rows = with_left(Charge.objects.filter(pk__in=list(charge_ids)))
    return dict(rows.values_list("pk", "left_pence"))


def _credited_for_corrections(line_ids: Iterable[int]) -> dict[int, int]:
    sums = InvoiceLine.objects.filter(corrects_id__in=list(line_ids), corrected_hours=True)
    return dict(sums.values("corrects_id").annotate(s=Sum("net_pence")).values_list("corrects_id", "s"))
