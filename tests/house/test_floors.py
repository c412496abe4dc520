"""Law 1: the order of the story is the direction of imports; pure files stay pure."""

import ast

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.source import ROOT, STAGES, named, python_files, tree, word_of

IMPURE = ("django.db", "django.contrib", "time", "random", "os", "pathlib")
PURE_WORDS = ("rules", "lifecycle", "events")


def test_every_import_points_downstairs() -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == EXIT_STATUS_SUCCESS


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def test_rules_lifecycles_and_events_know_no_database_clock_or_file() -> None:
    found = [
        f"{named(path)} imports {name}"
        for path in python_files(*STAGES)
        if word_of(path) in PURE_WORDS
        for node in ast.walk(tree(path))
        for name in imported(node)
        if any(name == each or name.startswith(f"{each}.") for each in IMPURE)
    ]
    assert found == []


def test_only_the_edges_know_what_time_it_is() -> None:
    found = [
        named(path)
        for path in python_files(*STAGES, "kernel", "access")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "commonpool.kernel.clock"
        if any(alias.name == "now" for alias in node.names)
    ]
    assert found == []


def test_only_the_edges_read_the_clock() -> None:
    found = [
        named(path)
        for path in python_files(*STAGES, "kernel", "access")
        if path.name != "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "today", "utcnow")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "timezone", "clock")
    ]
    assert found == []


def test_a_stage_speaks_only_in_the_six_file_words() -> None:
    allowed = {"lifecycle", "rules", "events", "models", "queries", "operations"}
    allowed |= {"apps", "__init__", "reference", "migrations", "templates"}
    found = [named(path) for path in python_files(*STAGES) if word_of(path) not in allowed]
    assert found == []
