"""The pure rules against plain integers."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonpool.invoices.models.charge import SOURCES
from commonpool.invoices.operations.making import descriptions
from commonpool.invoices.rules.ageing import bucket_of
from commonpool.invoices.rules.interest import reference_day, statutory_interest
from commonpool.invoices.rules.own_numbers import read_numbers
from commonpool.invoices.rules.totals import due_on, left_of, sums_of, sums_taken_back

PENCE = st.integers(1, 10**9)
PERCENT = st.sampled_from([0, 5, 20])


def rounded(net: int, percent: int) -> int:
    """Half-up, by another way: the whole pence, and one more where half a penny or more is left."""
    whole, rest = divmod(net * percent, 100)
    return whole + (rest >= 50)


@settings(max_examples=2000)
@given(st.lists(PENCE, min_size=1, max_size=6), PERCENT)
def test_what_is_credited_in_any_parts_comes_to_the_invoice(nets: list[int], percent: int) -> None:
    invoice = sums_of(sum(nets), percent)
    assert invoice.vat_pence == rounded(sum(nets), percent)
    assert invoice.gross_pence == sum(nets) + rounded(sum(nets), percent)
    left, taken_net, taken_vat = sum(nets), 0, 0
    for each in nets:
        note = sums_taken_back(each, percent, left_pence=left)
        assert abs(note.vat_pence - rounded(each, percent)) <= 1
        assert note.vat_pence >= 0
        left, taken_net, taken_vat = left - each, taken_net + note.net_pence, taken_vat + note.vat_pence
    assert (taken_net, taken_vat, left) == (invoice.net_pence, invoice.vat_pence, 0)


@settings(max_examples=2000)
@given(st.lists(st.tuples(PENCE, st.integers(0, 10)), max_size=6))
def test_what_stands_is_what_was_not_credited(parts: list[tuple[int, int]]) -> None:
    lines = {number: pence for number, (pence, _tenths) in enumerate(parts)}
    credited = {number: pence * tenths // 10 for number, (pence, tenths) in enumerate(parts) if tenths}
    left = left_of(lines, credited)
    assert sum(left.values()) + sum(credited.values()) == sum(lines.values())
    assert 0 not in left.values()


@settings(max_examples=2000)
@given(PENCE, st.integers(0, 2000), st.integers(1, 4000))
@example(debt=5, base=200, days=365)
def test_interest_is_simple_and_half_up(debt: int, base: int, days: int) -> None:
    found = statutory_interest(debt, base, date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days))
    exact = Fraction(debt * (800 + base) * days, 365 * 10_000)
    assert Fraction(-1, 2) <= exact - found.interest_pence < Fraction(1, 2)
    assert found.compensation_pence == (4000 if debt < 100_000 else 7000 if debt < 1_000_000 else 10_000)


def test_interest_is_owed_by_who_pays_late_alone() -> None:
    due = date(2026, 12, 31)
    assert statutory_interest(9196, 375, due, due).claim_pence == 0
    late = statutory_interest(9196, 375, due, due + timedelta(days=30))
    assert (late.days, late.interest_pence, late.compensation_pence) == (30, 89, 4000)


@pytest.mark.parametrize(
    ("due", "counts"),
    [
        (date(2026, 3, 1), date(2025, 12, 31)),
        (date(2026, 6, 29), date(2025, 12, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 12, 30), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_base_rate_of_the_half_year_before_it_became_late_counts(due: date, counts: date) -> None:
    assert reference_day(due) == counts


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-1, "not_due"),
        (0, "to_30"),
        (30, "to_30"),
        (31, "to_60"),
        (60, "to_60"),
        (61, "to_90"),
        (90, "to_90"),
        (91, "over_90"),
    ],
)
def test_ages_are_counted_from_the_day_for_payment(days: int, bucket: str) -> None:
    due = due_on(date(2027, 1, 4))
    assert due == date(2027, 2, 3)
    assert bucket_of(due, due + timedelta(days=days)) == bucket


def test_numbers_are_read_line_by_line() -> None:
    lines = [
        "draft,number,date",
        "P-1,AR-1,2027-01-05",
        "P-2,,",
        "",
        "P-3,AR-1,",
        "P-9,AR-4,",
        "P-4,AR-5,5.1.2027",
    ]
    text = "\n".join([*lines, "P-4,AR-6,2999-01-01"])
    rows = read_numbers(text, {"P-1", "P-2", "P-3", "P-4"}, date(2027, 1, 7))
    assert [(row.line, row.draft, row.own_number, bool(row.error)) for row in rows] == [
        (2, "P-1", "AR-1", False),
        (5, "P-3", "AR-1", True),
        (6, "P-9", "AR-4", True),
        (7, "P-4", "AR-5", True),
        (8, "P-4", "AR-6", True),
    ]
    assert rows[0].on == date(2027, 1, 5)
    # The downloaded list has a line for each line of an invoice, and a spreadsheet writes days its own way.
    twice = read_numbers("P-1,AR-1,05/01/2027\nP-1,AR-1,05/01/2027\n", {"P-1"}, date(2027, 1, 7))
    assert [(row.own_number, row.on, row.error) for row in twice] == [("AR-1", date(2027, 1, 5), "")]
    (tabbed,) = read_numbers("P-1\tAR-7\n", {"P-1"}, date(2027, 1, 7))
    assert (tabbed.own_number, tabbed.on) == ("AR-7", date(2027, 1, 7))


def test_an_invoice_says_of_every_source_what_it_is_for() -> None:
    assert descriptions().keys() == set(SOURCES)
