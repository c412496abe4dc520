"""What the suite itself holds to: no journey or PDF is quietly left out where the work is handed over."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


def finished(monkeypatch: pytest.MonkeyPatch, *, ci: bool, **stats: list[Any]) -> int:
    """The exit status of a run in which nothing failed and these reports were made."""
    reporter = SimpleNamespace(stats=stats)
    plugins = SimpleNamespace(get_plugin=lambda name: reporter)
    session: Any = SimpleNamespace(exitstatus=0, config=SimpleNamespace(pluginmanager=plugins))
    monkeypatch.setattr(conftest, "ENV", SimpleNamespace(ci=ci))
    conftest.pytest_sessionfinish(session)
    return int(session.exitstatus)


def report(*keywords: str, reason: str = "") -> Any:
    return SimpleNamespace(keywords=dict.fromkeys(keywords, 1), longrepr=("", 0, f"Skipped: {reason}"))


@pytest.mark.parametrize(
    "stats",
    [
        {"xfailed": [report("journey")]},
        {"skipped": [report("journey", reason=conftest.NO_BROWSER)]},
        {"skipped": [report("pdf", reason=conftest.NO_PANGO)]},
    ],
)
def test_a_journey_not_taken_to_its_end_fails_where_the_work_is_handed_over(
    monkeypatch: pytest.MonkeyPatch, stats: dict[str, list[Any]]
) -> None:
    assert finished(monkeypatch, ci=True, **stats) == pytest.ExitCode.TESTS_FAILED
    assert finished(monkeypatch, ci=False, **stats) == 0


def test_another_test_expected_to_fail_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert finished(monkeypatch, ci=True, xfailed=[report("server")]) == 0
