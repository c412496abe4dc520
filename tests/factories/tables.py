"""Reference tables that say something else than the product's own."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[list[dict[str, str]]], object]


def rewritten_table(reference: Path, into: Path, table: str, edit: Edit) -> Path:
    """A copy of a folder of reference tables (made once), in which this table was edited."""
    folder = into / "reference"
    if not folder.exists():
        shutil.copytree(reference, folder)
    with (folder / table).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    heading = list(rows[0])
    edit(rows)
    with (folder / table).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, heading)
        writer.writeheader()
        writer.writerows(rows)
    return folder
