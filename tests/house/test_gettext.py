"""All text for people goes through gettext: in templates, and in the Python that speaks to people."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.house.source import PACKAGE, STAGES, named, python_files, tree

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
BRANDS = {"Commonpool", "GOV.UK", "SHA-256", "Cymraeg", "English"}
"""Names, the same in every language."""
ENGLISH = {
    "commonpool/web/front/credits.py": "statements in the words their owners ask for",
    "commonpool/kernel/personal.py": "translated where it is shown",
    "commonpool/web/standing/translations.py": "the marker in the catalogue, read by translators",
    "commonpool/api/application.py": "the description of the API, for developers",
    "commonpool/api/shapes/values.py": "the description of the API, for developers",
}
SPOKEN = ("alt", "aria-label", "placeholder", "title")
SILENT = {"script", "style"}
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(r"""\b(?:text|heading|title|label|hint|caption|html|legend)=["']([^"']*)["']""")
EXCUSED = {
    "_", "_lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
    "ValueError", "TypeError", "RuntimeError", "Personal",
}  # fmt: skip
"""Calls whose words are translated, are for developers, or are translated where they are shown."""
SENTENCE = re.compile(r"[A-Z][a-z]*(?:[ ’'-][^\W\d_]\S*){2,}")


class Texts(HTMLParser):
    """What a template says outside its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.inside.append(tag)
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def untranslated(source: str) -> list[str]:
    """Words of a template that no translator will see."""
    kept, said, until = [], [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = "" if word == until else until
        elif word in ("blocktrans", "blocktranslate", "comment", "verbatim"):
            until = f"end{word}"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.BLOCK:
            said += LITERAL.findall(token.contents)
    texts = Texts()
    texts.feed(" ".join(kept))
    return [text.strip() for text in [*texts.found, *said] if WORD.search(without_brands(text))]


def without_brands(text: str) -> str:
    for brand in BRANDS:
        text = text.replace(brand, "")
    return re.sub(r"&\w+;", "", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_says_nothing_untranslated(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


def raw_sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Sentences in no call to a translator; docstrings, and keys of tables, are nobody's to read."""
    if is_excused(node):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.match(node.value):
        yield node.lineno, node.value
    for part in node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node):
        yield from raw_sentences(part)


def is_excused(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EXCUSED


def test_no_face_and_no_stage_speaks_untranslated() -> None:
    found = [
        f"{named(path)}:{line} {text}"
        for path in python_files(*STAGES, "web", "api", "access", "kernel")
        if named(path) not in ENGLISH
        for line, text in raw_sentences(tree(path))
    ]
    assert found == []


def test_the_law_hears_a_raw_sentence() -> None:
    assert untranslated("<p>Two words</p>") == ["Two words"]
    assert untranslated("""<img alt="Two words">{% gds "button" text="Send" %}""") == ["Two words", "Send"]
    assert untranslated("<p>{% trans 'Two words' %} Commonpool {{ name }} &middot;</p>") == []
    assert (
        untranslated("{% blocktranslate %}Two words{% endblocktranslate %}<script>let it = 1</script>") == []
    )
    assert list(raw_sentences(ast.parse('message = "Write a real date."'))) == [(1, "Write a real date.")]
    assert list(raw_sentences(ast.parse('message = _("Write a real date.")'))) == []
