"""From pay to price: each step half-up once, and no price of an hour below what the hour costs."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.agreements.rules import national
from commonpool.agreements.rules.paying import Spell
from commonpool.agreements.rules.working_out import Rates, band_prices, price_of_hour, work_out

SATURDAY = date(2026, 12, 12)
TABLE = national("England")
PLAIN = Rates(ni=1500, levy=50, pension=2000)


@pytest.mark.parametrize(
    ("rates", "net"),
    [
        (PLAIN, 7663),
        (replace(PLAIN, holiday=True), 8098),  # 56.55 × (0.355 + 4/52) = 24.425…
        (replace(PLAIN, administration=500), 8046),  # and 5 % of 76.63 = 3.83
    ],
)
def test_two_hours_on_a_saturday_step_by_step(rates: Rates, net: int) -> None:
    found = work_out([Spell(SATURDAY, 120, "saturday")], 1885, 2220, TABLE, rates)
    assert found.net_pence == net
    assert found.gross_pence == found.net_pence + found.vat_pence


def test_a_band_has_three_prices_and_the_dearer_day_sets_each() -> None:
    assert band_prices(1885, TABLE, PLAIN) == {"price": 3832, "second": 3832, "third": 5108}
    dear = national("Scotland")
    dear.rate_matrix["public_holiday"]["06:00-22:00"]["below"] = 300
    dear.rate_matrix["weekday"]["22:00-24:00"]["below"] = 175
    found = band_prices(1885, dear, PLAIN)
    assert (found["second"], found["third"]) == (
        price_of_hour(1885, 175, PLAIN),
        price_of_hour(1885, 300, PLAIN),
    )


@settings(max_examples=2000, derandomize=True)
@given(
    st.integers(1, 20_000),
    st.integers(100, 500),
    st.integers(0, 10_000),
    st.booleans(),
    st.integers(0, 5_000),
)
def test_an_hours_price_is_within_its_roundings_of_the_exact_cost(
    hourly: int, multiplier: int, pension: int, holiday: bool, administration: int
) -> None:
    rates = Rates(1500, 50, pension, holiday, administration)
    share = Fraction(1550 + pension, 10_000) + (Fraction(4, 52) if holiday else 0)
    exact = Fraction(hourly * multiplier, 100) * (1 + share) * (1 + Fraction(administration, 10_000))
    # Half a penny at pay, carried through both shares (at most 2.6 × 1.5), half at on-costs (× 1.5), half at the end.
    assert abs(price_of_hour(hourly, multiplier, rates) - exact) <= Fraction(13, 4)
