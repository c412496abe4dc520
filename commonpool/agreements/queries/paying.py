"""What pay costs a council on top, the pay points it can use, and what it adds when it works out a price."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from commonpool.access import Actor
from commonpool.agreements.models import (
    LendingCosts,
    PayPoint,
    PayrollColumns,
    PayScale,
    PayTable,
    PensionRate,
)
from commonpool.agreements.queries.money import held, holding, require_reader
from commonpool.agreements.rules.pay_scale import OFFER
from commonpool.agreements.rules.paying import LEVY, NI, CostRate, rate_on
from commonpool.agreements.rules.working_out import Rates
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.kernel.tables import read_table

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "on_costs.csv"


@lru_cache(maxsize=1)
def cost_rates() -> tuple[CostRate, ...]:
    """Every rate with its days, source and mark. Read once: it changes with the product."""
    return tuple(
        CostRate(
            cost=row["cost"],
            hundredths=int(row["hundredths"]),
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
            source=row["source"],
            mark=row["mark"],
            as_at=date.fromisoformat(row["as_at"]),
        )
        for row in read_table(REFERENCE)
    )


def rates_on(organisation_id: int, on: date) -> Rates | None:
    """What is added to pay at a council on a day, as it has said; none where it has not said its pension rate."""
    pension = holding(PensionRate, organisation_id, on)
    if pension is None:
        return None
    own = holding(LendingCosts, organisation_id, on)
    added = (own.holiday, own.administration_hundredths) if own else (False, 0)
    return _rates(on, pension.hundredths, *added)


def _rates(on: date, pension: int, holiday: bool | None, administration: int | None) -> Rates:
    state = of_the_state(on)
    return Rates(state[NI], state[LEVY], pension, bool(holiday), administration or 0)


def of_the_state(on: date) -> dict[str, int]:
    """Employer's National Insurance and apprenticeship levy on a day, in hundredths of a per cent."""
    return {name: rate_on(cost_rates(), name, on) for name in (NI, LEVY)}


def pay_table_on(organisation_id: int, on: date) -> PayTable | None:
    """How the council pays hours on top of the week on a day, where it has said so."""
    return holding(PayTable, organisation_id, on)


@dataclass(frozen=True)
class PayTerms:
    """What a council's payroll goes by on a day. `rates`: what it adds to pay, where it has said its pension rate."""

    table: PayTable
    cut_off_day: int
    rates: Rates | None


def pay_terms_on(organisation_id: int, on: date) -> PayTerms | None:
    """How the council pays lent hours on a day; none where it has not said its table and columns. One SQL query."""

    def said(kind: type[Any], field: str) -> Subquery:
        return Subquery(held(kind, organisation_id, on).values(field)[:1])

    found = held(PayTable, organisation_id, on).annotate(
        cut_off_day=said(PayrollColumns, "cut_off_day"),
        pension=said(PensionRate, "hundredths"),
        holiday=said(LendingCosts, "holiday"),
        administration=said(LendingCosts, "administration_hundredths"),
    )
    table: Any = found.first()
    if table is None or table.cut_off_day is None:
        return None
    added = None if table.pension is None else _rates(on, table.pension, table.holiday, table.administration)
    return PayTerms(table, table.cut_off_day, added)


def pay_scales(actor: Actor, organisation_id: int) -> list[PayScale]:
    """The tables that count, national and the council's own, with their points, the newest first. For its people."""
    require_reader(actor, organisation_id)
    return _counting(organisation_id)


def _counting(organisation_id: int) -> list[PayScale]:
    found = _scales(organisation_id).order_by("-effective_from", "-organisation_id", "-version")
    newest: dict[tuple[int | None, date], PayScale] = {}
    for each in found.prefetch_related("points"):
        newest.setdefault((each.organisation_id, each.effective_from), each)
    return list(newest.values())


def pay_scale_of(actor: Actor, organisation_id: int, scale_id: int) -> PayScale:
    """One table, national or the council's own. Refuses `not_found`, also another council's."""
    require_reader(actor, organisation_id)
    found = sole(_scales(organisation_id).filter(pk=scale_id))
    if found is None:
        raise NotFound
    return found


def pay_points_on(organisation_id: int, on: date) -> list[PayPoint]:
    """The pay points in force at a council on a day; the caller has judged who asks. Two SQL queries."""
    return points_on(_counting(organisation_id), on)


def points_on(scales: Iterable[PayScale], on: date) -> list[PayPoint]:
    """The pay points in force on a day: of the council's own table if it has one, else the national.

    A table that is an offer cannot be used (PAY-02): the one before it stays in force.
    """
    usable = [each for each in scales if each.effective_from <= on and not _offered(each)]
    own = [each for each in usable if each.organisation_id is not None]
    for each in own or usable:
        return sorted(each.points.all(), key=lambda point: point.position)
    return []


def _offered(scale: PayScale) -> bool:
    return any(point.mark == OFFER for point in scale.points.all())


def _scales(organisation_id: int) -> QuerySet[PayScale]:
    return PayScale.objects.filter(Q(organisation=None) | Q(organisation_id=organisation_id))
