"""Laws 5 and 7: every event has its line in the reactions; no lifecycle ends where nobody says so."""

from dataclasses import fields
from importlib import import_module

import pytest

from commonpool.config import reactions
from commonpool.kernel.facts import REGISTRY, Fact
from commonpool.kernel.lifecycle import Lifecycle
from tests.house.diagrams import document_of, drawn, lifecycles
from tests.house.source import PACKAGE, ROOT, STAGES

PLAIN = {"int", "bool", "date", "datetime", "str"}


def events() -> list[type[Fact]]:
    for stage in STAGES:
        if (PACKAGE / stage / "events.py").exists() or (PACKAGE / stage / "events").exists():
            import_module(f"commonpool.{stage}.events")
    ours = [event for event in REGISTRY.values() if event.__module__.startswith("commonpool.")]
    return [
        event for event in ours if not event.__subclasses__()
    ]  # the others are what several have in common


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
    document = document_of(lifecycle)
    assert document.exists(), "run `make diagrams`"
    assert document.read_text(encoding="utf-8") == drawn(lifecycle), "run `make diagrams`"


def test_no_diagram_is_left_of_a_lifecycle_that_is_gone() -> None:
    kept = {path.name for path in (ROOT / "docs" / "diagrams").glob("*.md")}
    assert kept == {document_of(each).name for each in lifecycles()}
