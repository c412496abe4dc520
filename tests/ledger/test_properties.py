"""Thousands of histories against an oracle of plain integers: what is posted is what is there, in any order."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import Sum
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commonpool.ledger import operations, queries
from commonpool.ledger.models import Line
from commonpool.ledger.rules import ACCOUNTS, EmptyEntry, PostedEntry, PostedLine, Unbalanced
from tests.factories.ledger import ISSUED, POSTER, lines_of_invoice
from tests.factories.people import NOW, actor, make_steward
from tests.factories.register import make_organisation

MANY = settings(max_examples=2000, database=None, phases=[Phase.generate])
PENCE = st.integers(-(10**12), 10**12).filter(bool)
COUNCILS = 3

pairs = st.permutations(range(COUNCILS)).map(lambda order: order[:2])
invoices = st.tuples(st.just("invoice"), pairs, st.integers(1, 10**9), st.integers(0, 10**8))
transfers = st.tuples(
    st.just("transfer"),
    pairs,
    st.lists(st.tuples(st.sampled_from(sorted(ACCOUNTS)), PENCE), min_size=1, max_size=4),
)
histories = st.lists(st.one_of(invoices, transfers), min_size=1, max_size=4)


@MANY
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(-3, 3).filter(bool)), max_size=5))
def test_an_entry_is_taken_only_where_each_council_comes_to_nought(lines: list[tuple[int, int]]) -> None:
    sums = {place: sum(pence for other, pence in lines if other == place) for place, _pence in lines}
    posted = tuple(PostedLine(place, "bank", pence) for place, pence in lines)
    if lines and all(each == 0 for each in sums.values()):
        assert PostedEntry("invoice", 1, ISSUED, posted).lines == posted
        return
    with pytest.raises((EmptyEntry, Unbalanced)):
        PostedEntry("invoice", 1, ISSUED, posted)


@pytest.mark.django_db
def test_what_was_posted_is_what_is_there_whatever_the_order() -> None:
    """Each history has a document of its own, so that thousands lie in the same books and are judged apart."""
    places = [make_organisation().pk for _ in range(COUNCILS)]
    steward = actor(make_steward())
    wanted: Counter[Any] = Counter()
    entries: list[PostedEntry] = []

    @MANY
    @given(histories)
    def tell(history: list[Any]) -> None:
        document = f"H{len(told)}"
        told.append(document)
        for act in history:
            wanted.update(oracle(act, places, document))
            lines = lines_for(act, places, document)
            on = ISSUED + timedelta(days=len(entries) % 90)
            entries.append(PostedEntry("history", len(entries), on, lines))

    told: list[str] = []
    tell()
    assert len(told) >= 2000
    Random(4).shuffle(entries)
    for start in range(0, len(entries), 500):
        operations.post_all(actor=POSTER, entries=entries[start : start + 500], at=NOW)
        assert sum(each.pence for each in queries.trial_balance(steward, None)) == 0
    for days in (-1, 0, 30, 60):
        of_day = queries.trial_balance(steward, None, on=ISSUED + timedelta(days=days))
        assert sum(each.pence for each in of_day) == 0
    keys = ("organisation_id", "account", "document")
    held = {row[:3]: row[3] for row in Line.objects.values_list(*keys).annotate(Sum("pence"))}
    assert {key: pence for key, pence in held.items() if pence} == {
        k: pence for k, pence in wanted.items() if pence
    }
    by_account = Counter[tuple[int, str]]()
    for (place, account, _document), pence in wanted.items():
        by_account[place, account] += pence
    assert {key: queries.balance(*key) for key in by_account} == by_account


def lines_for(act: Any, places: list[int], document: str) -> list[PostedLine]:
    if act[0] == "invoice":
        _kind, (home, host), net, vat = act
        return lines_of_invoice(places[home], places[host], net, vat, document=document)
    _kind, (place, other), amounts = act
    lines = [PostedLine(places[place], account, pence, places[other], document) for account, pence in amounts]
    rest = -sum(pence for _account, pence in amounts)
    return [*lines, PostedLine(places[place], "clearing", rest, places[other], document)] if rest else lines


def oracle(act: Any, places: list[int], document: str) -> dict[tuple[int, str, str], int]:
    """What an act changes, in plain integers: no line, no entry and no database has a part in it."""
    change: dict[tuple[int, str, str], int] = {}
    if act[0] == "invoice":
        _kind, (home, host), net, vat = act
        ours, theirs = ("receivable", "income", "output_vat"), ("payable", "expense", "input_vat")
        for side, sign, accounts in ((home, 1, ours), (host, -1, theirs)):
            for account, pence in zip(accounts, (net + vat, -net, -vat), strict=True):
                change[places[side], account, document] = sign * pence
        return change
    _kind, (place, _other), amounts = act
    total = 0
    for account, pence in amounts:
        key = (places[place], account, document)
        change[key] = change.get(key, 0) + pence
        total += pence
    clearing = (places[place], "clearing", document)
    change[clearing] = change.get(clearing, 0) - total
    return change
