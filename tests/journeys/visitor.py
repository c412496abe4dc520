"""One person at one browser: opens pages, reads, fills in, presses; every page seen is looked at closely.

Each page is looked at on a telephone and on a desk: at the width at which it was come to, then, without loading it
again, at the other, which the person keeps for what they do next.
"""

import re
from base64 import b64decode
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.journeys.accessibility import faults
from tests.journeys.letters import Outbox, code_in

SEEN = "(page => [document.title, page.scrollWidth, page.clientWidth, page.scrollHeight])(document.documentElement)"
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""The page’s own code has answered to another width."""
WIDTHS = {320: 720, 1280: 900}
"""How wide a screen is, and how high: a telephone and a desk."""
TALLEST = 6_000  # pixels of a picture
SHOWN = 1_160  # and of one for the documents
SIGN_IN = "/account/sign-in/"


class Album:
    """The pages of one journey, numbered as they were seen; with pictures at each width where asked for."""

    def __init__(self, place: Path, journey: str, *, pictures: bool) -> None:
        self.folders = {width: place / f"{journey}-{width}" for width in WIDTHS}
        self.pictures = pictures
        self.seen = 0
        if pictures:
            for folder in self.folders.values():
                folder.mkdir(parents=True, exist_ok=True)
                for old in folder.glob("*.png"):
                    old.unlink()

    def place(self, title: str, width: int) -> Path:
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
        return self.folders[width] / f"{self.seen:02}-{slug}.png"


class Visitor:
    """One person's browser. Names of buttons, links and fields are what a screen reader would say."""

    def __init__(
        self, page: Page, address: str, album: Album, outbox: Outbox, reader: Page | None = None
    ) -> None:
        self.page = page
        self.reader = reader  # where axe reads the pages of a browser without JavaScript
        self.address = address
        self.album = album
        self.outbox = outbox
        self.screens = 0
        self.width = min(WIDTHS)
        self._camera = page.context.new_cdp_session(page)

    # Going somewhere: each ends with a close look at the page it led to.

    def open(self, where: str, *, answer: int = 200) -> None:
        """Types an address, or takes one from a letter."""
        response = self.page.goto(where if where.startswith("http") else self.address + where)
        assert response is not None
        assert response.status == answer, f"{where} answers {response.status}"
        self.look()

    def press(self, name: str, *, near: str = "") -> None:
        """A button (or a link that looks like one)."""
        self._go(self._scope(near).get_by_role("button", name=_said(name)))

    def follow(self, name: str, *, near: str = "") -> None:
        """A link."""
        self._go(self._scope(near).get_by_role("link", name=_said(name)).first)

    def door(self, name: str) -> None:
        """One of the doors at the top of every page; behind the menu on a narrow screen."""
        menu = self.page.get_by_role("button", name="Show or hide the menu")
        if menu.is_visible():
            self.reach(menu)
            self.strike(menu)
        self._go(self.page.get_by_role("banner").get_by_role("link", name=name, exact=True).first)

    def _go(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation(wait_until="load"):
            self.strike(target)
        self.look()

    def reach(self, target: Locator) -> None:
        """A mouse need not look for it: a click waits until its target is seen, at rest and on top."""

    def strike(self, target: Locator) -> None:
        target.click()

    # Filling in.

    def fill(self, label: str, words: str, *, near: str = "") -> None:
        self.write(self._scope(near).get_by_label(label, exact=True), words)

    def write(self, target: Locator, words: str) -> None:
        target.fill(words)

    def fill_date(self, legend: str, day: date) -> None:
        """The three boxes of a date."""
        boxes = self.page.get_by_role("group", name=legend, exact=True)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.write(boxes.get_by_label(label, exact=True), str(number))

    def choose(self, label: str, *, near: str = "") -> None:
        """A radio button or a tick box, ticked afterwards."""
        target = self._scope(near).get_by_label(label, exact=True)
        self.tick(target)
        expect(target).to_be_checked()

    def untick(self, label: str) -> None:
        target = self.page.get_by_label(label, exact=True)
        if target.is_checked():
            self.reach(target)
            self.strike(target)
        expect(target).not_to_be_checked()

    def tick(self, target: Locator) -> None:
        target.check()

    def select(self, label: str, option: str) -> None:
        """One line of a list."""
        self.pick(self.page.get_by_label(label, exact=True), option)

    def pick(self, target: Locator, option: str) -> None:
        target.select_option(label=option)

    # Reading.

    def reads(self, *texts: str) -> None:
        """The words are on the page, to be seen."""
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).filter(visible=True).first).to_be_visible()

    def misses(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).filter(visible=True)).to_have_count(0)

    def stands_at(self, title: str) -> None:
        """The page's own heading."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def _scope(self, near: str) -> Locator:
        """The whole page, or only the card, article or row that holds these words."""
        if not near:
            return self.page.locator("body")
        cards = self.page.locator("article, section, .cp-card, tr, fieldset, li")
        return cards.filter(has_text=near).last

    def _take_picture(self, title: str, width: int, height: int) -> None:
        """The whole page, as far down as anybody reads; packed in haste, since most of them nobody opens."""
        area = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST), "scale": 1}
        options = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True, "clip": area}
        taken = self._camera.send("Page.captureScreenshot", options)
        self.album.place(title, width).write_bytes(b64decode(taken["data"]))

    def keep_picture(self, name: str) -> None:
        """The upper part of what the page is about, by a name of its own: a picture for the documents."""
        if not self.album.pictures:
            return
        for _width in WIDTHS:
            self._turn()
            box = self.page.locator("main").bounding_box()
            assert box is not None
            self.page.screenshot(
                path=self.album.folders[self.width] / f"{name}.png",
                full_page=True,
                clip={**box, "height": min(box["height"], SHOWN)},
            )

    def _readable(self) -> Page:
        """The page, in a browser in which axe can run."""
        if self.reader is None:
            return self.page
        if not self.reader.url.startswith(self.address):
            self.reader.goto(self.address + "/accessibility/")
        self.reader.set_viewport_size(screen(self.width))
        self.reader.set_content(self.page.content(), wait_until="load")
        return self.reader

    # Signing in and out.

    def sign_in_as(self, name: str) -> None:
        """One of the invented people, by the button of the sign-in page, which is looked at once a journey."""
        if self.album.seen:
            self.page.goto(self.address + SIGN_IN)
        else:
            self.open(SIGN_IN)
        self.press(f"Sign in as {name}")

    def sign_in_by_code(self, email: str, *, next_page: str = SIGN_IN) -> None:
        """By a code out of a letter, as anybody does."""
        before = self.outbox.count(email, "code")
        self.open(next_page)
        self.fill("Your work e-mail address", email)
        self.press("Send me a code")
        self.fill("Code", code_in(self.outbox.letter_to(email, "code", after=before)))
        self.press("Continue")

    def sign_out(self) -> None:
        self.press("Sign out")

    # What holds of every page.

    def look(self) -> None:
        """At both widths, nothing for axe to find and nothing wider than the screen; with pictures, where asked for."""
        self.screens += 1
        self.album.seen += 1
        readable = self._readable()
        self._judge(readable)
        self._turn()
        if readable is not self.page:
            readable.set_viewport_size(screen(self.width))
        self._judge(readable)

    def _judge(self, readable: Page) -> None:
        title, filled, width, height = self.page.evaluate(SEEN)
        assert width == self.width
        if self.album.pictures:
            self._take_picture(title.removesuffix(" – Commonpool"), width, height)
        here = f"“{title}” ({self.path}), {width} wide"
        assert filled <= width, f"{here}, is wider than the screen"
        assert title.endswith(" – Commonpool"), title
        found = faults(readable)
        assert not found, f"{here}: {found}"

    def _turn(self) -> None:
        """The other width; the page is not loaded again."""
        self.width = next(width for width in WIDTHS if width != self.width)
        self.page.set_viewport_size(screen(self.width))
        if self.reader is None:
            self.page.evaluate(SETTLED)


def screen(width: int) -> ViewportSize:
    return {"width": width, "height": WIDTHS[width]}


def _said(name: str) -> re.Pattern[str]:
    """A name as it is seen; a part hidden from sight may follow, which says of what or whom."""
    return re.compile(r"\s*".join(map(re.escape, name.split())) + r"(\s*[:(].*)?$")
