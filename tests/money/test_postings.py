"""Whatever is issued, credited and paid: entries sum to nought in each book, and the order does not change the end."""

from collections import Counter
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.invoices.models import Invoice
from commonpool.invoices.operations.posting import lines_of, paid_lines
from commonpool.invoices.rules.totals import sums_of, sums_taken_back
from commonpool.ledger.rules import PostedEntry, PostedLine
from tests.money.books import nearest

HOME, HOST = 1, 2
Balances = Counter[tuple[int, str]]


def document(net: int, vat: int, *, of_1970: int = 0, note: bool = False) -> Invoice:
    return Invoice(
        kind="credit_note" if note else "invoice", home_id=HOME, host_id=HOST, reference="A-000001",
        net_pence=net, vat_pence=vat, gross_pence=net + vat, net_1970_act_pence=of_1970,
    )  # fmt: skip


def entered(lines: list[PostedLine]) -> Balances:
    """What an entry adds to each account; it is refused unless it sums to nought at each council."""
    found: Balances = Counter()
    for each in PostedEntry("invoice", 1, date(2027, 1, 4), lines).lines:
        found[each.organisation_id, each.account] += each.pence
    for council in (HOME, HOST):
        assert sum(pence for (place, _account), pence in found.items() if place == council) == 0
    return found


def nonzero(balances: Balances) -> dict[tuple[int, str], int]:
    return {key: pence for key, pence in balances.items() if pence}


@settings(max_examples=2000)
@given(
    nets=st.lists(st.integers(1, 10**9), min_size=1, max_size=5),
    percent=st.sampled_from([0, 5, 20]),
    act=st.integers(0, 5),
    order=st.integers(0, 10**6),
)
def test_an_invoice_credited_and_paid_in_any_order_leaves_nothing_owed(
    nets: list[int], percent: int, act: int, order: int
) -> None:
    """The first lines are under the 1970 Act. All but the last line is credited, what is left is paid."""
    whole, special = sum(nets), sum(nets[:act])
    sums = sums_of(whole, percent)
    vat = nearest(whole * percent, 100)
    assert (sums.net_pence, sums.vat_pence, sums.gross_pence) == (whole, vat, whole + vat)
    issued = entered(lines_of(document(whole, vat, of_1970=special), "A-000001"))
    assert nonzero(issued) == nonzero(
        Counter({
            (HOME, "receivable"): whole + vat, (HOME, "income"): special - whole,
            (HOME, "income_1970_act"): -special, (HOME, "output_vat"): -vat,
            (HOST, "expense"): whole, (HOST, "input_vat"): vat, (HOST, "payable"): -whole - vat,
        })
    )  # fmt: skip
    ends = []
    for shuffled in (nets[:-1], Random(order).sample(nets[:-1], len(nets) - 1)):
        balances, left = Counter(issued), whole
        for net in shuffled:
            note = sums_taken_back(net, percent, left_pence=left)
            balances.update(entered(lines_of(document(net, note.vat_pence, note=True), "A-000001")))
            left -= net
        due = balances[HOME, "receivable"]
        assert due == nets[-1] + nearest(nets[-1] * percent, 100) == -balances[HOST, "payable"]
        balances.update(entered(paid_lines(document(0, 0), due, "bank")))
        ends.append(nonzero(balances))
    assert ends[0] == ends[1]
    assert not {"receivable", "payable"} & {account for _council, account in ends[0]}
    assert ends[0][HOME, "bank"] == -ends[0][HOST, "bank"]
