"""Whole pence: half-up once, parts that sum, never a float."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.kernel import money

PENCE = st.integers(0, 10**9)


@settings(max_examples=2000)
@given(PENCE, st.integers(1, 10**6))
def test_half_up_is_the_nearest_whole_and_halves_go_up(numerator: int, denominator: int) -> None:
    rest = money.half_up(numerator, denominator) - Fraction(numerator, denominator)
    assert -Fraction(1, 2) < rest <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("minutes", "hourly", "pence"), [(120, 3831, 7662), (30, 3831, 1916), (1, 30, 1), (1, 29, 0)]
)
def test_a_price_is_rounded_once(minutes: int, hourly: int, pence: int) -> None:
    assert money.price_of(minutes, hourly) == pence


def test_the_worked_example_of_value_added_tax() -> None:
    assert money.vat_on(7663) == 1533
    assert money.pounds(7663 + money.vat_on(7663)) == "£91.96"


@settings(max_examples=2000)
@given(PENCE, st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(sum))
def test_parts_sum_to_the_whole_and_none_is_a_penny_out(total: int, weights: list[int]) -> None:
    parts = money.split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


def test_the_largest_remainder_gets_the_penny_and_the_first_of_equals() -> None:
    assert money.split(100, [1, 1, 1]) == [34, 33, 33]
    assert money.split(10, [26, 37, 37]) == [2, 4, 4]


def test_pounds_are_written_with_commas_and_two_places() -> None:
    assert [money.pounds(n) for n in (0, 5, 123_450, -1)] == ["£0.00", "£0.05", "£1,234.50", "-£0.01"]


def test_pence_are_written_as_a_decimal_number_without_a_float() -> None:
    assert [money.decimal(pence) for pence in (0, 1, 100, 12345, -5, -12345, 10**15 + 1)] == [
        "0.00", "0.01", "1.00", "123.45", "-0.05", "-123.45", "10000000000000.01",
    ]  # fmt: skip
