"""Entries are posted: one, or very many in few statements."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import refusing
from commonpool.ledger.events import EntriesPosted, EntryPosted
from commonpool.ledger.models import Entry
from commonpool.ledger.rules import AlreadyPosted, PostedEntry, PostedLine, debits_by_organisation

AT_ONCE = 5_000
"""How many entries go into one statement: the arrays of more would only take memory."""

# An entry and its lines are one statement: the triggers judge it whole. They come as JSON: arrays of text take longer
# to write out than to store.
STORE = """
    WITH told AS (
        INSERT INTO ledger_entry
               (id, "on", source_kind, source_id, reverses_id, posted_at, posted_by_id, posted_by_rule)
        SELECT id, day, kind, source, reverses, %s, %s, %s
          FROM json_to_recordset(%s) AS entry (id bigint, day date, kind text, source bigint, reverses bigint)
    )
    INSERT INTO ledger_line (entry_id, organisation_id, account, counterparty_id, document, pence)
    SELECT entry, place, account, counterparty, document, pence
      FROM json_to_recordset(%s)
           AS line (entry bigint, place bigint, account text, counterparty bigint, document text, pence bigint)
"""
NUMBERS = "SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id')) FROM generate_series(1, %s)"


def post(
    *, actor: Actor, source_kind: str, source_id: int, on: date, lines: Sequence[PostedLine], at: datetime
) -> Entry:
    """The entry is in the ledger, dated `on`, whole. One event tells the councils whose books it changes.

    Whoever posts has judged who may: this is part of their change. Refuses `unbalanced` (within a council),
    `empty_entry`, `already_posted` (the same source).
    """
    return post_one(PostedEntry(source_kind, source_id, on, tuple(lines)), actor=actor, at=at)


def post_one(entry: PostedEntry, *, actor: Actor, at: datetime) -> Entry:
    """The same for an entry that is put together already, which may reverse another."""
    with change():
        (entry_id,) = _store([entry], actor, at)
        place, *others = entry.organisation_ids
        pence = debits_by_organisation([entry]).total()
        fact = EntryPosted(on_behalf_of=place, readers=tuple(others), entry_id=entry_id, pence=pence)
        publish(fact, actor=actor, at=at)
    return Entry.objects.get(pk=entry_id)


def post_all(*, actor: Actor, entries: Sequence[PostedEntry], at: datetime, told: bool = False) -> list[int]:
    """Every one of the entries is in the ledger, or none; their ids, in order.

    One event for each council whose books they change says how many and how much: a hundred thousand entries are not
    a hundred thousand events. Refuses as `post` does, without saying which.
    """
    with change():
        ids = [
            each
            for start in range(0, len(entries), AT_ONCE)
            for each in _store(entries[start : start + AT_ONCE], actor, at)
        ]
        if not told:
            _tell(entries, ids, actor, at)
    return ids


def _store(entries: Sequence[PostedEntry], actor: Actor, at: datetime) -> list[int]:
    with (
        refusing("ledger_entry_source_once", AlreadyPosted()),
        refusing("ledger_entry_reverses_id_key", AlreadyPosted()),
        connection.cursor() as cursor,
    ):
        cursor.execute(NUMBERS, [len(entries)])
        ids = [number for (number,) in cursor.fetchall()]
        by = [at, actor.person_id, actor.standing_rule]
        cursor.execute(
            STORE, [*by, json.dumps(_entry_rows(ids, entries)), json.dumps(_line_rows(ids, entries))]
        )
    return ids


def _entry_rows(ids: Sequence[int], entries: Sequence[PostedEntry]) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "day": entry.on.isoformat(),
            "kind": entry.source_kind,
            "source": entry.source_id,
            "reverses": entry.reverses_id,
        }
        for number, entry in zip(ids, entries, strict=True)
    ]


def _line_rows(ids: Sequence[int], entries: Sequence[PostedEntry]) -> list[dict[str, Any]]:
    return [
        {
            "entry": number,
            "place": line.organisation_id,
            "account": line.account,
            "counterparty": line.counterparty_id,
            "document": line.document,
            "pence": line.pence,
        }
        for number, entry in zip(ids, entries, strict=True)
        for line in entry.lines
    ]


def _tell(entries: Sequence[PostedEntry], ids: Sequence[int], actor: Actor, at: datetime) -> None:
    """One event on the chain of each council, in order of council."""
    debits = debits_by_organisation(entries)
    numbers: Counter[int] = Counter()
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, entry in zip(ids, entries, strict=True):
        for place in entry.organisation_ids:
            numbers[place] += 1
            first.setdefault(place, number)
            last[place] = number
    for place in sorted(numbers):
        fact = EntriesPosted(
            on_behalf_of=place,
            first_id=first[place],
            last_id=last[place],
            entries=numbers[place],
            pence=debits[place],
        )
        publish(fact, actor=actor, at=at)
