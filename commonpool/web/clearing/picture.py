"""The picture of a council's month: a line to every other council before, and one line each after."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonpool.settlement.models import Payment
from commonpool.settlement.queries import Counterparty

MOST_DRAWN = 12
TOP, STEP = 34, 34
"""Where the first line is drawn, and how far the next is below it."""


@dataclass(frozen=True)
class Stroke:
    """One line between the council (left) and another (right), with its pence; `incoming`: the other one pays."""

    name: str
    pence: int
    incoming: bool
    y: int

    @property
    def text_y(self) -> int:
        """Where its amount stands: above it."""
        return self.y - 5

    @property
    def name_y(self) -> int:
        """Where the other council's name stands: beside it."""
        return self.y + 4


@dataclass(frozen=True)
class Picture:
    """Before and after, from top to bottom; `more`: how many councils are not drawn, though the table has them."""

    before: tuple[Stroke, ...]
    after: tuple[Stroke, ...]
    more: int
    height: int


def picture_of(council_id: int, parties: Sequence[Counterparty], payments: Sequence[Payment]) -> Picture:
    """The council's strokes: what it would be paid and pay by itself, and what it is paid or pays in the end."""
    drawn = [
        (each.council.name, pence, incoming)
        for each in parties[:MOST_DRAWN]
        for pence, incoming in ((each.came_pence, True), (each.went_pence, False))
        if pence
    ]
    ends = [
        (each.payer.name, each.pence, True)
        if council_id in (each.payee_id, each.payee_heir_id)
        else (each.payee.name, each.pence, False)
        for each in payments[:MOST_DRAWN]
    ]
    rows = max(len(drawn), len(ends), 1)
    return Picture(_strokes(drawn), _strokes(ends), max(len(parties) - MOST_DRAWN, 0), TOP + STEP * rows + 10)


def _strokes(rows: Sequence[tuple[str, int, bool]]) -> tuple[Stroke, ...]:
    return tuple(
        Stroke(_short(name), pence, incoming, TOP + STEP * number + 20)
        for number, (name, pence, incoming) in enumerate(rows)
    )


def _short(name: str) -> str:
    """A name that fits beside its line; the table has it whole."""
    return name if len(name) <= 24 else f"{name[:23]}…"
