"""Laws 2 and 14: no long file, no vague name, no path in the documents that is not there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT, named

LONGEST = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "misc", "constants", "managers", "handlers"}
LOOKED_FOR = {"commonpool/kernel/postgres/base.py"}
"""What Django looks for by that name."""
WRITTEN_BY_HAND = {".py", ".html", ".txt", ".md", ".scss", ".js", ".mjs", ".sh", ".toml", ".yml", ".sql"}
GENERATED = (
    "static/commonpool/govuk",
    "commonpool/locale/",
    "/migrations/",
    "/reference/",
    "tests/web/fixtures/",
)
PATH_IN_DOCS = re.compile(r"`((?:commonpool|tests|docs|bench|tools|design)/[\w./<>*-]*|[A-Z]+(?:\.md)?)`")

LINK = re.compile(r"""(?:\]\(\s*<?|<(?:img|a)\s[^>]*(?:src|href)=")([^)\s">]+)""")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def by_hand(path: Path) -> bool:
    return path.suffix in WRITTEN_BY_HAND and not any(part in f"/{named(path)}" for part in GENERATED)


def test_no_file_is_over_three_hundred_lines() -> None:
    long = {
        named(path): lines
        for path in tracked()
        if by_hand(path) and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    vague = {named(path) for path in tracked() if by_hand(path) and not VAGUE.isdisjoint(names_of(path))}
    assert vague == LOOKED_FOR


def names_of(path: Path) -> list[str]:
    """Its folders', and its own where it is code: templates have the names that frameworks look for."""
    folders = path.relative_to(ROOT).parent.parts
    return [*folders, path.stem] if path.suffix == ".py" else [*folders]


DOCUMENTS = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")})


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_path_named_in_the_documents_exists(document: Path) -> None:
    named_paths = PATH_IN_DOCS.findall(document.read_text(encoding="utf-8"))
    missing = [
        path
        for path in named_paths
        if "/" in path and not any(mark in path for mark in "<*") and not (ROOT / path).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_and_picture_in_the_documents_leads_somewhere(document: Path) -> None:
    targets = [target.partition("#")[0] for target in LINK.findall(document.read_text(encoding="utf-8"))]
    inside = [target for target in targets if target and "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []
