"""Reads a judged set: listings, needs and what was judged of them.

Sets are written by others too: keys that are not known are passed over, and those that are missing are empty; a text
may stand where a list is meant, and a plain text where an experience, a council or a skill is. What others call a thing
is read too, where its own key says nothing (`CALLED`).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLED: Mapping[str, tuple[str, ...]] = {
    "id": ("reference", "officer", "officer_id", "need_id"),
    "title": ("job", "job_title", "role", "name"),
    "words": ("about", "bio", "summary", "profile", "description"),
    "what": ("words", "text", "description", "summary"),
    "text": ("need", "query", "words", "q", "title", "description"),
    "experience": ("experiences", "done", "participations"),
    "to": ("finished_in", "year", "finished"),
    "functions": ("function", "services"),
}


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
    grades: Mapping[str, int] = field(default_factory=dict)


def officers(folder: Path) -> list[Listed]:
    """The listings of the set, in its order."""
    return [_listed(row) for row in _rows(folder / "officers.jsonl")]


def needs(folder: Path) -> list[Need]:
    """The needs of the set with what was judged of each, in its order."""
    judged = grades(folder / "judgements.tsv")
    return [
        Need(
            id=_text(row, "id"),
            text=_text(row, "text"),
            grades=judged.get(_text(row, "id"), {}),
        )
        for row in _rows(folder / "needs.jsonl")
    ]


def grades(table: Path) -> dict[str, dict[str, int]]:
    """Grades by need and listing. A line whose third column is no whole number is a heading.

    Four columns of which the second is the same in each are need, a column that says nothing, listing, grade (TREC).
    """
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line.strip()]
    trec = rows and all(len(row) == 4 and row[1].strip() in {"0", "Q0"} for row in rows)
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        need, listing, grade = (
            part.strip() for part in ([row[0], *row[2:4]] if trec else [*row, "", ""][:3])
        )
        if grade.isdecimal():
            found.setdefault(need, {})[listing] = int(grade)
    return found


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _listed(row: Mapping[str, Any]) -> Listed:
    told = _said(row, "experience") or []
    told = [{"what": each} if isinstance(each, str) else each for each in _many(told)]
    job = _text(row, "title")
    first = next((_text(each, "title") for each in told if _text(each, "title")), "")
    council = row.get("council") or row.get("home") or {}
    council = {"name": council} if isinstance(council, str) else council
    return Listed(
        id=_text(row, "id"),
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
        confirmed=_text(row, "state") == "confirmed" or row.get("confirmed") is True,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    return " ".join(each for each in map(_plain, _many(_said(row, name))) if each)


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(each for each in map(_plain, _many(_said(row, name))) if each)


def _said(row: Mapping[str, Any], name: str) -> Any:
    """What stands under the key, or under the first other one that says something (`CALLED`)."""
    return next(
        (row[key] for key in (name, *CALLED.get(name, ())) if row.get(key) not in (None, "", [])), None
    )


def _plain(said: Any) -> str:
    """A text; of an object, its name, label or id."""
    if isinstance(said, Mapping):
        said = next((said[key] for key in ("name", "label", "title", "id") if said.get(key)), None)
    return "" if said is None else str(said).strip()


def _many(said: Any) -> list[Any]:
    return list(said) if isinstance(said, list | tuple) else [said]
