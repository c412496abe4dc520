"""A payroll file as a council's payroll system reads it: its columns, its headings, numbers as numbers."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from commonpool.kernel.money import decimal, half_up
from commonpool.payroll.rules.paid import Key

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
"""A text that begins so is a formula to a spreadsheet; an apostrophe before it makes it a text."""


@dataclass(frozen=True)
class Line:
    """One line of a file: minutes of a calendar day at one rate; taken back ones are negative. Pence or None.

    `key`: the worked day it is of. `reverses`: the row of the line it takes back.
    """

    key: Key
    date: date
    minutes: int
    multiplier_hundredths: int
    hourly_pence: int | None
    pence: int | None
    payroll_number: str
    officer: str
    booking: str
    host: str
    element_code: str = ""
    cost_code: str = ""
    reverses_id: int | None = None


def hours_decimal(minutes: int) -> str:
    """`1.33` for 80 minutes: hundredths of an hour, half-up; `-1.33` for those taken back."""
    whole = half_up(abs(minutes) * 100, 60)
    return decimal(-whole if minutes < 0 else whole)


def hours_minutes(minutes: int) -> str:
    """`1:20` for 80 minutes, `-1:20` for those taken back."""
    return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"


def _pounds(pence: int | None) -> str:
    return "" if pence is None else decimal(pence)


def guarded(text: str) -> str:
    """The text, and nothing that a spreadsheet would run; our own numbers never pass here."""
    return f"'{text}" if text.lstrip(" ").startswith(RUN_BY_SPREADSHEETS) else text


VALUES: dict[str, Callable[[Line], str | int]] = {
    "payroll_number": lambda line: guarded(line.payroll_number),
    "officer": lambda line: guarded(line.officer),
    "date_worked": lambda line: line.date.isoformat(),
    "hours_decimal": lambda line: hours_decimal(line.minutes),
    "hours_minutes": lambda line: hours_minutes(line.minutes),
    "minutes": lambda line: line.minutes,
    "multiplier": lambda line: decimal(line.multiplier_hundredths),
    "element_code": lambda line: guarded(line.element_code),
    "hourly_pay": lambda line: _pounds(line.hourly_pence),
    "pay": lambda line: _pounds(line.pence),
    "cost_code": lambda line: guarded(line.cost_code),
    "booking": lambda line: line.booking,
    "host": lambda line: guarded(line.host),
}
"""What stands under each field that a council may choose."""


def content(columns: Sequence[Sequence[str]], lines: Iterable[Line]) -> str:
    """The file: pairs of field and heading in the council's order, then a row for each line."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([guarded(heading) for _field, heading in columns])
    writer.writerows([VALUES[field](line) for field, _heading in columns] for line in lines)
    return written.getvalue()


def rates_without_code(lines: Iterable[Line]) -> list[int]:
    """The rates of lines that have no element code, in order: hundredths of plain time."""
    return sorted({line.multiplier_hundredths for line in lines if not line.element_code})
