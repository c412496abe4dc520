"""What axe finds on a page, and which of its rules are asked."""

import json
from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "reporter": "no-passes",  # a fifth of the time went into describing what is right
}
JUDGE = f"axe.run({json.dumps(RULES)}).then(found => found.violations)"


def bring_axe(context: BrowserContext) -> None:
    """Axe is in every page that this browser will open: sent once, not with each page."""
    context.add_init_script(AXE_SCRIPT)


def faults(page: Page) -> str:
    """What axe holds against the page, one fault a line, with the first element each was found on."""
    return "\n".join(_told(page.evaluate(JUDGE)))


def _told(violations: Iterable[dict[str, object]]) -> Iterable[str]:
    for each in violations:
        nodes = each["nodes"]
        assert isinstance(nodes, list)
        yield f"{each['id']}: {each['help']}: {nodes[0]['html']} {nodes[0].get('failureSummary', '')}"
