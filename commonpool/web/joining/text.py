"""The agreement's own text as blocks a page can draw: its words are kept, its marks become headings."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from commonpool.agreements.models import AgreementText
from commonpool.agreements.queries import courtesy_text

EMPHASIS = re.compile(r"\*([^*\n]+)\*")
NUMBERED = re.compile(r"(?:(Schedule|Atodlen) )?([0-9]+|[A-F])\. ")


@dataclass(frozen=True)
class Block:
    """A heading (`level` 1 or 2) or a paragraph (0). `anchor`: where a link to a numbered heading leads."""

    level: int
    words: SafeString
    anchor: str = ""


ENGLISH, WELSH = "en", "cy"


def as_read(text: AgreementText | None, *, asked: str = "") -> dict[str, Any]:
    """The text as a page shows it: to readers of Welsh in Welsh, where there is one and they did not ask for English.

    `courtesy`: it is the Welsh one. `other`: what to ask for to read the other. What is signed is the English text.
    """
    if text is None:
        return {"blocks": []}
    reads_welsh = (get_language() or "").split("-")[0] == WELSH
    welsh = courtesy_text(text.version) if reads_welsh else None
    if welsh is None or asked == ENGLISH:
        return {"blocks": blocks(text.body), "text_lang": ENGLISH, "other": WELSH if welsh else ""}
    return {"blocks": blocks(welsh.body), "text_lang": WELSH, "courtesy": welsh, "other": ENGLISH}


def blocks(body: str) -> list[Block]:
    """The blocks of a text written with `#` headings, blank lines between paragraphs and `*emphasis*`."""
    return [_block(part) for part in body.split("\n\n") if part.strip()]


def _block(part: str) -> Block:
    words = part.strip().lstrip("#")
    level = len(part.strip()) - len(words)
    drawn = EMPHASIS.sub(r"<em>\1</em>", escape(words.strip()))
    anchor = _anchor(words.strip()) if level else ""
    return Block(min(level, 2), mark_safe(drawn), anchor)  # noqa: S308  (escaped above)


def _anchor(heading: str) -> str:
    """ "clause-9" or "schedule-b": the same in every version, so that a link to a clause lasts."""
    found = NUMBERED.match(heading)
    return f"{'schedule' if found[1] else 'clause'}-{found[2].lower()}" if found else ""
