"""Reference tables: CSV files with a header, read whole, and how what is held differs from them."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names in its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts_of(text: str) -> list[str]:
    """The parts of a cell that holds several, divided by `|`."""
    return [part for part in text.split("|") if part]


def set_differing(held: object, wanted: Mapping[str, Any]) -> list[str]:
    """The names of the attributes that differed; they now hold what is wanted."""
    differing = [name for name, value in wanted.items() if getattr(held, name) != value]
    for name in differing:
        setattr(held, name, wanted[name])
    return differing


def in_waves(
    rows: Iterable[dict[str, str]], parents: tuple[str, ...], key: str
) -> list[list[dict[str, str]]]:
    """The rows in waves, each naming as parents only rows of earlier waves. ValueError where one names none."""
    pending, placed, waves = list(rows), {""}, []
    while pending:
        wave = [row for row in pending if all(row[parent] in placed for parent in parents)]
        if not wave:
            raise ValueError(f"a table names parents it does not hold: {pending[0][key]}")
        placed |= {row[key] for row in wave}
        pending = [row for row in pending if row[key] not in placed]
        waves.append(wave)
    return waves
