"""Cycles, and positions as those see them who may: a steward all, a council's people its own."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements.queries import netting_from
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import organisations_named
from commonpool.settlement.models import Cycle, LineCap, Payment, Position


def cycle_of(month: date) -> Cycle:
    """The cycle of a month, its days and where it stands: known to everybody who takes part. Refuses `not_found`."""
    found = Cycle.objects.filter(month=month).select_related("defaulted").first()
    if found is None:
        raise NotFound
    return found


def cycles_known(actor: Actor) -> QuerySet[Cycle]:
    """Every cycle, the newest first, to whoever sees a council's money or keeps the desk. Refuses `forbidden`."""
    if not actor.where(Right.SEE_MONEY):
        actor.require(Right.RUN_DESK, NETWORK)
    return Cycle.objects.select_related("defaulted").order_by("-month")


def positions_of(actor: Actor, cycle: Cycle) -> QuerySet[Position]:
    """Positions of a cycle by council: all to a steward, else those of councils whose money the actor sees."""
    found = (
        Position.objects.filter(cycle=cycle).select_related("council").order_by("council__name", "council")
    )
    if actor.may(Right.RUN_DESK, NETWORK):
        return found
    seen = actor.where(Right.SEE_MONEY)
    if not seen:
        actor.require(Right.RUN_DESK, NETWORK)
    return found.filter(council__in=seen)


def nets_in(organisation_id: int, month: date) -> bool:
    """Whether a council has chosen to have its invoices set off in that month's cycle."""
    return organisation_id in netting_from(month)


def cap_of(actor: Actor, organisation_id: int) -> LineCap | None:
    """What a council said last of the lines it lets be set off. Requires `see_money` there."""
    actor.require(Right.SEE_MONEY, organisation_id)
    return LineCap.objects.filter(organisation=organisation_id).order_by("-pk").first()


@dataclass(frozen=True)
class Totals:
    """A cycle in numbers, pence with VAT: what is netted, what is paid in the end, and how much of it is confirmed."""

    invoices: int
    left_out: int
    gross_pence: int
    payments: int
    paid_pence: int
    confirmed: int


def totals_of(actor: Actor, cycle: Cycle) -> Totals:
    """The sums of a cycle, for the desk; no council's lines. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    held = cycle.invoices.aggregate(
        taken=Count("pk", filter=Q(is_in=True)),
        left_out=Count("pk", filter=~Q(left_out_reason="")),
        gross=Sum("pence", filter=Q(is_in=True)),
    )
    called = Payment.objects.filter(cycle=cycle).aggregate(
        number=Count("pk"), pence=Sum("pence"), confirmed=Count("pk", filter=Q(confirmed_at__isnull=False))
    )
    return Totals(
        held["taken"],
        held["left_out"],
        held["gross"] or 0,
        called["number"],
        called["pence"] or 0,
        called["confirmed"],
    )


def unpaid_payers(actor: Actor, cycle: Cycle) -> list[Organisation]:
    """The councils that have not confirmed a payment of a cycle, by name. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    unpaid = Payment.objects.filter(cycle=cycle, confirmed_at__isnull=True)
    return organisations_named(unpaid.values_list("payer", flat=True))
