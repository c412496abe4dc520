"""Form fields that take what people type, strictly, and say what to do when it is wrong."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.money import decimal, pounds
from commonpool.kernel.typed import HIDDEN, as_typed, hides
from commonpool.web.look.widgets import DateBoxes


class TextField(forms.CharField):
    """Text without hidden characters, at most `max_length` characters (200 unless told).

    `lines=True` gives a textarea with a character count and allows line breaks. The browser's count has an emoji as
    two characters, so this one has too: nobody reads two numbers for one text.
    """

    def __init__(self, *, max_length: int = 200, lines: bool = False, **options: Any) -> None:
        self.lines = lines
        if lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(max_length=max_length, **options)
        # The NUL check of CharField answers in its own words; ours covers it.
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str:
        if isinstance(value, str):
            value = as_typed(value)
        return str(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if hides(value, lines=self.lines):
            raise ValidationError(HIDDEN, code="hidden_characters")

    def run_validators(self, value: Any) -> None:
        used = len(str(value))
        if self.lines:
            used = len(str(value).encode("utf-16-le", "surrogatepass")) // 2
        if self.max_length and used > self.max_length:
            raise ValidationError(
                _("Use %(most)s characters or fewer. You have used %(used)s."),
                code="max_length",
                params={"most": self.max_length, "used": used},
            )
        super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # no maxlength attribute: it would cut what is pasted without a word


class WholeNumberField(forms.CharField):
    """A whole number in the digits 0 to 9, between `least` and `most`."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})

    def __init__(self, *, least: int = 0, most: int = 999_999, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip()
        if not text:
            self.validate("")
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            raise ValidationError(
                _("Enter a whole number from %(least)s to %(most)s, like %(like)s"),
                code="whole_number",
                params={"least": self.least, "most": self.most, "like": self._like()},
            )
        return int(text)

    def _like(self) -> int:
        return 6 if self.least <= 6 <= self.most else self.most


class YearField(WholeNumberField):
    """A year that has begun; the last is told to the form that has it."""

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except ValidationError as error:
            if error.code != "whole_number":
                raise
            raise ValidationError(
                _("Enter a year from %(least)s to %(most)s, like %(most)s"),
                code="year",
                params={"least": self.least, "most": self.most},
            ) from error


class MoneyField(forms.CharField):
    """Pounds as typed ("76.63", "£1,000"), pence as an int. At most £999,999.99."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
    prefix = "£"

    def __init__(self, *, least: int = 0, most: int = 99_999_999, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip().removeprefix("£").strip()
        if not text:
            self.validate("")
            return None
        if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{2})?", text):
            text = text.replace(",", "")
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{2})?", text):
            raise ValidationError(_("Enter an amount in pounds, like 38.31 or 1,000"), code="money")
        whole, _dot, pence = text.partition(".")
        amount = int(whole) * 100 + int(pence or 0)
        if not self.least <= amount <= self.most:
            raise ValidationError(
                _("Enter an amount from %(least)s to %(most)s"),
                code="money_range",
                params={"least": pounds(self.least), "most": pounds(self.most)},
            )
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Pence (an int) shown in pounds; what was typed shown as typed."""
        if isinstance(value, int):
            return decimal(value)
        return value


_HOURS = re.compile(r"(?:([0-9]{1,3})(?:[.,]([0-9]{1,2}))?)(?: ?h(?:(?:ou)?rs?)?)?", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    r"(?:([0-9]{1,3}) ?h(?:(?:ou)?rs?)?)?(?: ?(?:and )?([0-9]{1,3}) ?m(?:in(?:ute)?s?)?)?", re.IGNORECASE
)


_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])")


class HoursField(forms.CharField):
    """Hours as typed ("2", "2.5", "2,5", "2:30", "2h 30m"), whole minutes as an int.

    A multiple of `step` minutes (30 when booking; 1 for hours worked), from `least` to `most` minutes.
    """

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def __init__(self, *, step: int = 30, least: int = 30, most: int = 6000, **options: Any) -> None:
        self.step, self.least, self.most = step, least, most
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = " ".join(str(value if value is not None else "").split())
        if not text:
            self.validate("")
            return None
        minutes = _minutes(text)
        if minutes is None:
            raise ValidationError(_("Enter hours, like 2, 2.5 or 2h 30m"), code="hours")
        if minutes % self.step:
            raise ValidationError(
                _("Enter hours in steps of %(step)s minutes, like 2 or 2.5"),
                code="hours_step",
                params={"step": self.step},
            )
        if not self.least <= minutes <= self.most:
            raise ValidationError(
                _("Enter from %(least)s to %(most)s hours"),
                code="hours_range",
                params={"least": _decimal_hours(self.least), "most": _decimal_hours(self.most)},
            )
        return minutes

    def prepare_value(self, value: Any) -> Any:
        """Minutes (an int) shown as hours; what was typed shown as typed."""
        return _decimal_hours(value) if isinstance(value, int) else value


def _minutes(text: str) -> int | None:
    if match := _HOURS.fullmatch(text):
        hours, fraction = match.groups()
        hundredths = int((fraction or "0").ljust(2, "0"))
        return int(hours) * 60 + hundredths * 60 // 100 if hundredths * 60 % 100 == 0 else None
    match = _CLOCK.fullmatch(text) or _HOURS_AND_MINUTES.fullmatch(text)
    if match and any(match.groups()):
        return int(match[1] or 0) * 60 + int(match[2] or 0)
    return None


def _decimal_hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest * 100 % 60:
        return f"{hours}h {rest}m"
    return f"{hours}.{rest * 100 // 60:02d}".rstrip("0").rstrip(".") if rest else str(hours)


_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?")


class TimeField(forms.CharField):
    """A time of day on a 24-hour clock as typed: "9:30", "09.30", "0930", or "9" for nine o'clock."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})

    def clean(self, value: Any) -> datetime.time | None:  # type: ignore[override]
        text = " ".join(str(value if value is not None else "").split())
        if not text:
            self.validate("")
            return None
        match = _TIME.fullmatch(text) if text.isascii() else None
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Enter a time like 9:30 or 17:00"), code="time")
        return datetime.time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """A time shown as 09:30; what was typed shown as typed."""
        return value.strftime("%H:%M") if isinstance(value, datetime.time) else value


FIRST_YEAR, LAST_YEAR = 1900, 2200


class DateField(forms.Field):
    """A date typed in three boxes, posted as `<name>_day`, `<name>_month`, `<name>_year`."""

    widget = DateBoxes

    def clean(self, value: Any) -> datetime.date | None:
        parts = [str(part).strip() for part in (value or ("", "", ""))]
        if not any(parts):
            self.validate(None)
            return None
        names = (_("a day"), _("a month"), _("a year"))
        missing = [str(name) for name, part in zip(names, parts, strict=True) if not part]
        if missing:
            raise ValidationError(
                _("The date must include %(missing)s"),
                code="date_incomplete",
                params={"missing": str(_("%s and %s")) % tuple(missing) if len(missing) == 2 else missing[0]},
            )
        day, month, year = parts
        if not re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{1,4}", f"{day}/{month}/{year}"):
            raise ValidationError(_("Enter a real date in numbers, like 7 12 2026"), code="date_real")
        if len(year) != 4:
            raise ValidationError(_("The year must be 4 numbers, like 2026"), code="date_year")
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise ValidationError(
                _("Enter a year from %(first)s to %(last)s"),
                code="date_year",
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(_("Enter a real date, like 7 12 2026"), code="date_real") from None
