"""Of which days to read the ledger."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonpool.web.look.fields import DateField
from commonpool.web.look.forms import PageForm


class DayForm(PageForm):
    """At the end of which day."""

    mark_optional = False
    on = DateField(
        label=_("At the end of which day?"),
        help_text=_("Leave it empty for everything posted so far"),
        required=False,
    )

    @property
    def day(self) -> date | None:
        """The day asked for; None for everything."""
        return self.cleaned_data.get("on") if self.is_valid() else None


class PeriodForm(PageForm):
    """From which day to which, both included."""

    mark_optional = False
    since = DateField(label=_("From which day?"), required=False)
    until = DateField(
        label=_("To which day?"), help_text=_("Leave both empty for everything posted so far"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError({"until": gettext("The last day is before the first. Change one of them.")})
        return cleaned

    @property
    def days(self) -> dict[str, date | None]:
        """`since` and `until`, as the queries take them; none where what was typed is wrong."""
        asked = self.cleaned_data if self.is_valid() else {}
        return {"since": asked.get("since"), "until": asked.get("until")}
