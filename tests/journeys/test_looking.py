"""What the journeys hold against a page, whichever width it shows at."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.journeys.accessibility import bring_axe
from tests.journeys.letters import Outbox
from tests.journeys.visitor import Album, Visitor, screen

pytestmark = [pytest.mark.journey]

ON_A_DESK = "@media (min-width: 600px)"
ON_A_TELEPHONE = "@media (max-width: 599px)"


@pytest.fixture
def looks(browser: Browser, tmp_path) -> Callable[[str, str], None]:
    """`looks(body, style)`: at a page of the test’s own."""
    context = browser.new_context(viewport=screen(320))
    bring_axe(context)
    page = context.new_page()
    page.goto("data:text/html,<title>Nothing</title>")
    someone = Visitor(page, "", Album(tmp_path, "looking", pictures=False), Outbox(tmp_path))

    def look(body: str, style: str = "") -> None:
        head = "<title>A page – Commonpool</title><meta name='viewport' content='width=device-width'>"
        page.set_content(f"<html lang='en'>{head}<style>{style}</style><main>{body}</main></html>")
        someone.look()

    yield look
    context.close()


SOUND = "<h1>A page</h1><p>Hours that councils lend each other.</p>"


def test_a_sound_page_passes(looks: Callable[..., None]) -> None:
    looks(SOUND)
    looks(SOUND)


@pytest.mark.parametrize("screen_of", [ON_A_TELEPHONE, ON_A_DESK], ids=["telephone", "desk"])
@pytest.mark.parametrize(
    ("body", "style", "fault"),
    [
        (SOUND, "p { width: 2000px }", "wider than the screen"),
        (SOUND, "p { color: #aaa }", "color-contrast"),
        (SOUND, "main { background: #555 }", "color-contrast"),
        (SOUND, "p { opacity: 0.4 }", "color-contrast"),
        ("<h1>A page</h1><button></button>", "button { display: inline-block !important }", "button-name"),
        (
            "<h1>A page</h1><a href='/'>1</a><a href='/'>2</a>",
            "a { display: inline-block; width: 9px }",
            "target-size",
        ),
    ],
    ids=["wide", "faint", "dark behind", "faded", "nameless", "small"],
)
def test_a_fault_of_one_width_is_seen(
    looks: Callable[..., None], screen_of: str, body: str, style: str, fault: str
) -> None:
    looks(SOUND)  # so that texts written so are known to be right
    unseen = "button { display: none } a { padding: 20px }"
    with pytest.raises(AssertionError, match=fault):
        looks(body, f"{unseen} {screen_of} {{ a {{ padding: 0 }} {style} }}")
