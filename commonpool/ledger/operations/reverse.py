"""An entry is undone by another, which mirrors it: nothing is taken out of a ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.models import Entry, Line
from commonpool.ledger.operations.post import post_all, post_one
from commonpool.ledger.rules import PostedEntry, PostedLine


@dataclass(frozen=True)
class Reversal:
    """Which entry is undone, on which day, and what for: a reversal has a source of its own."""

    entry_id: int
    source_kind: str
    source_id: int
    on: date


def reverse(
    *, actor: Actor, entry_id: int, source_kind: str, source_id: int, on: date, at: datetime
) -> Entry:
    """A new entry dated `on` has each line of that one with debit and credit exchanged; both stay.

    Whoever reverses has judged who may. Refuses `not_found`, `already_posted` (reversed already, or the same source).
    """
    (entry,) = _mirrored([Reversal(entry_id, source_kind, source_id, on)])
    return post_one(entry, actor=actor, at=at)


def reverse_all(*, actor: Actor, reversals: Sequence[Reversal], at: datetime) -> list[int]:
    """The same for many at once, all or none, in few statements; the ids of the new entries, in order."""
    return post_all(actor=actor, entries=_mirrored(reversals), at=at)


def _mirrored(reversals: Sequence[Reversal]) -> list[PostedEntry]:
    lines: dict[int, list[PostedLine]] = {each.entry_id: [] for each in reversals}
    wanted = ("entry_id", "organisation_id", "account", "pence", "counterparty_id", "document")
    held = Line.objects.filter(entry__in=list(lines)).order_by("pk").values_list(*wanted)
    for entry_id, *of_line in held:
        lines[entry_id].append(PostedLine(*of_line).mirrored)
    if not all(lines.values()):
        raise NotFound
    return [
        PostedEntry(each.source_kind, each.source_id, each.on, lines[each.entry_id], each.entry_id)
        for each in reversals
    ]
