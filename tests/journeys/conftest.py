"""A real browser against a real server and worker, on the demonstration's data."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from commonpool.config.env import ENV, ROOT, inherited
from launcher import machine
from launcher.places import OUTPUT, PYTHON
from tests.journeys.keyboard import KeyboardVisitor
from tests.journeys.letters import Outbox
from tests.journeys.visitor import Album, Visitor
from tests.servers import Copies, LiveServer, live_server_on

PATIENCE = 20_000  # milliseconds for anything on a page, also on a busy machine
WIDTHS = {1280: 900, 320: 720}
QUIET = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def demonstrations(database_copies: Copies) -> Iterator[Copies]:
    """Copies of a database in which the demonstration has been loaded once."""
    with database_copies.new() as url:
        command = [str(PYTHON), "manage.py", "load_demonstration"]
        environment = inherited(DATABASE_URL=url, DEMONSTRATION="1")
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        name = url.split("?")[0].rsplit("/", 1)[-1]
        with Copies.of(name, ENV.database_url) as copies:
            yield copies


@pytest.fixture(scope="session", params=WIDTHS, ids=lambda width: f"at {width} wide")
def width(request: pytest.FixtureRequest) -> int:
    """How wide the screen is; each width has a demonstration of its own."""
    return int(request.param)


@pytest.fixture(scope="session")
def commonpool(
    width: int, demonstrations: Copies, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server and a worker on the demonstration, shared by the journeys: each has people and weeks of its own."""
    with ExitStack() as stack:
        url = stack.enter_context(demonstrations.new())
        state = tmp_path_factory.mktemp(f"commonpool-{width}")
        yield stack.enter_context(live_server_on(url, state, jobs=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=machine.chromium(), args=["--no-sandbox", *QUIET])
        yield browser
        browser.close()


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, commonpool: LiveServer, browser: Browser, width: int
) -> Iterator[Callable[..., Visitor]]:
    """`visitor()`: somebody at a browser of their own; `keyboard=True` without a mouse, `javascript=False`."""
    album = Album(OUTPUT / "screenshots" / f"{request.node.originalname.removeprefix('test_')}-{width}")
    with ExitStack() as stack:

        def context(javascript: bool) -> BrowserContext:
            made = browser.new_context(
                viewport={"width": width, "height": WIDTHS[width]},
                java_script_enabled=javascript,
                locale="en-GB",
                timezone_id="Europe/London",
                reduced_motion="reduce",
            )
            stack.callback(made.close)
            made.set_default_timeout(PATIENCE)
            return made

        def arrive(*, keyboard: bool = False, javascript: bool = True) -> Visitor:
            kind = KeyboardVisitor if keyboard else Visitor
            reader = None if javascript else context(True).new_page()
            page = context(javascript).new_page()
            return kind(page, commonpool.address, album, Outbox(commonpool.outbox), reader)

        yield arrive
