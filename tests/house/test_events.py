"""Laws 5 and 7: every event has its line in the reactions; no lifecycle ends where nobody says so."""

from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from commonpool.config import reactions
from commonpool.kernel.facts import REGISTRY, Fact
from commonpool.kernel.lifecycle import Lifecycle
from tests.house.source import PACKAGE, ROOT, STAGES

PLAIN = {"int", "bool", "date", "datetime", "str"}


def lifecycles() -> list[Lifecycle]:
    found = []
    for stage in STAGES:
        if (PACKAGE / stage / "lifecycle.py").exists():
            module = import_module(f"commonpool.{stage}.lifecycle")
            found += [each for each in vars(module).values() if isinstance(each, Lifecycle)]
    return found


def events() -> list[type[Fact]]:
    for stage in STAGES:
        if (PACKAGE / stage / "events.py").exists() or (PACKAGE / stage / "events").exists():
            import_module(f"commonpool.{stage}.events")
    return [event for event in REGISTRY.values() if event.__module__.startswith("commonpool.")]


def test_every_event_is_listed_in_the_reactions() -> None:
    listed = {*reactions.AT_ONCE, *reactions.AFTERWARDS}
    assert [event.__name__ for event in events() if event not in listed] == []


def test_events_hold_no_free_text_field() -> None:
    wordy = {
        "message",
        "name",
        "purpose",
        "reply",
        "email",
        "address",
        "title",
        "words",
        "question",
        "headline",
    }
    found = [f"{event.__name__}.{f.name}" for event in events() for f in fields(event) if f.name in wordy]
    assert found == []


@pytest.mark.parametrize("lifecycle", lifecycles(), ids=lambda each: each.of)
def test_a_lifecycle_names_every_dead_end(lifecycle: Lifecycle) -> None:
    assert list(lifecycle.dead_ends()) == []
    assert set(lifecycle.ends) <= set(lifecycle.statuses)


@pytest.mark.parametrize("lifecycle", lifecycles(), ids=lambda each: each.of)
def test_the_diagram_in_the_documents_is_the_table(lifecycle: Lifecycle) -> None:
    document = diagram_of(lifecycle)
    assert document.exists(), "run `make diagrams`"
    assert lifecycle.diagram() in document.read_text(encoding="utf-8"), "run `make diagrams`"


def diagram_of(lifecycle: Lifecycle) -> Path:
    return ROOT / "docs" / "diagrams" / f"{lifecycle.of.lower().replace(' ', '-')}.md"


def write_diagrams() -> None:
    """Writes every diagram from its table (`make diagrams`)."""
    for each in lifecycles():
        words = f"# {each.of}\n\nMade from the table in the code; see `docs/house.md`.\n"
        diagram_of(each).write_text(f"{words}\n```mermaid\n{each.diagram()}```\n", encoding="utf-8")
