"""Numbers with decimals, kept as whole parts: hundredths, or thousandths."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DecimalsField(forms.CharField):
    """A number as typed ("19.6", "1.5", "20 %"), whole parts as an int, from `least` to `most` of them.

    `places`: how many decimals it has at most; two of them make hundredths.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"})

    def __init__(self, *, least: int, most: int, places: int = 2, **options: Any) -> None:
        self.least, self.most, self.places = least, most, places
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip().removesuffix("%").strip()
        if not text:
            self.validate("")
            return None
        whole, _dot, rest = text.partition(".")
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text) or len(rest) > self.places:
            raise ValidationError(
                _("Enter a number with at most %(places)s decimals, like %(example)s"),
                code="decimals",
                params={"places": self.places, "example": in_decimals(self.most, self.places)},
            )
        parts = int(whole + rest.ljust(self.places, "0"))
        if not self.least <= parts <= self.most:
            raise ValidationError(
                _("Enter a number from %(least)s to %(most)s"),
                code="range",
                params={
                    "least": in_decimals(self.least, self.places),
                    "most": in_decimals(self.most, self.places),
                },
            )
        return parts

    def prepare_value(self, value: Any) -> Any:
        """Parts (an int) shown with decimals; what was typed shown as typed."""
        return in_decimals(value, self.places) if isinstance(value, int) else value


def in_decimals(parts: int, places: int = 2) -> str:
    """1960 hundredths as "19.60"."""
    whole, rest = divmod(parts, 10**places)
    return f"{whole}.{rest:0{places}d}"
