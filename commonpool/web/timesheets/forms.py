"""What is typed about hours worked: so much on each day, of this week or another."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules.when import WHEN
from commonpool.kernel import weeks, words
from commonpool.timesheets.queries import Sheet
from commonpool.timesheets.rules.days import WHOLE_DAY_MINUTES, Day
from commonpool.web.look.fields import DateField, HoursField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm

OTHER_DAYS = 3
MOVE_WEEKS = 14
"""A week, and the three months after it."""


class HoursForm(PageForm):
    """Hours on each day of the booked week, and on up to three other days."""

    mark_optional = False

    def __init__(self, data: Any = None, *, sheet: Sheet) -> None:
        self.week = weeks.days_of(sheet.week.monday)
        worked = {day.date: day.minutes for day in sheet.days}
        others = [day for day in worked if day not in self.week][:OTHER_DAYS]
        initial: dict[str, Any] = {_name(day): worked[day] for day in self.week if day in worked}
        for number, day in enumerate(others, start=1):
            initial |= {f"other_{number}_on": day, f"other_{number}_minutes": worked[day]}
        super().__init__(data, initial=initial)
        self.fields.update(self._this_week() | self._other_days())

    def _this_week(self) -> dict[str, forms.Field]:
        return {_name(day): _hours(capfirst(words.short_day(day))) for day in self.week}

    def _other_days(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for number in range(1, OTHER_DAYS + 1):
            found[f"other_{number}_on"] = DateField(
                label=_("Another day, if you worked some of the hours then"), required=False
            )
            found[f"other_{number}_minutes"] = _hours(_("Hours on that day"))
        return found

    @property
    def week_fields(self) -> list[forms.BoundField]:
        """The boxes of the booked week."""
        return [self[_name(day)] for day in self.week]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The boxes of other days, a date and its hours by turns."""
        names = [
            f"other_{number}_{part}" for number in range(1, OTHER_DAYS + 1) for part in ("on", "minutes")
        ]
        return [self[name] for name in names]

    @property
    def others_used(self) -> bool:
        """Whether any hours of another day are shown: their part then stands open."""
        return any(field.value() not in (None, "", ("", "", "")) for field in self.other_fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(1, OTHER_DAYS + 1):
            day, minutes = given.get(f"other_{number}_on"), given.get(f"other_{number}_minutes")
            if day is None and minutes and f"other_{number}_on" not in self.errors:
                self.add_error(
                    f"other_{number}_on", ValidationError(_("Say on which day you worked these hours"))
                )
            if day is not None and minutes is None and f"other_{number}_minutes" not in self.errors:
                self.add_error(
                    f"other_{number}_minutes", ValidationError(_("Say how long you worked on that day"))
                )
        return given

    @property
    def days(self) -> list[Day]:
        """The days typed, those without hours left out."""
        given = self.cleaned_data
        pairs: list[tuple[Any, Any]] = [(day, given.get(_name(day))) for day in self.week]
        pairs += [
            (given.get(f"other_{n}_on"), given.get(f"other_{n}_minutes")) for n in range(1, OTHER_DAYS + 1)
        ]
        return [Day(day, minutes) for day, minutes in pairs if day is not None and minutes]


class OwnTimeForm(PageForm):
    """The officer's statement that no hour of these is paid twice."""

    mark_optional = False
    own_time = forms.BooleanField(
        label=_("These hours were outside my contracted hours, or I have made them up"), required=False
    )


class BookedOwnTimeForm(OwnTimeForm):
    """The same of the hours as booked: the page holds both ticks, each with its own words."""

    prefix = "booked"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["own_time"].label = _(
            "I worked the booked hours outside my contracted hours, or have made them up"
        )


class AgreeForm(PageForm):
    """The hours are right: those that the page shows."""

    minutes = WholeNumberField(widget=forms.HiddenInput, most=100_000)


class MoveForm(PageForm):
    """To which week the hours are to move, or to which time of the week."""

    to = forms.ChoiceField(label=_("To which week?"))
    when = forms.ChoiceField(
        label=_("When in the week?"), choices=list(WHEN.items()), widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, today: date) -> None:
        super().__init__(data, initial={"to": weeks.written(sheet.week.monday), "when": sheet.week.when})
        first = min(sheet.week.monday, weeks.monday_of(today))
        mondays = [first + number * weeks.WEEK for number in range(MOVE_WEEKS)]
        labels = [(weeks.written(monday), capfirst(words.week_of(monday))) for monday in mondays]
        self.fields["to"].choices = labels  # type: ignore[attr-defined]


class QueryForm(PageForm):
    """A question about the hours."""

    question = TextField(
        label=_("What do you want to know?"),
        help_text=_("The officer reads this, and sends the hours again, changed or not."),
        max_length=600,
        lines=True,
    )


def as_booked_form(sheet: Sheet) -> HoursForm:
    """The form as if the hours booked had been typed: to say in it why they cannot be sent."""
    form = HoursForm(sheet=sheet)
    typed = {field.html_name: field.value() for field in form.week_fields if field.value() is not None}
    return HoursForm(typed, sheet=sheet)


def _name(day: date) -> str:
    return f"day_{day.isoformat()}"


def _hours(label: Any) -> HoursField:
    return HoursField(label=label, step=1, least=0, most=WHOLE_DAY_MINUTES, required=False)
