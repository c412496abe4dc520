"""What one council sees of a cycle: its own position, its own invoices, its own payments, and no other's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, Sum, When

from commonpool.access import Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import organisations_named
from commonpool.settlement.models import Cycle, CycleInvoice, Payment, Position

LINKED = ("cycle", "payer", "payee", "payer_heir", "payee_heir")


def position_of(actor: Actor, organisation_id: int, cycle: Cycle) -> Position | None:
    """The council's position in a cycle; none where no invoice of it is in. Refuses `not_found` to others."""
    _require_reader(actor, organisation_id)
    return Position.objects.filter(cycle=cycle, council=organisation_id).first()


def positions_by_cycle(actor: Actor, organisation_id: int, cycles: Iterable[Cycle]) -> dict[int, Position]:
    """The council's position in each of these cycles, by cycle. One SQL query. Refuses `not_found` to others."""
    _require_reader(actor, organisation_id)
    found = Position.objects.filter(cycle__in=[each.pk for each in cycles], council=organisation_id)
    return {each.cycle_id: each for each in found}


def invoices_of(actor: Actor, organisation_id: int, cycle: Cycle) -> QuerySet[CycleInvoice]:
    """Every invoice of the council in a cycle or left out of it, those that count first. Refuses `not_found`."""
    _require_reader(actor, organisation_id)
    found = CycleInvoice.objects.filter(_of(organisation_id), cycle=cycle)
    linked = ("invoice", "payer", "payee", "objected_for")
    return found.select_related(*linked).order_by("left_out_reason", "invoice__reference")


def invoice_in(actor: Actor, organisation_id: int, month: date, reference: str) -> CycleInvoice:
    """One invoice of the council in a month's cycle. Refuses `not_found`."""
    _require_reader(actor, organisation_id)
    found = (
        CycleInvoice.objects.filter(_of(organisation_id), cycle__month=month, invoice__reference=reference)
        .select_related("cycle", "invoice", "payer", "payee")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def payments_of(actor: Actor, organisation_id: int, cycle: Cycle) -> QuerySet[Payment]:
    """The payments the council makes or receives in a cycle, by the other council's name. Refuses `not_found`."""
    _require_reader(actor, organisation_id)
    found = Payment.objects.filter(_paying(organisation_id), cycle=cycle).select_related(*LINKED)
    return found.order_by("payer__name", "payee__name", "pk")


def payment_of(actor: Actor, organisation_id: int, reference: str) -> Payment:
    """One payment the council makes or receives. Refuses `not_found`."""
    _require_reader(actor, organisation_id)
    known = Payment.objects.filter(_paying(organisation_id), reference=reference)
    found = known.select_related(*LINKED).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Counterparty:
    """What the council is owed by another and owes it, in pence, before anything is set off."""

    council: Organisation
    came_pence: int
    went_pence: int


def before_and_after(actor: Actor, organisation_id: int, cycle: Cycle) -> list[Counterparty]:
    """Each other council the council has invoices with in a cycle, the largest first. Two SQL queries."""
    _require_reader(actor, organisation_id)
    other = Case(When(payer=organisation_id, then=F("payee")), default=F("payer"))
    sums = (
        CycleInvoice.objects.filter(_of(organisation_id), cycle=cycle, left_out_reason="")
        .annotate(other=other)
        .values("other")
        .order_by("other")
        .annotate(
            came=Sum("pence", filter=Q(payee=organisation_id)),
            went=Sum("pence", filter=Q(payer=organisation_id)),
        )
    )
    found = {row["other"]: (row["came"] or 0, row["went"] or 0) for row in sums}
    named = [Counterparty(council, *found[council.pk]) for council in organisations_named(found)]
    return sorted(named, key=lambda each: -(each.came_pence + each.went_pence))


def _of(organisation_id: int) -> Q:
    return Q(payer=organisation_id) | Q(payee=organisation_id)


def _paying(organisation_id: int) -> Q:
    """The payments a council has a side of, or had until another took over."""
    return _of(organisation_id) | Q(payer_heir=organisation_id) | Q(payee_heir=organisation_id)


def _require_reader(actor: Actor, organisation_id: int) -> None:
    actor.require_own(Right.SEE_MONEY, organisation_id)
