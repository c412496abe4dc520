"""Tables as text: what a page hands out, and reference tables that say something else than the product's own."""

import csv
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

Row = dict[str, str]
Edit = Callable[[list[Row]], object]


def rows_of(text: str | bytes) -> list[Row]:
    """The rows of a table that was handed out."""
    return list(csv.DictReader(StringIO(text.decode() if isinstance(text, bytes) else text)))


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
