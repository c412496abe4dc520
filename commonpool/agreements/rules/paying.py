"""What hours are paid, and what that pay costs the council: whole pence, half-up once per line (law.md 3.3 to 3.5)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from commonpool.agreements.rules.pay import PLAIN, TIME_BANDS
from commonpool.kernel.money import half_up, split
from commonpool.kernel.weeks import monday_of

WEEKS_IN_A_YEAR = 52_143
"""365 ÷ 7, in thousandths: the divisor of the national pay table (law.md 3.4)."""
WHOLE = 10_000
"""A hundred per cent, in hundredths of a per cent."""
HOLIDAY_WEEKS, YEAR_WEEKS = 4, 52
"""Regular overtime is in holiday pay for four weeks of the year's 52 (HOL-01)."""
NI, LEVY, PENSION, HOLIDAY = PARTS = ("ni", "levy", "pension", "holiday")
WITH_LEAST_HOURS = ("sunday", "public_holiday")


class Worked(Protocol):
    """Minutes of one day in one band: what is paid."""

    @property
    def date(self) -> date: ...
    @property
    def minutes(self) -> int: ...
    @property
    def day_type(self) -> str: ...
    @property
    def band(self) -> str: ...


class Table(Protocol):
    """What of a pay table decides pay: `PayRules` and the model `PayTable` both are one."""

    @property
    def rate_matrix(self) -> Any: ...
    @property
    def min_claim_minutes(self) -> int: ...
    @property
    def block_minutes(self) -> int: ...
    @property
    def min_payment_hours_sunday(self) -> int: ...
    @property
    def part_time_threshold_hours(self) -> int: ...


@dataclass(frozen=True)
class Spell:
    """Minutes worked on a day, of a kind of day and in a time of day."""

    date: date
    minutes: int
    day_type: str
    band: str = TIME_BANDS[1]


@dataclass(frozen=True)
class PayLine:
    """One day at one multiplier: minutes paid, hundredths of plain time, pence."""

    date: date
    minutes: int
    multiplier_hundredths: int
    pence: int


@dataclass(frozen=True)
class OnCosts:
    """What pay costs on top: one line, half-up once, and its parts, which sum to it. Pence."""

    pay_pence: int
    pence: int
    parts: dict[str, int]

    @property
    def cost_pence(self) -> int:
        """Pay with what it costs on top."""
        return self.pay_pence + self.pence


@dataclass(frozen=True)
class CostRate:
    """What the state takes of pay between two days, in hundredths of a per cent: `ni`, `levy`."""

    cost: str
    hundredths: int
    starts_on: date
    ends_on: date | None
    source: str
    mark: str
    as_at: date


def rate_on(rates: Iterable[CostRate], cost: str, day: date) -> int:
    """The rate of this name on a day, in hundredths of a per cent; 0 where there was none."""
    for each in rates:
        if each.cost == cost and each.starts_on <= day and (each.ends_on is None or day <= each.ends_on):
            return each.hundredths
    return 0


def hourly_pence(annual_pence: int, weekly_minutes: int, divisor: int = WEEKS_IN_A_YEAR) -> int:
    """Pence of an hour's plain pay: annual ÷ weeks in a year (`divisor`, thousandths) ÷ weekly hours, half-up."""
    return half_up(annual_pence * 1000 * 60, divisor * weekly_minutes)


def pay_lines(
    days: Iterable[Worked],
    hourly: int,
    contract_minutes: int,
    table: Table,
    *,
    above_ceiling: bool = False,
    full_week_minutes: int | None = None,
) -> list[PayLine]:
    """What is paid for hours on top of the contract, by day and multiplier: `hourly` in pence, half-up once a line.

    Each week, Monday to Sunday: plain time first, up to the full working week, for who works less by contract
    (OT-02); then the table's rate for the kind of day, the time of day and the side of the ceiling (OT-01, OT-04).
    A day shorter than the shortest claim is not paid; a day is paid in whole blocks. A Sunday or public holiday
    with hours past the full week is paid the least hours that the table says. `full_week_minutes`: the full week
    where it is not the table's.
    """
    full = table.part_time_threshold_hours * 60 if full_week_minutes is None else full_week_minutes
    ordered = sorted(days, key=lambda each: (each.date, each.band))
    lines = []
    for _week, of_week in groupby(ordered, key=lambda each: monday_of(each.date)):
        plain = max(0, full - contract_minutes)
        for day, spells in groupby(of_week, key=lambda each: each.date):
            counted = _counted(list(spells), table)
            at_rates, plain = _at_rates(counted, plain, table, "above" if above_ceiling else "below")
            lines += [
                PayLine(day, minutes, rate, half_up(minutes * hourly * rate, 60 * PLAIN))
                for rate, minutes in sorted(at_rates.items())
            ]
    return lines


def on_costs(pay_pence: int, *, ni: int, levy: int, pension: int, holiday: bool = False) -> OnCosts:
    """What so much pay costs on top: rates in hundredths of a per cent; one line on the sum of pay, half-up once.

    Employer's National Insurance, apprenticeship levy, pension (law.md 3.5) and, where the council counts it,
    4/52 of pay for the holiday that regular overtime earns (HOL-01). The parts by largest remainder.
    """
    weights = [rate * YEAR_WEEKS for rate in (ni, levy, pension)]
    weights.append(HOLIDAY_WEEKS * WHOLE if holiday else 0)
    pence = half_up(pay_pence * sum(weights), WHOLE * YEAR_WEEKS)
    parts = split(pence, weights) if sum(weights) else [0] * len(PARTS)
    return OnCosts(pay_pence, pence, dict(zip(PARTS, parts, strict=True)))


def _counted(spells: Sequence[Worked], table: Table) -> Iterator[tuple[str, str, int]]:
    """The day's minutes in whole blocks, by kind of day and time of day; none below the shortest claim."""
    whole = sum(each.minutes for each in spells)
    left = 0 if whole < table.min_claim_minutes else whole - whole % table.block_minutes
    for spell in spells:
        minutes = min(left, spell.minutes)
        left -= minutes
        if minutes:
            yield spell.day_type, spell.band, minutes


def _at_rates(
    counted: Iterable[tuple[str, str, int]], plain: int, table: Table, side: str
) -> tuple[dict[int, int], int]:
    """The day's minutes by multiplier, and the minutes of plain time that are left in the week."""
    found: Counter[int] = Counter()
    past_the_week = None
    for kind, band, minutes in counted:
        at_plain = min(plain, minutes)
        plain -= at_plain
        rate = table.rate_matrix[kind][band][side]
        found[PLAIN] += at_plain
        found[rate] += minutes - at_plain
        if minutes > at_plain:
            past_the_week = rate if kind in WITH_LEAST_HOURS else None
    if past_the_week is not None:
        found[past_the_week] += max(0, table.min_payment_hours_sunday * 60 - found.total())
    return {rate: minutes for rate, minutes in found.items() if minutes}, plain
