"""What people type and programs send, in one way: without what nobody sees."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

# Unicode's control characters and surrogates but tab and the ends of lines (their number is settled for good).
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
# Overrides and isolates make text read differently from what it says; so do its own ends of lines and paragraphs.
_READ_OTHERWISE = r"\u202a-\u202e\u2066-\u2069\u2028\u2029"
_HIDDEN = re.compile(rf"[{CONTROLS}{_READ_OTHERWISE}\t\n\r]")
_HIDDEN_AMONG_LINES = re.compile(rf"[{CONTROLS}{_READ_OTHERWISE}\r]")
# Of no width and no meaning, pasted along from pages and papers: a soft hyphen, three spaces and joiners of no width.
_NOTHING = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_UNSEEN = ("C", "Z")
"""How the categories of characters begin that leave no mark."""

HIDDEN = _("Remove hidden or control characters. Typing the text again usually does it.")


def as_typed(text: str) -> str:
    """The text with one kind of line end, without what has no width and no meaning; nothing where nothing is seen."""
    read = _NOTHING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return read if any(unicodedata.category(each)[0] not in _UNSEEN for each in read) or hides(read) else ""


def hides(text: str, *, lines: bool = True) -> bool:
    """Whether it has characters that hide, or make it read otherwise; tabs and ends of lines count without `lines`."""
    return (_HIDDEN_AMONG_LINES if lines else _HIDDEN).search(text) is not None
