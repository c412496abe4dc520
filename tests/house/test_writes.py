"""Law 3: writes occur only in operations, models and the log; how rows are written together, the kernel says."""

import ast

from tests.house.source import FACES, STAGES, named, python_files, tree, word_of

WRITES = {
    "save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete",
    "asave", "acreate", "abulk_create", "abulk_update", "aupdate_or_create", "aget_or_create", "adelete", "aupdate",
}  # fmt: skip
TOGETHER = {"write", "to_write"}
MAY_WRITE = ("operations", "models", "written")
CHANGING_SQL = ("INSERT ", "UPDATE ", "DELETE ", "TRUNCATE ")


def writes_in(module: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(module) if is_a_write(node) or is_changing_sql(node)]


def is_a_write(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in TOGETHER
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in WRITES or (node.func.attr == "update" and fits_a_queryset(node))


def fits_a_queryset(update: ast.Call) -> bool:
    """A queryset's `update` takes keywords alone, whatever it is called on; a set's or a dict's takes a value."""
    return not update.args and bool(update.keywords)


def is_changing_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().startswith(CHANGING_SQL)
    )


def test_only_operations_and_models_write() -> None:
    found = [
        f"{named(path)}:{line}"
        for path in python_files(*STAGES, *FACES, "kernel", "access", "config")
        if not (path.relative_to(path.parents[1]) and word_of(path) in MAY_WRITE)
        for line in writes_in(tree(path))
    ]
    assert found == []


def test_the_law_sees_a_write() -> None:
    assert writes_in(ast.parse("Person.objects.filter(pk=1).update(name='x')")) == [1]
    assert writes_in(ast.parse("found = Person.objects.all()\nfound.update(name='x')")) == [2]
    assert writes_in(ast.parse("found.update(**changes)")) == [1]
    assert writes_in(ast.parse("await found.aget_or_create(name='x')")) == [1]
    assert writes_in(ast.parse("write(booking, terms)")) == [1]
    assert writes_in(ast.parse("seen.update(more)")) == []


def test_no_signals_and_no_save_overridden() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.FunctionDef) and node.name in ("save", "delete"))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals"))
        or (isinstance(node, ast.ImportFrom) and node.module == "django.contrib.admin")
    ]
    assert found == []
