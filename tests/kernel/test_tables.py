"""Reference tables: read whole, compared with what is held, parents first."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from commonpool.kernel.tables import in_waves, parts_of, read_table, set_differing


def test_a_table_is_read_by_its_header(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text('id,name\n1,"Ynys Môn, Wales"\n', encoding="utf-8")
    assert read_table(file) == [{"id": "1", "name": "Ynys Môn, Wales"}]


def test_a_cell_has_only_parts_that_say_something() -> None:
    assert parts_of("") == []
    assert parts_of("one||two|") == ["one", "two"]


def test_only_what_differs_is_set() -> None:
    held = SimpleNamespace(name="Old", nation="Wales")
    assert set_differing(held, {"name": "New", "nation": "Wales"}) == ["name"]
    assert set_differing(held, {"name": "New", "nation": "Wales"}) == []


def row(key: str, parent: str = "") -> dict[str, str]:
    return {"id": key, "parent": parent}


def test_parents_come_in_an_earlier_wave() -> None:
    waves = in_waves([row("c", "b"), row("b", "a"), row("a"), row("d", "a")], ("parent",), "id")
    assert [[each["id"] for each in wave] for wave in waves] == [["a"], ["b", "d"], ["c"]]


@pytest.mark.parametrize("rows", [[row("a", "z")], [row("a", "b"), row("b", "a")], [row("a", "a")]])
def test_a_parent_that_is_nowhere_is_refused(rows: list[dict[str, str]]) -> None:
    with pytest.raises(ValueError, match="names parents it does not hold: a"):
        in_waves(rows, ("parent",), "id")
