"""What is typed about hours worked: so much on each day, of this week or another."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules.when import WHEN
from commonpool.kernel import weeks, words
from commonpool.timesheets.queries import Sheet
from commonpool.timesheets.rules import times_hold
from commonpool.timesheets.rules.days import WHOLE_DAY_MINUTES, Day
from commonpool.web.look.fields import DateField, HoursField, TextField, TimeField, WholeNumberField
from commonpool.web.look.forms import PageForm

OTHER_DAYS = 3
"""At the least; as many as were said before."""
MOVE_WEEKS = 14
"""A week, and the three months after it."""


class HoursForm(PageForm):
    """Hours on each day of the booked week and on other days, three or as many as were said, with times."""

    mark_optional = False

    def __init__(self, data: Any = None, *, sheet: Sheet) -> None:
        self.week = weeks.days_of(sheet.week.monday)
        held = {day.date: day for day in sheet.days}
        worked = {day.date: day.minutes for day in sheet.days}
        others = [day for day in worked if day not in self.week]
        self.others = range(1, max(OTHER_DAYS, len(others)) + 1)
        initial: dict[str, Any] = {_name(day): worked[day] for day in self.week if day in worked}
        for number, day in enumerate(others, start=1):
            initial |= {f"other_{number}_on": day, f"other_{number}_minutes": worked[day]}
            initial |= _times_typed(f"other_{number}", held[day])
        for day in self.week:
            initial |= _times_typed(_name(day), held[day]) if day in held else {}
        super().__init__(data, initial=initial)
        self.fields.update(self._this_week() | self._other_days())

    def _this_week(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for day in self.week:
            label = capfirst(words.short_day(day))
            found[_name(day)] = _hours(label)
            found |= _times(_name(day), label)
        return found

    def _other_days(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for number in self.others:
            found[f"other_{number}_on"] = DateField(
                label=_("Another day, if you worked some of the hours then"), required=False
            )
            found[f"other_{number}_minutes"] = _hours(_("Hours on that day"))
            found |= _times(f"other_{number}", gettext("That day"))
        return found

    @property
    def week_fields(self) -> list[forms.BoundField]:
        """The boxes of the booked week."""
        return [self[_name(day)] for day in self.week]

    @property
    def time_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The times of each day of the booked week, from and to."""
        return [self._times_of(_name(day)) for day in self.week]

    @property
    def times_used(self) -> bool:
        """Whether any time is shown: their part then stands open."""
        return any(field.value() or field.errors for pair in self.time_fields for field in pair)

    @property
    def other_days(self) -> list[dict[str, Any]]:
        """The boxes of other days: the date, the hours, and the times."""
        names = [f"other_{number}" for number in self.others]
        return [
            {"fields": [self[f"{name}_on"], self[f"{name}_minutes"]], "times": self._times_of(name)}
            for name in names
        ]

    def _times_of(self, name: str) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"{name}_from"], self[f"{name}_to"]

    @property
    def others_used(self) -> bool:
        """Whether any hours of another day are shown: their part then stands open."""
        return any(
            field.value() not in (None, "", ("", "", ""))
            for each in self.other_days
            for field in (*each["fields"], *each["times"])
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in self.others:
            day, minutes = given.get(f"other_{number}_on"), given.get(f"other_{number}_minutes")
            if day is None and minutes and f"other_{number}_on" not in self.errors:
                self.add_error(
                    f"other_{number}_on", ValidationError(_("Say on which day you worked these hours"))
                )
            if day is not None and minutes is None and f"other_{number}_minutes" not in self.errors:
                self.add_error(
                    f"other_{number}_minutes", ValidationError(_("Say how long you worked on that day"))
                )
        for day in self.week:
            self._judge_times(_name(day), day, given.get(_name(day)))
        for number in self.others:
            day = given.get(f"other_{number}_on") or self.week[0]
            self._judge_times(f"other_{number}", day, given.get(f"other_{number}_minutes"))
        return given

    def _judge_times(self, name: str, day: date, minutes: int | None) -> None:
        """Both times or neither, with room between them for the hours."""
        starts, ends = self.cleaned_data.get(f"{name}_from"), self.cleaned_data.get(f"{name}_to")
        if (starts is None and ends is None) or self.errors.keys() & {f"{name}_from", f"{name}_to", name}:
            return
        if starts is None or ends is None:
            missing = f"{name}_from" if starts is None else f"{name}_to"
            self.add_error(missing, ValidationError(_("Give both times, or neither")))
        elif not minutes:
            self.add_error(
                f"{name}_from", ValidationError(_("Say how long you worked that day, without breaks"))
            )
        elif not times_hold(Day(day, minutes, starts, ends)):
            self.add_error(f"{name}_to", ValidationError(_("The hours do not fit between these times")))

    @property
    def days(self) -> list[Day]:
        """The days typed, those without hours left out."""
        given = self.cleaned_data
        typed: list[tuple[Any, Any, str]] = [(day, given.get(_name(day)), _name(day)) for day in self.week]
        typed += [
            (given.get(f"other_{n}_on"), given.get(f"other_{n}_minutes"), f"other_{n}") for n in self.others
        ]
        return [
            Day(day, minutes, given.get(f"{name}_from"), given.get(f"{name}_to"))
            for day, minutes, name in typed
            if day is not None and minutes
        ]


class CorrectionForm(HoursForm):
    """Agreed hours as they are right, with what was wrong."""

    reason = TextField(
        label=_("What was wrong with the hours?"),
        help_text=_("The other council reads this."),
        max_length=600,
        lines=True,
    )
    own_time = forms.BooleanField(
        label=_("The hours added were outside my contracted hours, or I have made them up"), required=False
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, asks_statement: bool) -> None:
        super().__init__(data, sheet=sheet)
        if not asks_statement:
            del self.fields["own_time"]


class CorrectionAnswerForm(PageForm):
    """An answer to the correction that the page shows."""

    number = WholeNumberField(widget=forms.HiddenInput, most=10_000)
    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.HiddenInput)


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


def _times(name: str, day: str) -> dict[str, forms.Field]:
    """From and to, of a day."""
    words_of = {"from": _("%(day)s, from"), "to": _("%(day)s, to")}
    return {
        f"{name}_{end}": TimeField(label=str(label) % {"day": day}, required=False)
        for end, label in words_of.items()
    }


def _times_typed(name: str, day: Day) -> dict[str, Any]:
    return {f"{name}_from": day.starts, f"{name}_to": day.ends} if day.starts and day.ends else {}
