"""Who is told what, in which words; and the log in sentences."""

from commonpool.notifications.queries.letters import (
    LETTERS,
    Rendered,
    drafts_for,
    head_drafts,
    letters_overdue,
    letters_to_gather,
    letters_waiting,
    rendered,
    rendered_together,
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
    "letters_to_gather",
    "letters_waiting",
    "rendered",
    "rendered_together",
    "sentence",
]
