"""Reads a judged set: listings, needs and what was judged of them.

Sets are written by others too: keys that are not known are passed over, and those that are missing are empty; a text
may stand where a list is meant, and a plain text where an experience or a council is.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Done:
    """One thing an officer says they did. `finished_in`: a year, or None while it goes on or where it is not said."""

    words: str
    function: str = ""
    finished_in: int | None = None
    confirmed: bool = False


@dataclass(frozen=True)
class Listed:
    """A listing of the set. Functions and skills: ids or names, as they are written there."""

    id: str
    headline: str
    job: str = ""
    about: str = ""
    council: tuple[str, str, str, str] = ("", "", "", "")
    functions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    done: tuple[Done, ...] = ()


@dataclass(frozen=True)
class Need:
    """What a manager typed. `grades`: what was judged of a listing, by its id."""

    id: str
    text: str
    function: str = ""
    skills: tuple[str, ...] = ()
    grades: Mapping[str, int] = field(default_factory=dict)


def officers(folder: Path) -> list[Listed]:
    """The listings of the set, in its order."""
    return [_listed(row) for row in _rows(folder / "officers.jsonl")]


def needs(folder: Path) -> list[Need]:
    """The needs of the set with what was judged of each, in its order."""
    judged = grades(folder / "judgements.tsv")
    return [
        Need(
            id=str(row["id"]),
            text=_text(row, "text"),
            function=_text(row, "function"),
            skills=_texts(row, "skills"),
            grades=judged.get(str(row["id"]), {}),
        )
        for row in _rows(folder / "needs.jsonl")
    ]


def grades(table: Path) -> dict[str, dict[str, int]]:
    """Grades by need and listing. A line whose last column is no whole number is a heading."""
    found: dict[str, dict[str, int]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) >= 3 and parts[2].isdecimal():
            found.setdefault(parts[0], {})[parts[1]] = int(parts[2])
    return found


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _listed(row: Mapping[str, Any]) -> Listed:
    told = row.get("experience") or []
    told = [{"what": each} if isinstance(each, str) else each for each in _many(told)]
    job = _text(row, "title")
    first = next((_text(each, "title") for each in told if _text(each, "title")), "")
    council = row.get("council") or {}
    council = {"name": council} if isinstance(council, str) else council
    return Listed(
        id=str(row["id"]),
        headline=_text(row, "headline") or first or job or "Officer",
        job=job,
        about=_text(row, "words"),
        council=(
            _text(council, "code") or _text(council, "name"),
            _text(council, "nation"),
            _text(council, "region"),
            _text(council, "kind"),
        ),
        functions=_texts(row, "functions"),
        skills=_texts(row, "skills"),
        done=tuple(_done(each) for each in told),
    )


def _done(row: Mapping[str, Any]) -> Done:
    said = (_text(row, name) for name in ("title", "what", "learned"))
    year = _text(row, "to")[:4]
    return Done(
        words=" ".join(part if part[-1] in ".!?" else f"{part}." for part in said if part),
        function=_text(row, "function"),
        finished_in=int(year) if year.isdecimal() else None,
        confirmed=_text(row, "state") == "confirmed",
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    said = row.get(name)
    return "" if said is None else " ".join(str(each) for each in _many(said)).strip()


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(each).strip() for each in _many(row.get(name) or []))


def _many(said: Any) -> list[Any]:
    return list(said) if isinstance(said, list | tuple) else [said]
