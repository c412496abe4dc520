"""One thing that waits for somebody, with its one button."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Task:
    """What waits, a sentence about it, where its one button leads and what the button says.

    `due_at`: when it is too late; nothing where nothing expires.
    """

    title: str
    text: str
    button: str
    url: str
    due_at: datetime | None = None
