"""The agreement's own text as blocks a page can draw: its words are kept, its marks become headings."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

EMPHASIS = re.compile(r"\*([^*\n]+)\*")


@dataclass(frozen=True)
class Block:
    """A heading (`level` 1 or 2) or a paragraph (0)."""

    level: int
    words: SafeString


def blocks(body: str) -> list[Block]:
    """The blocks of a text written with `#` headings, blank lines between paragraphs and `*emphasis*`."""
    return [_block(part) for part in body.split("\n\n") if part.strip()]


def _block(part: str) -> Block:
    words = part.strip().lstrip("#")
    level = len(part.strip()) - len(words)
    drawn = EMPHASIS.sub(r"<em>\1</em>", escape(words.strip()))
    return Block(min(level, 2), mark_safe(drawn))  # noqa: S308  (escaped above)
