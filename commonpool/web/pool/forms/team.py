"""What is typed when a team is wanted: parts, weeks, and what holds for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commonpool.bookings.operations import MOST_MEMBERS
from commonpool.kernel import weeks, words
from commonpool.kernel.money import decimal
from commonpool.matching.rules.teams import MOST_PARTS, MOST_PEOPLE, MOST_WEEKS, Part, Relaxed, Wishes
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm
from commonpool.web.pool.forms.calls import one_of_the_hosts
from commonpool.web.pool.forms.dates import keeps_dates

SHOWN_PARTS = 3
USUAL_WEEKS = 5
LONGEST = timedelta(weeks=MOST_WEEKS)


@dataclass(frozen=True)
class Row:
    """The two fields of a part."""

    number: int
    words: BoundField
    hours: BoundField


class TeamForm(PageForm):
    """Up to six parts, each in words with its hours; then when, for how much and from whom."""

    mark_optional = False
    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    first = DateField(
        label=_("From which date?"), help_text=_("Leave empty for the next five weeks."), required=False
    )
    last = DateField(label=_("Until which date?"), help_text=_("At most half a year later."), required=False)
    budget = MoneyField(label=_("At most how much in all, with VAT?"), required=False)
    most_of_region = WholeNumberField(
        label=_("At most how many councils from one region?"), least=1, most=MOST_MEMBERS, required=False
    )
    least_councils = WholeNumberField(
        label=_("At least how many different councils?"), least=1, most=MOST_MEMBERS, required=False
    )
    people = forms.ChoiceField(
        label=_("How many people may share one part?"),
        choices=[(str(n), str(n)) for n in range(1, MOST_PEOPLE + 1)],
        initial="1",
        required=False,
    )

    def __init__(self, *args: Any, hosts: Iterable[Organisation], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for number in range(1, MOST_PARTS + 1):
            self.fields[words_field(number)] = TextField(
                label=_now("Part %(number)s: what should they do?") % {"number": number}, required=False
            )
            self.fields[hours_field(number)] = HoursField(
                label=_now("Part %(number)s: how many hours in all?") % {"number": number}, required=False
            )
        self.fields[words_field(1)].help_text = _("For example: service design of a benefits form")
        self.fields[hours_field(1)].help_text = _("Of all weeks together, like 4 or 7.5")
        one_of_the_hosts(self, hosts)

    @property
    def rows(self) -> list[Row]:
        return [
            Row(number, self[words_field(number)], self[hours_field(number)])
            for number in range(1, MOST_PARTS + 1)
        ]

    @property
    def shown_rows(self) -> list[Row]:
        return self.rows[:SHOWN_PARTS]

    @property
    def more_rows(self) -> list[Row]:
        return self.rows[SHOWN_PARTS:]

    @property
    def more_is_open(self) -> bool:
        """Whether something stands in the parts that are folded away."""
        return self.something_in(*(box.name for row in self.more_rows for box in (row.words, row.hours)))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self.rows:
            said, hours = given.get(row.words.name), given.get(row.hours.name)
            if said and not hours and row.hours.name not in self.errors:
                self.add_error(row.hours.name, ValidationError(_("Say how many hours of this you need")))
            if hours and not said and row.words.name not in self.errors:
                self.add_error(row.words.name, ValidationError(_("Say what they should do")))
        if not self.errors and not any(given.get(row.words.name) for row in self.rows):
            self.add_error(words_field(1), ValidationError(_("Say what at least one of them should do")))
        first, apart = given.get("first"), _("Choose dates within half a year of each other")
        if keeps_dates(self, given, self.today, LONGEST, apart):
            if first and first - self.today > 2 * LONGEST:
                self.add_error("first", ValidationError(_("Choose a date within a year")))
            soonest = weeks.monday_of(self.today) + weeks.WEEK
            if given.get("last") and given["last"] < soonest:
                text = _now("Choose %(day)s or a later date: hours begin next week at the earliest")
                self.add_error("last", ValidationError(text % {"day": words.day(soonest)}))
        return given

    def parts(self) -> list[Part]:
        given = self.cleaned_data
        rows = [(given[row.words.name], given[row.hours.name]) for row in self.rows]
        return [Part(said, minutes) for said, minutes in rows if said]

    def numbers(self) -> list[int]:
        """Which rows the parts are of."""
        return [row.number for row in self.rows if self.cleaned_data[row.words.name]]

    def wishes(self) -> Wishes:
        given = self.cleaned_data
        start = given["first"] or self.today + weeks.WEEK
        end = given["last"] or weeks.monday_of(start) + (USUAL_WEEKS - 1) * weeks.WEEK
        return Wishes(
            mondays=tuple(weeks.between(start, end)),
            budget_pence=given["budget"],
            most_of_region=given["most_of_region"],
            least_councils=given["least_councils"],
            people=int(given["people"] or 1),
        )

    def address(self, each: Relaxed) -> str:
        """The form as it was sent, with one wish relaxed: what comes after the question mark."""
        changed: QueryDict = self.data.copy()  # type: ignore[attr-defined]  # it is of the address
        for name, value in self._relaxed(each).items():
            changed[name] = value
        return changed.urlencode()

    def _relaxed(self, each: Relaxed) -> Mapping[str, str]:
        if each.wish == "weeks":
            wished = self.wishes().mondays
            days = {"first": wished[0], "last": wished[-1] + each.to * weeks.WEEK + timedelta(days=4)}
            if self.cleaned_data["first"]:
                days["first"] = self.cleaned_data["first"]
            return {
                f"{name}_{part}": str(getattr(day, part))
                for name, day in days.items()
                for part in ("day", "month", "year")
            }
        if each.wish == "minutes":
            name = hours_field(self.numbers()[each.part or 0])
            return {name: f"{each.to / 60:g}"}
        if each.wish == "budget_pence":
            return {"budget": decimal(each.to)}
        return {each.wish: str(each.to)}


def words_field(number: int) -> str:
    return f"words_{number}"


def hours_field(number: int) -> str:
    return f"hours_{number}"
