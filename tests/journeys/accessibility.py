"""What axe finds on a page, and which of its rules are asked."""

from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # a fifth of the time went into describing what is right
}
JUDGE = Path(__file__).with_name("judge.js").read_text()


def bring_axe(context: BrowserContext) -> None:
    """Axe is in every page that this browser will open: sent once, not with each page."""
    context.add_init_script(AXE_SCRIPT)
    context.add_init_script(JUDGE)


_passed: set[str] = set()
"""The ways in which texts were written whose contrast is enough."""


def faults(page: Page) -> str:
    """What axe holds against the page, one fault a line, with the first element each was found on."""
    found = page.evaluate("asked => judged(asked)", {"rules": RULES, "passed": list(_passed)})
    _passed.update(found["passed"])
    return "\n".join(_told(found["violations"]))


def _told(violations: Iterable[dict[str, object]]) -> Iterable[str]:
    for each in violations:
        nodes = each["nodes"]
        assert isinstance(nodes, list)
        yield f"{each['id']}: {each['help']}: {nodes[0]['html']} {nodes[0].get('failureSummary', '')}"
