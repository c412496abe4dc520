"""What the ledger takes, and what it refuses: in Python politely, in the database whoever asks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from commonpool.activity.models import Event
from commonpool.ledger import operations, queries
from commonpool.ledger.models import Entry
from commonpool.ledger.rules import (
    AlreadyPosted,
    EmptyEntry,
    NoSuchAccount,
    NotWholePence,
    PostedEntry,
    PostedLine,
    Unbalanced,
)
from tests.factories.ledger import ISSUED, POSTER, lines_of_invoice, posted_invoice
from tests.factories.people import NOW
from tests.factories.register import make_organisation


@pytest.mark.parametrize("pence", [0, 1.0, float("nan"), True, "1", None, Decimal(1), Decimal("NaN"), 2**63])
def test_a_line_is_whole_pence_and_not_nought(pence: Any) -> None:
    with pytest.raises(NotWholePence):
        PostedLine(1, "bank", pence)


def test_a_line_is_of_an_account_there_is() -> None:
    with pytest.raises(NoSuchAccount):
        PostedLine(1, "suspense", 1)


def test_an_entry_has_lines_and_balances_within_each_council() -> None:
    with pytest.raises(EmptyEntry):
        PostedEntry("invoice", 1, ISSUED, ())
    with pytest.raises(Unbalanced):
        PostedEntry("invoice", 1, ISSUED, (PostedLine(1, "bank", 5), PostedLine(2, "receivable", -5)))


@pytest.mark.django_db
def test_an_invoice_is_in_the_books_of_both() -> None:
    home, host = make_organisation(), make_organisation()
    entry = posted_invoice(home, host)
    held = {(line.organisation_id, line.account): line.pence for line in entry.lines.all()}
    assert held == {
        (home.pk, "receivable"): 9194,
        (home.pk, "income"): -7662,
        (home.pk, "output_vat"): -1532,
        (host.pk, "expense"): 7662,
        (host.pk, "input_vat"): 1532,
        (host.pk, "payable"): -9194,
    }
    assert queries.balance(host.pk, "payable", counterparty_id=home.pk, document="TEST-000001") == -9194
    assert queries.balance(host.pk, "payable", on=date(2026, 11, 30)) == 0
    assert queries.balances_by_document(home.pk, "receivable") == {"TEST-000001": 9194}
    event = Event.objects.get(name="EntryPosted", facts__entry_id=entry.pk)
    assert event.facts == {"entry_id": entry.pk, "pence": 18388}
    assert event.readers == sorted([home.pk, host.pk])


@pytest.mark.django_db
def test_the_same_source_is_posted_once() -> None:
    home, host = make_organisation(), make_organisation()
    entry = posted_invoice(home, host)
    lines = lines_of_invoice(home.pk, host.pk, 1, 0)
    once = PostedEntry("invoice", entry.source_id + 1000, ISSUED, lines)
    for entries in ([PostedEntry("invoice", entry.source_id, ISSUED, lines)], [once, once]):
        with pytest.raises(AlreadyPosted), transaction.atomic():
            operations.post_all(actor=POSTER, entries=entries, at=NOW)


@pytest.mark.django_db
def test_a_reversal_mirrors_its_entry_once_and_both_stay() -> None:
    home, host = make_organisation(), make_organisation()
    entry = posted_invoice(home, host)
    told = {"source_kind": "unwinding", "on": date(2026, 12, 24), "actor": POSTER, "at": NOW}
    mirror = operations.reverse(entry_id=entry.pk, source_id=1, **told)
    assert mirror.reverses_id == entry.pk
    assert queries.balances_by_document(home.pk, "receivable") == {}
    assert queries.balance(home.pk, "receivable", on=date(2026, 12, 23)) == 9194
    with pytest.raises(AlreadyPosted), transaction.atomic():
        operations.reverse(entry_id=entry.pk, source_id=2, **told)


@pytest.mark.django_db
def test_many_are_posted_at_once_and_told_once_to_each_council() -> None:
    home, host, third = make_organisation(), make_organisation(), make_organisation()
    entries = [
        PostedEntry("invoice", number, ISSUED, lines_of_invoice(home.pk, other.pk, number, 0))
        for number, other in enumerate((host, third, host), 1)
    ]
    ids = operations.post_all(actor=POSTER, entries=entries, at=NOW)
    held = Entry.objects.in_bulk(ids)
    assert [held[each].source_id for each in ids] == [1, 2, 3]
    assert queries.balance(home.pk, "receivable") == 6
    told = {event.organisation_id: event.facts for event in Event.objects.filter(name="EntriesPosted")}
    assert told == {
        home.pk: {"first_id": ids[0], "last_id": ids[2], "entries": 3, "pence": 6},
        host.pk: {"first_id": ids[0], "last_id": ids[2], "entries": 2, "pence": 4},
        third.pk: {"first_id": ids[1], "last_id": ids[1], "entries": 1, "pence": 2},
    }
