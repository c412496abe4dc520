"""The parts of a whole file: each a heading, sentences, what it says by name, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonpool.kernel import words
from commonpool.notifications.queries import RULES
from commonpool.web.call_offs.phrases import BY_RULE
from commonpool.web.invoices.tables import Table


@dataclass(frozen=True)
class FilePart:
    """`rows`: pairs of name and value; `nothing`: what stands there instead of tables without a row."""

    title: str
    sentences: Sequence[Any] = ()
    rows: Sequence[tuple[Any, Any]] = ()
    tables: Sequence[Table] = field(default_factory=tuple)
    nothing: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.rows and not any(table.rows for table in self.tables)


def code(text: str) -> Any:
    """A hash, set as one."""
    return format_html('<span class="cp-code">{}</span>', text)


def done(at: datetime | None, by: Any, rule: str = "") -> str:
    """When and by whom, or by which standing rule; nothing where it was not done."""
    if at is None:
        return ""
    who = str(by or BY_RULE.get(rule) or RULES.get(rule) or _("by a standing rule"))
    return _("%(moment)s, %(who)s") % {"moment": words.moment(at), "who": who}
