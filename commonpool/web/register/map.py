"""The map of councils: one hexagon each, in the state of its council. The table beside it says the same in words."""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.organisations.models import Organisation

HEXAGONS = Path(__file__).parent / "hexagons.csv"

SIDE = 10
WIDE = SIDE * sqrt(3)
INVENTED_COLUMN, INVENTED_ROW, INVENTED_IN_A_ROW = 16, 5, 5
"""Invented councils stand together in the North Sea, where there is no real one."""

DEPTH_LABELS: dict[str, Promise] = {
    "none": gettext_lazy("Not joined yet"),
    "peer": gettext_lazy("Peer: calls and peer help"),
    "borrow": gettext_lazy("Borrows"),
    "lend": gettext_lazy("Lends"),
}
LENDS_AND_BORROWS = gettext_lazy("Lends and borrows")
DEPTH_LETTERS = {"none": "", "peer": "P", "borrow": "B", "lend": "L"}


@dataclass(frozen=True)
class Cell:
    """One hexagon: where its middle is, which council, how deep, and the letter that says so without colour."""

    x: float
    y: float
    council: Organisation
    depth: str
    letter: str
    title: str

    @property
    def joined(self) -> bool:
        return self.depth != "none"

    @property
    def letter_y(self) -> float:
        return self.y + 3.5


@dataclass(frozen=True)
class HexagonMap:
    """What the picture is drawn from."""

    plain: list[Cell]
    joined: list[Cell]
    width: int
    height: int
    invented: tuple[float, float] | None


def depth_label(depth: str, *, borrows: bool) -> str:
    """How a council takes part, in words. A council may lend and not borrow."""
    return str(LENDS_AND_BORROWS if depth == "lend" and borrows else DEPTH_LABELS[depth])


def hexagon_map(
    councils: Sequence[Organisation], depths: Mapping[int, str], borrowing: Collection[int]
) -> HexagonMap:
    """The cells of these councils; `depths` says how deep each takes part, `borrowing` which borrow.

    Upper tiers have no cell of their own.
    """
    labels = {pk: depth_label(depth, borrows=pk in borrowing) for pk, depth in depths.items()}
    places = _places()
    real = [council for council in councils if council.code in places and not council.demonstration]
    invented = [council for council in councils if council.demonstration]
    cells = [_cell(council, *places[council.code], depths, labels) for council in real]
    for number, council in enumerate(invented):
        row, column = divmod(number, INVENTED_IN_A_ROW)
        cells.append(_cell(council, INVENTED_COLUMN + column, INVENTED_ROW + row, depths, labels))
    columns = max((column for column, _row in places.values()), default=0)
    rows = max((row for _column, row in places.values()), default=0)
    return HexagonMap(
        plain=[cell for cell in cells if not cell.joined],
        joined=[cell for cell in cells if cell.joined],
        width=round((columns + 2) * WIDE),
        height=round((rows + 2) * SIDE * 1.5),
        invented=_middle(INVENTED_COLUMN, INVENTED_ROW - 1) if invented else None,
    )


def _cell(
    council: Organisation, column: int, row: int, depths: Mapping[int, str], labels: Mapping[int, str]
) -> Cell:
    own = depths.get(council.pk, "none")
    countys = depths.get(council.county_id or 0, "none")
    title = f"{council.name}: {labels.get(council.pk, DEPTH_LABELS[own])}"
    letter = DEPTH_LETTERS[own]
    if own == "none" and countys != "none":
        letter = DEPTH_LETTERS[countys].lower()
        title += " – " + _("its county council: %(depth)s") % {"depth": labels[council.county_id or 0]}
    x, y = _middle(column, row)
    return Cell(x=x, y=y, council=council, depth=own, letter=letter, title=title)


def _middle(column: int, row: int) -> tuple[float, float]:
    return round((column + (row % 2) / 2 + 1) * WIDE, 1), round((row + 1) * SIDE * 1.5, 1)


@cache
def _places() -> dict[str, tuple[int, int]]:
    with HEXAGONS.open(newline="", encoding="utf-8") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}
