"""A lifecycle's table: what may be said of a thing, where it leads, where it ends."""

import pytest

from commonpool.kernel.lifecycle import Lifecycle, Move
from commonpool.kernel.refusals import Conflict

DOOR = Lifecycle(
    of="Door",
    start="shut",
    moves=(
        Move("open", ("shut",), "open"),
        Move("shut", ("open",), "shut"),
        Move("remove", ("open", "shut"), "gone"),
    ),
    ends=("gone",),
)


class Moved(Conflict):
    """The door is another by now."""

    code = "door_moved"


def test_a_verb_leads_on_only_from_its_statuses() -> None:
    assert DOOR.after("shut", "open") == "open"
    for status, verb in (("open", "open"), ("gone", "open"), ("shut", "burn")):
        with pytest.raises(Moved):
            DOOR.after(status, verb, Moved)


def test_what_may_be_said_is_read_from_the_table() -> None:
    assert DOOR.statuses == ("shut", "open", "gone")
    assert DOOR.open_moves("open") == ("shut", "remove")
    assert DOOR.open_moves("gone") == ()


def test_an_end_that_is_not_named_is_found() -> None:
    assert list(DOOR.dead_ends()) == []
    assert list(Lifecycle("Door", "shut", DOOR.moves, ends=()).dead_ends()) == ["gone"]


def test_the_diagram_has_every_arrow() -> None:
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shut",
        "    shut --> open: open",
        "    open --> shut: shut",
        "    open --> gone: remove",
        "    shut --> gone: remove",
        "    gone --> [*]",
    ]
