"""Netting keeps every council's net, makes few payments, and knows no order."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.settlement.rules.netting import Debt, Transfer, payments_of, positions_of


def debt(number: int) -> tuple[int, int, int]:
    """Who of twelve pays which of the other eleven how many pence, from one number: one draw instead of three."""
    pence, pair = divmod(number, 12 * 11)
    payer, other = divmod(pair, 11)
    return payer + 1, (payer + other + 1) % 12 + 1, pence + 1


debts = st.lists(st.integers(0, 12 * 11 * 10**9 - 1).map(debt), max_size=16)


def oracle(rows: Sequence[tuple[int, int, int]], council: int) -> tuple[int, int]:
    """A council's gross in and gross out, added up by hand from who pays, who is paid, and how much."""
    gross_in = sum(pence for _payer, payee, pence in rows if payee == council)
    gross_out = sum(pence for payer, _payee, pence in rows if payer == council)
    return gross_in, gross_out


def netted(rows: Sequence[tuple[int, int, int]]) -> tuple[dict[int, tuple[int, int]], tuple[Transfer, ...]]:
    positions = positions_of(Debt(*row) for row in rows)
    payments = payments_of({each.council_id: each.net for each in positions})
    return {each.council_id: (each.gross_in, each.gross_out) for each in positions}, payments


@settings(max_examples=2000)
@given(rows=debts, order=st.integers(0, 10**6))
def test_netting_keeps_every_net_to_the_penny(rows: list[tuple[int, int, int]], order: int) -> None:
    positions, payments = netted(rows)
    councils = {council for payer, payee, _pence in rows for council in (payer, payee)}
    assert positions == {council: oracle(rows, council) for council in councils}
    assert sum(gross_in - gross_out for gross_in, gross_out in positions.values()) == 0
    paid = {
        council: oracle([(p.payer_id, p.payee_id, p.pence) for p in payments], council)
        for council in councils
    }
    for council, (received, spent) in paid.items():
        gross_in, gross_out = positions[council]
        assert received - spent == gross_in - gross_out
        assert not (received and spent)
    assert all(payment.pence > 0 for payment in payments)
    assert len(payments) <= max(len(councils) - 1, 0)
    assert netted(Random(order).sample(rows, len(rows))) == (positions, payments)


def test_the_largest_pays_the_largest_first_and_of_equals_the_lower_id() -> None:
    assert payments_of({1: -500, 2: -500, 3: 700, 4: 300, 5: 0}) == (
        Transfer(1, 3, 500),
        Transfer(2, 3, 200),
        Transfer(2, 4, 300),
    )


def test_a_ring_of_equal_debts_needs_no_payment() -> None:
    assert netted([(1, 2, 900), (2, 3, 900), (3, 1, 900)])[1] == ()


def test_positions_that_do_not_sum_to_nought_are_no_positions() -> None:
    with pytest.raises(ValueError, match="nought"):
        payments_of({1: -1, 2: 2})
