"""Laws 5 and 7: every event has its line in the reactions; no lifecycle ends where nobody says so."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from importlib import import_module
from typing import get_args, get_type_hints

import pytest

from commonpool.config import reactions
from commonpool.kernel.facts import REGISTRY, Fact
from commonpool.kernel.lifecycle import Lifecycle
from tests.house.diagrams import document_of, drawn, lifecycles
from tests.house.source import PACKAGE, ROOT, STAGES

PLAIN = {int, bool, date, datetime}
WORDS = {
    "depth": "none, peer, borrow or lend",
    "kind": "paid or peer_help",
    "bookings": "finish or hand_back: what becomes of what is bound",
    "needs": "documents, account or visit",
    "told": "soon, late or removal",
    "source": "what a charge is for",
    "outcome": "upheld or withdrawn: how a dispute ended",
    "reason": "one of a lifecycle's reasons",
    "rule": "the name of a rule of law",
    "role": "a role's slug",
    "mondays": "weeks, written as dates",
    "fields": "names of the register's columns",
    "function_ids": "ids of reference data",
    "when": "when in the week: weekday, evening_saturday or sunday_holiday",
    "what": "what was changed: one of the ways of signing in",
}
"""The only text in events: a word of a short list, or an id; each with what it says."""


def events() -> list[type[Fact]]:
    for stage in STAGES:
        if (PACKAGE / stage / "events.py").exists() or (PACKAGE / stage / "events").exists():
            import_module(f"commonpool.{stage}.events")
    ours = [event for event in REGISTRY.values() if event.__module__.startswith("commonpool.")]
    return [
        event for event in ours if not event.__subclasses__()
    ]  # the others are what several have in common


def test_every_event_is_listed_in_the_reactions() -> None:
    listed = {*reactions.AT_ONCE, *reactions.AT_THE_END, *reactions.AFTERWARDS}
    assert [event.__name__ for event in events() if event not in listed] == []


def values_in(kind: object) -> set[object]:
    """The plain types a field may hold, out of its optional and its tuples."""
    inside = set(get_args(kind)) - {type(None), ...}
    return set().union(*(values_in(each) for each in inside)) if inside else {kind}


def held(event: type[Fact]) -> Iterator[tuple[str, set[object]]]:
    kinds = get_type_hints(event)
    for each in fields(event):
        yield each.name, values_in(kinds[each.name])


def test_events_hold_ids_numbers_dates_and_words_of_short_lists() -> None:
    found = [
        f"{event.__name__}.{name}"
        for event in events()
        for name, kinds in held(event)
        if kinds - PLAIN and not (kinds == {str} and name in WORDS)
    ]
    assert found == []


def test_every_word_excepted_is_held_by_some_event() -> None:
    assert set(WORDS) - {name for event in events() for name, kinds in held(event) if str in kinds} == set()


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
