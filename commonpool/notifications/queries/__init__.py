"""Who is told what, in which words; and the log in sentences."""

from commonpool.notifications.queries.letters import (
    LETTERS,
    Rendered,
    drafts_for,
    head_drafts,
    letters_overdue,
    letters_waiting,
    rendered,
)
from commonpool.notifications.queries.sentences import RULES, SENTENCES, Entry, entries, sentence

__all__ = [
    "LETTERS",
    "RULES",
    "SENTENCES",
    "Entry",
    "Rendered",
    "drafts_for",
    "entries",
    "head_drafts",
    "letters_overdue",
    "letters_waiting",
    "rendered",
    "sentence",
]
