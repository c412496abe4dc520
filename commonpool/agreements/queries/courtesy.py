"""The agreement in Welsh: a courtesy beside the English text, which alone is signed and hashed (ADR 0104)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commonpool.agreements.rules import canonical

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
HEAD = re.compile(r"<!-- (?P<standing>[^\n]+) -->\n")


@dataclass(frozen=True)
class CourtesyText:
    """A version in Welsh. `standing`: whether a translator has confirmed it, in the words of ADR 0080."""

    version: int
    body: str
    standing: str


@cache
def courtesy_text(version: int) -> CourtesyText | None:
    """The Welsh of a version of the agreement, where its file has one."""
    file = REFERENCE / f"agreement-{version}.cy.md"
    if not file.is_file():
        return None
    kept = file.read_text("utf-8")
    head = HEAD.match(kept)
    assert head is not None, f"{file.name} says in its first line whether it awaits a translator"
    return CourtesyText(version, canonical(kept[head.end() :]), head["standing"])


@cache
def courtesy_pairs() -> tuple[tuple[str, str, str], ...]:
    """Every paragraph of the agreement's files that have a Welsh one: English, Welsh, and its standing."""
    found = []
    for file in sorted(REFERENCE.glob("agreement-*.cy.md")):
        version = int(file.name.split("-")[1].split(".")[0])
        welsh = courtesy_text(version)
        assert welsh is not None
        english = canonical((REFERENCE / f"agreement-{version}.md").read_text("utf-8"))
        parts = zip(paragraphs(english), paragraphs(welsh.body), strict=True)
        found += [(own, other, welsh.standing) for own, other in parts]
    return tuple(found)


def paragraphs(body: str) -> list[str]:
    """The headings and paragraphs of a text, in order."""
    return [part.strip() for part in body.split("\n\n") if part.strip()]
