"""Reading the house as text: its files, its stages and what they say."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "commonpool"
STAGES = (
    "activity",
    "identity",
    "organisations",
    "people",
    "agreements",
    "ledger",
    "availability",
    "bookings",
    "needs",
    "timesheets",
    "payroll",
    "invoices",
    "settlement",
    "publication",
    "matching",
    "successions",
    "notifications",
)
FACES = ("web", "api", "jobs", "demonstration")


def python_files(*places: str) -> Iterator[Path]:
    """Every Python file of the product below these folders, migrations left out."""
    for place in places or ("",):
        for path in sorted((PACKAGE / place).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def word_of(path: Path) -> str:
    """Which of a stage's file words a file belongs to: `operations` for operations.py and operations/x.py."""
    inside = path.relative_to(PACKAGE).parts[1:]
    return inside[0].removesuffix(".py")
