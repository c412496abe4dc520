"""What a letter is before it is written, and how kept facts become values again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

INSTANT = re.compile(r"(^|_)(at|by)$")
DAY = re.compile(r"(^|_)(on|monday)$")


@dataclass(frozen=True)
class Draft:
    """A letter to be written: to whom, which template, the facts it needs, and where its one link leads.

    `link` is a route and its arguments. `to_doer`: also when the reader did it themselves (a receipt).
    `patient`: hundreds may be sent at once, and letters that somebody waits for go before them.
    """

    template: str
    address: str
    person_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    link: tuple[str, ...] = ("home",)
    to_doer: bool = False
    patient: bool = False

    @property
    def kept(self) -> dict[str, Any]:
        """The facts as they are stored."""
        return {**self.facts, "link": list(self.link)}


def readable(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as stored, with days and instants made of their ISO text again: `…_on`, `monday`; `…_at`, `…_by`."""
    return {key: _value(key, value) for key, value in facts.items()}


def _value(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return [readable(each) if isinstance(each, Mapping) else each for each in value]
    if isinstance(value, str) and value and INSTANT.search(key):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and value and DAY.search(key):
        return date.fromisoformat(value)
    return value


def on_one_line(text: str) -> str:
    """A subject: one line, whatever was in a name."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """Plain text with no run of empty lines and no space at a line's end."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
