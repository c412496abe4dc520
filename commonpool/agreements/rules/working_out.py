"""From a pay point to a price: pay, on-costs, holiday, administration, VAT (money.md, the price of an hour)."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonpool.agreements.rules.pay import PLAIN, TIME_BANDS
from commonpool.agreements.rules.paying import WHOLE, OnCosts, PayLine, Table, Worked, on_costs, pay_lines
from commonpool.kernel.money import half_up, vat_on

DAYTIME = TIME_BANDS[1]


@dataclass(frozen=True)
class Rates:
    """What is added to pay, in hundredths of a per cent: of pay, and for `administration` of the whole cost.

    `holiday`: whether 4/52 of pay is added for the holiday that regular overtime earns (HOL-01).
    """

    ni: int
    levy: int
    pension: int
    holiday: bool = False
    administration: int = 0


@dataclass(frozen=True)
class WorkedOut:
    """Some hours from pay to the gross amount, each step in pence: the lines below a price."""

    hourly_pence: int
    lines: tuple[PayLine, ...]
    costs: OnCosts
    administration_pence: int

    @property
    def pay_pence(self) -> int:
        return self.costs.pay_pence

    @property
    def net_pence(self) -> int:
        """What it costs the council, before VAT."""
        return self.costs.cost_pence + self.administration_pence

    @property
    def vat_pence(self) -> int:
        return vat_on(self.net_pence)

    @property
    def gross_pence(self) -> int:
        return self.net_pence + self.vat_pence


def work_out(
    spells: Iterable[Worked],
    hourly: int,
    contract_minutes: int,
    table: Table,
    rates: Rates,
    *,
    above_ceiling: bool = False,
    full_week_minutes: int | None = None,
) -> WorkedOut:
    """These hours on top of the contract, step by step. `hourly`: pence of an hour's plain pay."""
    lines = pay_lines(
        spells,
        hourly,
        contract_minutes,
        table,
        above_ceiling=above_ceiling,
        full_week_minutes=full_week_minutes,
    )
    return _costed(hourly, lines, rates)


def price_of_hour(hourly: int, multiplier: int, rates: Rates) -> int:
    """Pence of one hour, everything included, before VAT: `multiplier` in hundredths of plain time."""
    pay = half_up(hourly * multiplier, PLAIN)
    costs = _on_costs(pay, rates)
    return costs.cost_pence + _administration(costs, rates)


def band_prices(hourly: int, table: Table, rates: Rates, *, above_ceiling: bool = False) -> dict[str, int]:
    """The three prices of a band for who is lent past a full week: weekday; evening, Saturday; Sunday, holiday.

    The second is the dearer of a Saturday's daytime and a weekday's late evening, the third of a Sunday and a
    public holiday, so that neither costs the council more than it brings.
    """
    side = "above" if above_ceiling else "below"

    def rate(day: str, band: str) -> int:
        return int(table.rate_matrix[day][band][side])

    multipliers = {
        "price": rate("weekday", DAYTIME),
        "second": max(rate("saturday", DAYTIME), rate("weekday", TIME_BANDS[2])),
        "third": max(rate("sunday", DAYTIME), rate("public_holiday", DAYTIME)),
    }
    return {name: price_of_hour(hourly, each, rates) for name, each in multipliers.items()}


def _costed(hourly: int, lines: Iterable[PayLine], rates: Rates) -> WorkedOut:
    kept = tuple(lines)
    costs = _on_costs(sum(line.pence for line in kept), rates)
    return WorkedOut(hourly, kept, costs, _administration(costs, rates))


def _on_costs(pay_pence: int, rates: Rates) -> OnCosts:
    return on_costs(pay_pence, ni=rates.ni, levy=rates.levy, pension=rates.pension, holiday=rates.holiday)


def _administration(costs: OnCosts, rates: Rates) -> int:
    return half_up(costs.cost_pence * rates.administration, WHOLE)
