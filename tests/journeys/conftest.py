"""A real browser against a real server and worker, on the demonstration's data."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from commonpool.config.env import ROOT, inherited
from launcher import machine
from launcher.places import OUTPUT, PYTHON
from tests.journeys.accessibility import bring_axe
from tests.journeys.keyboard import KeyboardVisitor
from tests.journeys.letters import Outbox
from tests.journeys.visitor import WIDTHS, Album, Visitor, screen
from tests.servers import Copies, LiveServer, live_server_on

PATIENCE = 20_000  # milliseconds for anything on a page, also on a busy machine
WITHOUT = [
    # Each window would load pages of its own, for an address bar that nobody sees.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    # What Playwright leaves out itself: the browser takes the last list alone.
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning",
]  # fmt: skip
QUIET = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # As new a page as axe is run on, its code is not run for long enough to be worth compiling well.
    "--js-flags=--no-opt --no-maglev",
    f"--disable-features={','.join(WITHOUT)}",
]


@pytest.fixture(scope="session")
def demonstrations(database_copies: Copies, testrun_uid: str) -> Copies:
    """Copies of a database in which the demonstration was loaded once, however many processes test."""
    return database_copies.filled_once("demonstration", testrun_uid, _load)


def _load(url: str) -> None:
    command = [str(PYTHON), "manage.py", "load_demonstration"]
    subprocess.run(command, cwd=ROOT, env=inherited(DATABASE_URL=url, DEMONSTRATION="1"), check=True)


@pytest.fixture(scope="session")
def commonpool(demonstrations: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server and a worker, shared by the journeys: each has people and weeks of its own."""
    with (
        demonstrations.new() as url,
        live_server_on(url, tmp_path_factory.mktemp("commonpool"), jobs=True) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=machine.chromium(), args=["--no-sandbox", *QUIET])
        yield browser
        browser.close()


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, commonpool: LiveServer, browser: Browser
) -> Iterator[Callable[..., Visitor]]:
    """`visitor()`: somebody at a browser of their own; `keyboard=True` without a mouse, `javascript=False`."""
    journey = request.node.name.removeprefix("test_")
    album = Album(OUTPUT / "screenshots", journey, pictures=request.config.getoption("pictures"))
    with ExitStack() as stack:

        def context(javascript: bool) -> BrowserContext:
            made = browser.new_context(
                viewport=screen(min(WIDTHS)),
                java_script_enabled=javascript,
                locale="en-GB",
                timezone_id="Europe/London",
                reduced_motion="reduce",
            )
            stack.callback(made.close)
            made.set_default_timeout(PATIENCE)
            bring_axe(made)
            return made

        @cache
        def reader() -> Page:
            return context(True).new_page()

        def arrive(*, keyboard: bool = False, javascript: bool = True) -> Visitor:
            kind = KeyboardVisitor if keyboard else Visitor
            page = context(javascript).new_page()
            outbox = Outbox(commonpool.outbox)
            return kind(page, commonpool.address, album, outbox, None if javascript else reader())

        yield arrive
