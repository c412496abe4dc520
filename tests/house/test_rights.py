"""Laws 4 and 6: every address declares its right; every right is granted by a role and required somewhere."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from commonpool.access import GRANTS, Right
from tests.house.source import STAGES, python_files, word_of

LIBRARY = ("allauth.", "django.contrib.staticfiles", "ninja.")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern), each


def a_librarys(view: Any) -> bool:
    """A view of a library's own; the API's endpoints declare theirs one floor down, in `tests/api/`."""
    return str(getattr(getattr(view, "func", view), "__module__", "")).startswith(LIBRARY)


def test_every_address_declares_the_right_it_needs() -> None:
    silent = [
        route
        for route, pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "right") and not a_librarys(pattern.callback)
    ]
    assert silent == []


def test_every_right_is_granted_by_some_role() -> None:
    assert set(Right) - frozenset().union(*GRANTS.values()) == set()


def test_every_right_is_required_by_an_operation_or_a_query() -> None:
    deciding = [path for path in python_files(*STAGES) if word_of(path) in ("operations", "queries")]
    said = "\n".join(path.read_text(encoding="utf-8") for path in deciding)
    assert [right.name for right in Right if f"Right.{right.name}" not in said] == []
