"""The date in three boxes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonpool.web.look.components import component

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Day, month and year, kept exactly as typed."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        return tuple(data.get(f"{name}_{part}", "") or "" for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in PARTS)

    def typed(self, value: Any) -> tuple[str, ...]:
        """The three texts to show for a date or for what was typed."""
        if isinstance(value, datetime.date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(str(part) for part in value) if value else ("", "", "")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The three boxes alone; pages use the field tag, which adds the legend, hint and error."""
        first = (attrs or {}).get("id") or f"id_{name}"
        return component("date-input", {"id": f"{first}-group", "items": self.items(name, first, value)})

    def items(self, name: str, first: str, value: Any, *, wrong: bool = False) -> list[dict[str, Any]]:
        """The boxes as the date-input component wants them; an error link to `first` finds the day."""
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        error = " govuk-input--error" if wrong else ""
        return [
            {
                "name": f"{name}_{part}",
                "id": first if part == "day" else f"{first}_{part}",
                "label": labels[part],
                "value": text,
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}{error}",
            }
            for part, text in zip(PARTS, self.typed(value), strict=True)
        ]
