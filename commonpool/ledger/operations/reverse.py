"""An entry is undone by another, which mirrors it: nothing is taken out of a ledger."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.models import Entry, Line
from commonpool.ledger.operations.post import post_one
from commonpool.ledger.rules import PostedEntry, PostedLine


def reverse(
    *, actor: Actor, entry_id: int, source_kind: str, source_id: int, on: date, at: datetime
) -> Entry:
    """A new entry dated `on` has each line of that one with debit and credit exchanged; both stay.

    Whoever reverses has judged who may. Refuses `not_found`, `already_posted` (reversed already, or the same source).
    """
    wanted = ("organisation_id", "account", "pence", "counterparty_id", "document")
    held = Line.objects.filter(entry=entry_id).order_by("pk").values_list(*wanted)
    lines = [PostedLine(*line).mirrored for line in held]
    if not lines:
        raise NotFound
    return post_one(PostedEntry(source_kind, source_id, on, lines, entry_id), actor=actor, at=at)
