"""Quarters, what of a payment is published, and what is avoided: against plain whole numbers."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.publication.rules.avoided import compared_pence
from commonpool.publication.rules.quarters import Quarter, latest, quarter_of, quarter_written
from commonpool.publication.rules.spend import Move, net_parts


@pytest.mark.parametrize(
    ("day", "written", "first", "last", "due"),
    [
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 1), "2027-Q1", date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 30)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 30)),
    ],
)
def test_a_quarter_is_published_within_a_month_of_its_end(
    day: date, written: str, first: date, last: date, due: date
) -> None:
    quarter = quarter_of(day)
    assert (str(quarter), quarter.first, quarter.last, quarter.due_on) == (written, first, last, due)
    assert quarter_written(written) == quarter
    assert quarter_written("2026-Q5") is None
    assert latest(day, 2) == [quarter, quarter.before]
    assert Quarter(2026, 4).after == Quarter(2027, 1)


@settings(max_examples=2000)
@given(
    net=st.integers(1, 10_000_000),
    percent=st.sampled_from([0, 20]),
    shares=st.lists(st.integers(1, 1000), min_size=1, max_size=6),
    credited=st.integers(0, 99),
    credited_after=st.integers(0, 6),
    returned=st.booleans(),
)
def test_the_parts_of_what_was_paid_come_to_the_net(
    net: int, percent: int, shares: list[int], credited: int, credited_after: int, returned: bool
) -> None:
    """An invoice is credited in part and paid in parts, one of them taken back and paid again: nothing is lost."""
    vat = (net * percent * 2 + 100) // 200
    note = net * credited // 100
    note_gross = note + (note * percent * 2 + 100) // 200
    gross, due = net + vat, net + vat - note_gross
    paid = [due * share // sum(shares) for share in shares]
    paid[-1] += due - sum(paid)
    moves = [Move(each) for each in paid if each]
    if returned and moves:
        moves += [Move(-moves[-1].gross_pence), moves[-1]]
    if note:
        moves.insert(min(credited_after, len(moves)), Move(note_gross, note))
    parts = net_parts(net, gross, moves)
    assert sum(parts) == net
    if not note:
        for move, part in zip(moves, parts, strict=True):
            assert abs(part - Fraction(move.gross_pence * net, gross)) <= 1


@settings(max_examples=2000)
@given(st.integers(0, 6000), st.integers(1, 99_999_999), st.integers(60, 720))
def test_a_comparison_is_the_nearest_penny(minutes: int, day_pence: int, day_minutes: int) -> None:
    exact = Fraction(minutes * day_pence, day_minutes)
    found = compared_pence(minutes, day_pence, day_minutes)
    assert -Fraction(1, 2) < found - exact <= Fraction(1, 2)
