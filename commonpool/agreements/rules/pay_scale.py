"""Tables of pay points: how sure each point is, and reading a council's own from a file, row by row."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

AGREED, UNVERIFIED, OFFER = MARKS = ("agreed", "unverified", "offer")
MARK_WORDS = {
    AGREED: _("agreed"),
    UNVERIFIED: _("not verified: compare it with your own table"),
    OFFER: _("an offer, not agreed: it cannot be used"),
}
LEAST_ANNUAL, MOST_ANNUAL = 500_000, 50_000_000
"""£5,000 to £500,000 a year, in pence."""
MOST_POINTS, MOST_POINT, MOST_FILE = 400, 20, 100_000
COLUMNS = ("point", "annual")
"""The headings of a council's own file: the point, and pounds a year of full weeks."""


@dataclass(frozen=True)
class Point:
    """A pay point and what a year of full weeks pays at it, in pence."""

    point: str
    annual_pence: int
    mark: str = AGREED
    source: str = ""


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot be read: its number in the file (the headings are row 1), and what to do about it."""

    row: int
    message: str


@dataclass(frozen=True)
class ReadPoints:
    """What was read of a file: its points, and every row that is wrong."""

    points: tuple[Point, ...]
    wrong: tuple[WrongRow, ...]


def read_points(text: str) -> ReadPoints:
    """The points of a CSV file with the headings `point` and `annual`; other columns are passed over."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\x00", "\ufffd"))))
    headings = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if any(headings.count(name) != 1 for name in COLUMNS):
        return ReadPoints(
            (), (WrongRow(1, str(_("The first row needs the headings “point” and “annual”."))),)
        )
    if len(rows) > MOST_POINTS + 1:
        return ReadPoints((), (WrongRow(MOST_POINTS + 2, str(_("A table has at most 400 points."))),))
    places = [headings.index(name) for name in COLUMNS]
    points: list[Point] = []
    wrong = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        point, annual = (cells[place].strip() if place < len(cells) else "" for place in places)
        pence = _pence(annual)
        if message := _wrong(point, pence, {each.point for each in points}):
            wrong.append(WrongRow(number, message))
        elif pence is not None:
            points.append(Point(point, pence))
    if not points and not wrong:
        wrong.append(WrongRow(2, str(_("There is no pay point below the headings."))))
    return ReadPoints(tuple(points), tuple(wrong))


def are_points(points: Sequence[Point]) -> bool:
    """Whether these are points as a table holds them: some, each once, within reason."""
    seen: set[str] = set()
    for each in points:
        if _wrong(each.point, each.annual_pence, seen):
            return False
        seen.add(each.point)
    return 0 < len(points) <= MOST_POINTS


def _wrong(point: str, pence: int | None, seen: Iterable[str]) -> str:
    if not re.fullmatch(r"[^\W_][\w .\-/]*", point) or len(point) > MOST_POINT:
        return str(_("Enter the point in at most 20 letters and digits, like 25."))
    if point in seen:
        return str(_("This point is in the file twice."))
    if pence is None or not LEAST_ANNUAL <= pence <= MOST_ANNUAL:
        return str(_("Enter pounds a year from 5,000 to 500,000, like 36363 or 36,363.00."))
    return ""


def _pence(text: str) -> int | None:
    """Pounds as written in a file, in pence."""
    plain = text.removeprefix("£").replace(",", "").strip()
    found = re.fullmatch(r"([0-9]{1,7})(?:\.([0-9]{2}))?", plain, re.ASCII)
    return int(found[1]) * 100 + int(found[2] or 0) if found else None
