"""What holds for every template and for what every page carries."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import commonpool.web

WEB = Path(commonpool.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(WEB / "templates")) for path in TEMPLATES]
CARRIED_KILOBYTES = 30
"""What style and script may weigh, compressed: a page has 100 kB in all."""


@pytest.mark.parametrize("name", NAMES)
def test_can_be_read(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_has_no_style_or_script_of_its_own(path: Path) -> None:
    source = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", source)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", source), "the policy forbids it"
    assert all("src=" in script or "application/json" in script for script in scripts)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_every_form_that_is_sent_carries_its_token(path: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), flags=re.DOTALL):
        if re.search(r'method="post"', form):
            assert "{% csrf_token %}" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_never_says_successfully(path: Path) -> None:
    assert "successfully" not in path.read_text().lower()


def test_style_and_script_leave_room_for_the_page() -> None:
    carried = [WEB / "static" / "commonpool" / name for name in ("commonpool.css", "commonpool.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in carried) <= CARRIED_KILOBYTES * 1000


def test_style_and_script_are_our_own() -> None:
    style = (WEB / "static" / "commonpool" / "commonpool.css").read_text()
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert not re.search(r"url\(['\"]?(https?:)?//", style)
