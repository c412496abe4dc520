"""Lists of invoices as tables: the same cells on the page wherever they are listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """What a cell says, and where it leads; an amount stands to the right."""

    text: Any
    href: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A caption, headings, rows of cells."""

    caption: Any
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]] = ()


def heads(words: Iterable[Any], amounts: Iterable[Any] = ()) -> list[Cell]:
    """Headings: of words first, then of amounts."""
    return [Cell(each) for each in words] + [Cell(each, numeric=True) for each in amounts]
