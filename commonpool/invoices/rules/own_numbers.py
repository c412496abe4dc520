"""The numbers that a council's own system gave: read from a file's lines, each judged by itself."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from django.utils.translation import gettext_lazy as _

BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
"""As a spreadsheet in the United Kingdom writes a day."""
HEADER = "draft"
MOST_ROWS = 2000
MOST_NUMBER = 40


@dataclass(frozen=True)
class NumberRow:
    """One line: the draft, the number it has now, and the day of that invoice; or what is wrong with the line."""

    line: int
    draft: str
    own_number: str = ""
    on: date | None = None
    error: Any = ""


def read_numbers(text: str, drafts: Collection[str], today: date) -> list[NumberRow]:
    """Every line that is not blank, in order: draft, number, day as 2027-01-31 (today, if left out).

    A heading line is passed over, and so is a draft without a number: it waits. A line that says again what one above
    said is passed over too: the downloaded list has one for each line of an invoice.
    """
    seen: dict[str, tuple[str, str]] = {}
    numbers: set[str] = set()
    found = []
    for line, cells in _lines(text):
        row = _judged(line, cells, drafts, today, seen, numbers)
        if row is not None:
            found.append(row)
    return found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = "\t" if "\t" in first else ";" if ";" in first else ","
    for line, cells in enumerate(csv.reader(StringIO(text), delimiter=delimiter), 1):
        cells = [cell.strip().lstrip("'") for cell in cells]
        if any(cells) and cells[0].lower() != HEADER and line <= MOST_ROWS:
            yield line, [*cells, "", "", ""][:3]


def _judged(
    line: int,
    cells: list[str],
    drafts: Collection[str],
    today: date,
    seen: dict[str, tuple[str, str]],
    numbers: set[str],
) -> NumberRow | None:
    draft, own_number, day = cells
    if draft in drafts and (not own_number or seen.get(draft) == (own_number, day)):
        return None
    on, error = _day(day, today)
    if draft not in drafts:
        error = _("No draft of yours has this reference.")
    elif draft in seen:
        error = _("This draft is on a line above already.")
    elif own_number in numbers:
        error = _("This number is on a line above already.")
    elif len(own_number) > MOST_NUMBER:
        error = _("This number is longer than 40 characters.")
    seen[draft] = (own_number, day)
    numbers.add(own_number)
    return NumberRow(line, draft, own_number, on, error)


def _day(text: str, today: date) -> tuple[date, Any]:
    if not text:
        return today, ""
    british = BRITISH.fullmatch(text)
    try:
        on = (
            date(*(int(part) for part in reversed(british.groups()))) if british else date.fromisoformat(text)
        )
    except ValueError:
        return today, _("Write the day like 2027-01-31 or 31/01/2027.")
    return on, _("This day has not come.") if on > today else ""
