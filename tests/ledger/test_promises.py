"""What the database promises of the ledger, whoever writes: past the operation and its politeness."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from commonpool.ledger.models import Entry, Line
from commonpool.ledger.operations.post import STORE
from tests.factories.ledger import ISSUED, posted_invoice
from tests.factories.people import NOW
from tests.factories.register import make_organisation
from tests.guards import all_refused, by_sql, judge, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
NUMBER = 2 * 10**9


def store(
    place: int,
    pence: list[Any],
    *,
    other: int | None = None,
    account: str = "bank",
    with_whom: int | None = None,
    **said: Any,
) -> None:
    """An entry of two lines at most, in the one statement that the triggers ask for; not yet paired with an act."""
    entry = {"id": NUMBER, "day": ISSUED.isoformat(), "kind": "invoice", "source": NUMBER} | said
    lines = [
        {
            "entry": entry["id"],
            "place": where,
            "account": slug,
            "counterparty": with_whom,
            "document": "",
            "pence": each,
        }
        for where, slug, each in zip([place, other or place], (account, "receivable"), pence, strict=False)
    ]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [NOW, None, "clock", json.dumps([entry]), json.dumps(lines, default=str)])


def test_an_entry_balances_within_each_council_and_has_its_source_once() -> None:
    home, host = make_organisation(), make_organisation()
    place, posted = home.pk, posted_invoice(home, host)
    once = {"kind": posted.source_kind, "source": posted.source_id}

    def reversed_twice() -> None:
        for number in (1, 2):
            store(place, [5, -5], id=NUMBER + number, source=NUMBER + number, reverses=posted.pk)

    all_refused([
        ("ledger_entry_not_empty", lambda: store(place, [])),
        ("ledger_entry_balanced", lambda: store(place, [5])),
        ("ledger_entry_balanced", lambda: store(place, [5, -4])),
        ("ledger_entry_balanced", lambda: store(place, [5, -5], other=host.pk)),
        ("ledger_line_of_councils", lambda: store(NUMBER, [5, -5])),
        ("ledger_line_of_councils", lambda: store(place, [5, -5], with_whom=NUMBER)),
        ("ledger_line_not_nought", lambda: store(place, [0, 0])),
        ("ledger_line_account", lambda: store(place, [5, -5], account="suspense")),
        ("ledger_entry_source_once", lambda: store(place, [5, -5], **once)),
        ("ledger_entry_has_source", lambda: store(place, [5, -5], kind="")),
        ("ledger_entry_reverses_id_key", reversed_twice),
    ])  # fmt: skip
    store(place, [5, -5])
    assert (Entry.objects.count(), Line.objects.count()) == (2, 8)


def test_pence_are_a_number() -> None:
    with pytest.raises(DatabaseError, match="NaN"), transaction.atomic():
        store(make_organisation().pk, [Decimal("NaN"), Decimal("NaN")])


def test_no_line_is_added_later_not_even_in_the_same_transaction() -> None:
    """Two lines that balance, to an entry that is there, and to one that is not there yet."""
    home, host = make_organisation(), make_organisation()
    entry = posted_invoice(home, host)
    for entry_id in (entry.pk, entry.pk + 10**6):
        lines = [
            Line(entry_id=entry_id, organisation=home, account=account, pence=pence)
            for account, pence in (("bank", 5), ("income", -5))
        ]
        refused("ledger_no_late_lines", lambda lines=lines: Line.objects.bulk_create(lines))
    assert entry.lines.count() == 6


def test_nothing_posted_is_edited_deleted_or_emptied() -> None:
    posted_invoice(make_organisation(), make_organisation())
    judge()  # a table with foreign keys still to check refuses to be emptied anyway
    for table, kept, emptied in (
        ("ledger_entry", "entry_stays", "entries_never_emptied"),
        ("ledger_line", "line_stays", "lines_never_emptied"),
    ):
        all_refused([
            (kept, by_sql(f"UPDATE {table} SET id = id")),
            (kept, by_sql(f"DELETE FROM {table}")),
            (emptied, by_sql(f"TRUNCATE {table} CASCADE")),
        ])  # fmt: skip
    refused("entries_never_emptied", by_sql("TRUNCATE ledger_entry, ledger_line"))
    refused("organisations_are_kept", by_sql("DELETE FROM organisations_organisation"))
    refused("organisation_stays", by_sql("UPDATE organisations_organisation SET id = id + 1000000"))
    assert (Entry.objects.count(), Line.objects.count()) == (1, 6)
