"""What a letter is before it is written, and how kept facts become values again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from commonpool.kernel.clock import london_date, london_instant

INSTANT = re.compile(r"(^|_)(at|by)$")
DAY = re.compile(r"(^|_)(on|monday)$")

GATHERED = {"invoice_issued": "invoices_issued", "invoice_paid": "invoices_paid"}
"""By template: letters that come by the dozen, and the one letter that several to one reader are together."""
GATHERED_AT = 15
"""Hour of each day (UK) at which those written since the last are handed over together."""


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


def last_gathering(at: datetime) -> datetime:
    """The latest instant at which letters are gathered, at or before this one: those written before it are due."""
    today = london_date(at)
    due = london_instant(today, GATHERED_AT)
    return due if due <= at else london_instant(today - timedelta(days=1), GATHERED_AT)


def together(several: list[dict[str, Any]], link: list[str]) -> dict[str, Any]:
    """The facts of one letter made of several about one council: each of them, how many, and their pence in all.

    `link`: where they lead one by one; together they lead to the council's list of invoices.
    """
    return {
        "several": several,
        "number": len(several),
        "total_pence": sum(each.get("pence", each["gross_pence"]) for each in several),
        "link": ["invoices", link[1]],
    }


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
