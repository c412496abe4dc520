"""What a council has borrowed from each other one, against the figures and the caps: for its own people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Pair
from commonpool.agreements.rules.procurement import financial_year
from commonpool.bookings.models import RunningTotal
from commonpool.bookings.queries.procurement import allowances
from commonpool.bookings.rules.pricing import month_of
from commonpool.bookings.rules.procurement import counted_with_vat
from commonpool.bookings.rules.running import dearest_year
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Function, Organisation

READERS = (Right.SEE_MONEY, Right.SET_UP_COUNCIL, Right.GRANT_SPENDING_LIMIT)


@dataclass(frozen=True)
class Family:
    """What is bound for one family of functions in the dearest twelve months that hold this one. Pence."""

    family: Function
    net_pence: int
    gross_pence: int


@dataclass(frozen=True)
class Borrowed:
    """What is bound from one other council: this financial year before VAT against the cap, and by family."""

    home: Organisation
    cap_pence: int
    used_pence: int
    families: tuple[Family, ...]


def borrowed(actor: Actor, host_id: int, today: date) -> list[Borrowed]:
    """What a host has bound with each other council or has capped, by name. Refuses `forbidden`. Three SQL queries."""
    if not any(actor.may(right, host_id) for right in READERS):
        raise Forbidden
    pairs = list(Pair.objects.filter(host_id=host_id).select_related("home").order_by("home__name"))
    rows = RunningTotal.objects.filter(pair__host_id=host_id, net_pence__gt=0).select_related("family")
    by_pair: dict[int, list[RunningTotal]] = {}
    for row in rows.order_by("family__label", "month"):
        by_pair.setdefault(row.pair_id, []).append(row)
    allowed, year = allowances([pair.pk for pair in pairs]), financial_year(today)
    dealt = [pair for pair in pairs if pair.pk in by_pair or year in allowed[pair.pk].caps]
    return [
        Borrowed(
            home=pair.home,
            cap_pence=allowed[pair.pk].caps.get(year, agreements.usual_cap_pence()),
            used_pence=allowed[pair.pk].used.get(year, 0),
            families=_families(by_pair.get(pair.pk, []), month_of(today)),
        )
        for pair in dealt
    ]


def _families(rows: Iterable[RunningTotal], month: date) -> tuple[Family, ...]:
    bound: dict[Function, dict[date, int]] = {}
    for row in rows:
        bound.setdefault(row.family, {})[row.month] = row.net_pence
    found = [(family, dearest_year(months, {month: 0})) for family, months in bound.items()]
    return tuple(Family(family, net, counted_with_vat(net)) for family, net in found if net)
