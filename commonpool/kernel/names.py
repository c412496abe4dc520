"""Names of the product's own reference data in Welsh: nations, registers, skills, jobs (ADR 0103)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

REFERENCE = Path(__file__).resolve().parent / "reference" / "welsh_names.csv"
WELSH = "cy"


@dataclass(frozen=True)
class Name:
    """A name in both languages. `standing`: who confirmed the Welsh, in the words of the catalogue (ADR 0080)."""

    kind: str
    english: str
    welsh: str
    standing: str


@cache
def names() -> tuple[Name, ...]:
    """Every name that has a Welsh one, read once a process."""
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return tuple(Name(**row) for row in csv.DictReader(file))


@cache
def _welsh() -> dict[str, str]:
    return {each.english: each.welsh for each in names()}


def name_of(english: str) -> str:
    """The name in the reader's language; as it stands in every other, and where there is no Welsh one."""
    reads_welsh = (get_language() or "").split("-")[0] == WELSH
    return _welsh().get(english, english) if reads_welsh else english


def shown(kind: str, english: str) -> str:
    """The same, looked for in one list alone: what `english_of` turns back."""
    return name_of(english) if english in _english(kind).values() else english


@cache
def _english(kind: str) -> dict[str, str]:
    return {each.welsh.casefold(): each.english for each in names() if each.kind == kind}


def english_of(kind: str, name: str) -> str:
    """The name as it is kept, of one typed in Welsh; as it was typed where that list has none such."""
    return _english(kind).get(name.casefold(), name)
