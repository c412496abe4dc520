"""What hours are paid and what that costs: the published vectors, and an oracle in fractions that shares no line."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.agreements.queries.paying import cost_rates
from commonpool.agreements.rules import DAY_TYPES, TIME_BANDS, PayRules, national
from commonpool.agreements.rules.paying import PayLine, Spell, hourly_pence, on_costs, pay_lines, rate_on
from commonpool.kernel.money import vat_on

TABLE = national("England")
MONDAY, SATURDAY, SUNDAY = date(2026, 12, 7), date(2026, 12, 12), date(2026, 12, 13)
SCP_25 = 3_636_300
FULL, PART = 37 * 60, 30 * 60
thorough = settings(max_examples=2000, derandomize=True)


def paid(
    *spells: Spell, contract: int = FULL, table: PayRules = TABLE, hourly: int = 1885, above: bool = False
):
    return pay_lines(spells, hourly, contract, table, above_ceiling=above)


def test_two_hours_on_a_saturday_at_point_25_to_the_penny() -> None:
    hourly = hourly_pence(SCP_25, FULL)
    lines = paid(Spell(SATURDAY, 120, "saturday"), hourly=hourly)
    cost = on_costs(sum(line.pence for line in lines), ni=1500, levy=50, pension=2000)
    assert hourly == 1885
    assert lines == [PayLine(SATURDAY, 120, 150, 5655)]
    assert (cost.pence, cost.cost_pence) == (2008, 7663)  # 76.625…, half-up
    assert sum(cost.parts.values()) == 2008
    assert (vat_on(7663), 7663 + vat_on(7663)) == (1533, 9196)


@pytest.mark.parametrize(
    ("cost", "day", "hundredths"),
    [
        ("ni", date(2026, 12, 12), 1500), ("ni", date(2025, 4, 5), 0),
        ("levy", date(2026, 12, 12), 50), ("tax", date(2026, 12, 12), 0),
    ],
)  # fmt: skip
def test_what_the_state_takes_is_data_with_a_day(cost: str, day: date, hundredths: int) -> None:
    assert rate_on(cost_rates(), cost, day) == hundredths


def test_a_part_timer_works_a_full_week_at_plain_time_first() -> None:
    lines = paid(*(Spell(MONDAY + timedelta(n), 180, "weekday") for n in range(3)), contract=PART)
    assert [(line.date.day, line.minutes, line.multiplier_hundredths) for line in lines] == [
        (7, 180, 100), (8, 180, 100), (9, 60, 100), (9, 120, 150),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("annual", "hourly"),
    [(2_441_300, 1265), (2_479_600, 1285), (3_259_700, 1690), (5_449_500, 2825)],
)
def test_the_published_hourly_pay_of_national_points(annual: int, hourly: int) -> None:
    assert hourly_pence(annual, FULL) == hourly


@pytest.mark.parametrize(
    ("spells", "changes", "expected"),
    [
        pytest.param([("sunday", 60)], {}, [(120, 200)], id="at least two hours on a Sunday"),
        pytest.param([("public_holiday", 60)], {}, [(120, 200)], id="and on a public holiday"),
        pytest.param([("weekday", 29)], {}, [], id="shorter than the shortest claim"),
        pytest.param([("weekday", 59)], {}, [(45, 150)], id="whole blocks"),
        pytest.param([("weekday", 59)], {"block_minutes": 1}, [(59, 150)], id="to the minute"),
        pytest.param(
            [("weekday", 60, band) for band in TIME_BANDS[1:]], {}, [(120, 150)], id="one rate, one line"
        ),
    ],
)  # fmt: skip
def test_a_day_is_paid_as_the_table_says(
    spells: list[tuple[object, ...]], changes: dict[str, int], expected: list[tuple[int, int]]
) -> None:
    lines = paid(
        *(Spell(MONDAY, minutes, kind, *band) for kind, minutes, *band in spells),  # type: ignore[arg-type]
        table=replace(TABLE, **changes),  # type: ignore[arg-type]
    )
    assert [(line.minutes, line.multiplier_hundredths) for line in lines] == expected


def test_within_the_full_week_a_sunday_has_no_least_hours() -> None:
    lines = paid(Spell(SUNDAY, 60, "sunday"), contract=PART)
    assert [(line.minutes, line.multiplier_hundredths) for line in lines] == [(60, 100)]


def test_above_the_ceiling_and_at_night_the_table_has_rates_of_its_own() -> None:
    scottish = national("Scotland")
    scottish.rate_matrix["weekday"][TIME_BANDS[1]]["above"] = 100
    spells = [Spell(MONDAY, 60, "weekday", band) for band in TIME_BANDS[:2]]
    lines = paid(*spells, table=scottish, above=True)
    assert [(line.minutes, line.multiplier_hundredths) for line in lines] == [(60, 100), (60, 200)]


def test_the_full_week_begins_anew_each_monday() -> None:
    spells = [Spell(SUNDAY, 420, "sunday"), Spell(SUNDAY + timedelta(1), 420, "weekday")]
    assert {line.multiplier_hundredths for line in paid(*spells, contract=PART)} == {100}


def penny(exact: Fraction) -> int:
    """Half-up by decimal arithmetic, not by ours."""
    return int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


@thorough
@given(st.integers(1_000_000, 20_000_000), st.integers(300, 2400), st.integers(50_000, 54_000))
def test_hourly_pay_is_the_nearest_penny(annual: int, weekly: int, divisor: int) -> None:
    exact = Fraction(annual) / Fraction(divisor, 1000) / Fraction(weekly, 60)
    assert hourly_pence(annual, weekly, divisor) == exact.__floor__() + (exact % 1 >= Fraction(1, 2))


CELLS = [(day, band, side) for day in DAY_TYPES for band in TIME_BANDS for side in ("below", "above")]


def table_of(seed: int, least: int, block: int, sunday: int, hours: int) -> PayRules:
    """A table whose every cell differs from its neighbours, from one number."""
    matrix: dict[str, dict[str, dict[str, int]]] = {
        day: {band: {} for band in TIME_BANDS} for day in DAY_TYPES
    }
    for number, (day, band, side) in enumerate(CELLS):
        matrix[day][band][side] = 100 + (seed // (number + 1) + 37 * number) % 401
    return replace(
        TABLE,
        rate_matrix=matrix,
        min_claim_minutes=least,
        block_minutes=block,
        min_payment_hours_sunday=sunday,
        part_time_threshold_hours=hours,
    )


def table_from(number: int) -> PayRules:
    """A table from one number: one draw instead of five."""
    seed, small = divmod(number, 241 * 60 * 9 * 16)
    least, small = divmod(small, 60 * 9 * 16)
    block, small = divmod(small, 9 * 16)
    sunday, hours = divmod(small, 16)
    return table_of(seed, least, block + 1, sunday, hours + 30)


def day_from(number: int) -> tuple[str, dict[str, int]]:
    """A kind of day and the minutes in each of its bands, from one number."""
    minutes = []
    for _band in TIME_BANDS:
        number, each = divmod(number, 481)
        minutes.append(each)
    return list(DAY_TYPES)[number], dict(zip(TIME_BANDS, minutes, strict=True))


TABLES = st.integers(0, 10**9 * 241 * 60 * 9 * 16 - 1).map(table_from)
DAYS = st.dictionaries(
    st.integers(0, 13), st.integers(0, len(DAY_TYPES) * 481 ** len(TIME_BANDS) - 1).map(day_from), max_size=4
)


def minute_by_minute(days, hourly, contract, table, side):  # type: ignore[no-untyped-def]
    """The oracle: every minute is given its rate one after the other."""
    room = defaultdict(lambda: max(0, 60 * table.part_time_threshold_hours - contract))
    found = {}
    for number in sorted(days):
        kind, bands = days[number]
        minutes = [band for band in TIME_BANDS for _ in range(bands.get(band, 0))]
        if len(minutes) < table.min_claim_minutes:
            continue
        del minutes[len(minutes) // table.block_minutes * table.block_minutes :]
        rates = []
        for band in minutes:
            if room[number // 7]:
                room[number // 7] -= 1
                rates.append((100, False))
            else:
                rates.append((table.rate_matrix[kind][band][side], True))
        if kind in ("sunday", "public_holiday") and rates and rates[-1][1]:
            while len(rates) < 60 * table.min_payment_hours_sunday:
                rates.append(rates[-1])
        each = [rate for rate, _past in rates]
        for rate in set(each):
            many = each.count(rate)
            found[number, rate] = (many, penny(Fraction(many, 60) * hourly * Fraction(rate, 100)))
    return found


@thorough
@given(DAYS, st.integers(500, 9000), st.integers(300, 2700), TABLES, st.booleans())
def test_pay_lines_are_those_of_the_oracle(days, hourly, contract, table, above) -> None:  # type: ignore[no-untyped-def]
    spells = [
        Spell(MONDAY + timedelta(number), minutes, kind, band)
        for number, (kind, bands) in days.items()
        for band, minutes in bands.items()
    ]
    lines = pay_lines(spells, hourly, contract, table, above_ceiling=above)
    expected = minute_by_minute(days, hourly, contract, table, "above" if above else "below")
    assert {
        ((line.date - MONDAY).days, line.multiplier_hundredths): (line.minutes, line.pence) for line in lines
    } == expected
    assert len(lines) == len(expected)


PER_CENT = st.integers(0, 10_000)


@thorough
@given(st.integers(0, 10_000_000), PER_CENT, PER_CENT, PER_CENT, st.booleans())
def test_on_costs_are_rounded_once_and_their_parts_sum(
    pay: int, ni: int, levy: int, pension: int, holiday: bool
) -> None:
    rates = {"ni": Fraction(ni, 10_000), "levy": Fraction(levy, 10_000), "pension": Fraction(pension, 10_000)}
    rates["holiday"] = Fraction(4, 52) if holiday else Fraction(0)
    exact = {name: pay * rate for name, rate in rates.items()}
    whole = sum(exact.values())
    cost = on_costs(pay, ni=ni, levy=levy, pension=pension, holiday=holiday)
    assert cost.pence == whole.__floor__() + (whole % 1 >= Fraction(1, 2))
    assert sum(cost.parts.values()) == cost.pence == cost.cost_pence - pay
    for name, part in cost.parts.items():
        assert abs(part - (exact[name] * cost.pence / whole if whole else 0)) < 1
