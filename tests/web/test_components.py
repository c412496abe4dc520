"""Our components are GOV.UK Frontend's own, letter for letter, whatever we pass to them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from commonpool.web.look import components
from commonpool.web.look.components import component, spelled

FIXTURES = json.loads((Path(__file__).parent / "govuk_fixtures.json").read_text())
CASES = [(name, case, options, html) for name, cases in FIXTURES.items() for case, options, html in cases]
FEWEST = 350
"""So many drawings are compared at least: an emptied file of fixtures must not pass."""


class Structure(HTMLParser):
    """A page's tags, attributes and words, whatever its white space."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, _squeezed(value or "")) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := _squeezed(data):
            self.parts.append(words)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _trusted(key: str, value: Any) -> Any:
    """The fixtures' own HTML is HTML that we wrote ourselves."""
    if isinstance(value, dict):
        return {name: _trusted(name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_trusted(key, item) for item in value]
    if key.lower().endswith("html") and isinstance(value, str):
        return SafeString(value)
    return value


def test_compares_every_component_the_pages_use() -> None:
    assert len(CASES) >= FEWEST


@pytest.mark.parametrize(("name", "case", "options", "html"), CASES, ids=lambda part: str(part)[:40])
def test_draws_what_govuk_frontend_draws(name: str, case: str, options: dict[str, Any], html: str) -> None:
    drawn = component(name, _trusted("", options))
    assert Structure(drawn).parts == Structure(html).parts


def test_escapes_html_that_nobody_called_safe() -> None:
    assert "&lt;script&gt;" in component("inset-text", {"html": "<script>"})
    assert "<em>" in component("inset-text", {"html": SafeString("<em>")})


def test_escapes_text() -> None:
    assert "<b>" not in component("button", {"text": "<b>"})


def test_draws_each_anew_however_like_another_it_is() -> None:
    for _n in range(2):
        assert "<b>" not in component("tag", {"text": "<b>"})
        assert "<b>" in component("tag", {"text": SafeString("<b>")})
        assert 'x="true"' in component("tag", {"text": "a", "attributes": {"x": True}})
        assert 'x="1"' in component("tag", {"text": "a", "attributes": {"x": 1}})
        assert 'x="1.0"' in component("tag", {"text": "a", "attributes": {"x": 1.0}})


def test_what_changes_after_it_was_drawn_is_drawn_as_it_is() -> None:
    items = [{"text": "one", "href": "#"}]
    assert "two" not in component("breadcrumbs", {"items": items})
    items.append({"text": "two", "href": "#"})
    assert "two" in component("breadcrumbs", {"items": items})


def test_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "MOST_KEPT", 1_000)
    drawn = components._Drawn()
    for number in range(100):
        assert str(number) in drawn.get("tag", {"text": str(number)})
    assert 0 < sum(map(len, drawn._kept.values())) <= 1_000


def test_reads_lazy_words() -> None:
    assert "Home" in component("button", {"text": gettext_lazy("Home")})


def test_spells_options_the_macros_way() -> None:
    assert spelled({"summary_text": "a", "label__is_page_heading": True}) == {
        "summaryText": "a",
        "label": {"isPageHeading": True},
    }


def test_a_tag_in_a_template_draws_a_component() -> None:
    template = Template(
        '{% load look %}{% govuk "input" name="x" id="x" label__text="Name" %}'
        '{% govuk_html "inset-text" %}<p>{{ typed }}</p>{% endgovuk_html %}'
    )
    drawn = template.render(Context({"typed": "<i>"}))
    assert 'for="x"' in drawn
    assert "<p>&lt;i&gt;</p>" in drawn
