"""What is typed when a need is posted, looked for or answered."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import weeks, words
from commonpool.needs.rules import (
    MOST_BUDGET_PENCE,
    MOST_MINUTES,
    MOST_SKILLS,
    MOST_TITLE,
    MOST_WEEKS,
    MOST_WHAT,
    MOST_WORDS,
    Said,
)
from commonpool.organisations.models import Nation, Organisation
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField
from commonpool.web.look.forms import PageForm, week_field
from commonpool.web.pool.forms.calls import one_of_the_hosts
from commonpool.web.pool.forms.find import function_choices, skill_choices

SKILLS = ("skill", "skill_2", "skill_3")
MORE_SKILLS = tuple(f"skill_{number}" for number in range(len(SKILLS) + 1, MOST_SKILLS + 1))
"""Of a need that has so many: its form asks for them all."""
HOW = [("remote", _("Can work remotely")), ("on_site", _("Can come to us"))]


class LookForm(PageForm):
    """Filters of the list."""

    mark_optional = False
    function = forms.ChoiceField(label=_("Council function"), required=False)
    nation = forms.ChoiceField(label=_("Nation"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["function"].choices = [("", _("Any function")), *function_choices()]  # type: ignore[attr-defined]
        self.fields["nation"].choices = [("", _("Any nation")), *Nation.choices]  # type: ignore[attr-defined]


class LikeForm(PageForm):
    """What is typed of a need so far, to see what is like it."""

    title = TextField(max_length=MOST_TITLE)
    function = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["function"].choices = [("", ""), *function_choices()]  # type: ignore[attr-defined]


class NeedForm(PageForm):
    """A few answers first; the rest for those who want it."""

    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    title = TextField(
        label=_("What do you need, in one line?"),
        help_text=_("For example: Clear a backlog of planning appeals"),
        max_length=MOST_TITLE,
    )
    what = TextField(
        label=_("What should they do, and what should they have done before?"),
        help_text=_("A few sentences. Every council in the network can read it: name nobody."),
        max_length=MOST_WHAT,
        lines=True,
    )
    function = forms.ChoiceField(label=_("Which council function does it serve?"))
    hours = HoursField(label=_("How many hours?"), most=MOST_MINUTES)
    each = forms.ChoiceField(
        label=_("Is that in all, or each week?"),
        choices=[("all", _("In all")), ("each", _("Each week"))],
        widget=forms.RadioSelect,
        initial="all",
    )
    first = DateField(label=_("From which date?"))
    last = DateField(label=_("Until which date?"))
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    skill_2 = forms.ChoiceField(label=_("Second skill"), required=False)
    skill_3 = forms.ChoiceField(label=_("Third skill"), required=False)
    budget = MoneyField(
        label=_("What could you spend, before VAT?"), least=1, most=MOST_BUDGET_PENCE, required=False
    )
    nation = forms.ChoiceField(label=_("Officers of which nation?"), required=False)
    how = forms.MultipleChoiceField(
        label=_("How should they work?"), choices=HOW, widget=forms.CheckboxSelectMultiple, required=False
    )
    left_out = forms.BooleanField(required=False)
    subject = TextField(
        label=_("Is it for one of your bookings?"),
        help_text=_("Its reference, like B-7K3M-9QXT"),
        max_length=12,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        hosts: Iterable[Organisation],
        today: date,
        changes: Said | None = None,
        **options: Any,
    ) -> None:
        """`changes`: what the need says so far. Its skills, and weeks it leaves out, stay as they are unless said."""
        super().__init__(*args, **options)
        self.today = today
        self.gaps = gaps_of(changes, today) if changes else set()
        self.skills = (
            *SKILLS,
            *MORE_SKILLS[: max(0, len(changes.skill_ids) - len(SKILLS)) if changes else 0],
        )
        for name in self.skills[len(SKILLS) :]:
            self.fields[name] = forms.ChoiceField(label=_("Another skill"), required=False)
        if self.gaps:
            left = ", ".join(words.week_of(monday) for monday in sorted(self.gaps))
            self.fields["left_out"].label = gettext("Also the weeks left out so far: %(weeks)s") % {
                "weeks": left
            }
        else:
            del self.fields["left_out"]
        skills = skill_choices()
        choices: dict[str, list[tuple[str, Any]]] = {
            "function": [("", _("Choose a function")), *function_choices()],
            "nation": [("", _("Any nation")), *Nation.choices],
            **{name: [("", _("No skill in particular")), *skills] for name in self.skills},
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        one_of_the_hosts(self, hosts)

    @property
    def first_fields(self) -> list[BoundField]:
        names = ("host", "title", "what", "function", "hours", "each", "first", "last", "left_out")
        return [self[name] for name in names if name in self.fields]

    @property
    def more_fields(self) -> list[BoundField]:
        return [self[name] for name in self._more]

    @property
    def more_is_open(self) -> bool:
        """Whether one of those fields says something, or is wrong."""
        return self.something_in(*self._more)

    @property
    def _more(self) -> tuple[str, ...]:
        return (*self.skills, "budget", "nation", "how", "subject")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and first <= self.today:
            self.add_error("first", ValidationError(gettext("Choose a date to come")))
        elif first and last and last < first:
            self.add_error("last", ValidationError(gettext("Choose a date after the first one")))
        elif first and last and not self._mondays(first, last):
            self.add_error(
                "last", ValidationError(gettext("Choose dates with at least one Monday between them"))
            )
        elif first and last and len(self._mondays(first, last)) > MOST_WEEKS:
            self.add_error("last", ValidationError(gettext("Choose at most half a year")))
        return given

    def _mondays(self, first: date, last: date) -> tuple[date, ...]:
        """The weeks that begin after today and reach into the days chosen."""
        if last - first > timedelta(weeks=2 * MOST_WEEKS):
            return tuple(weeks.monday_of(first) + n * weeks.WEEK for n in range(MOST_WEEKS + 1))
        left_out = set() if self.cleaned_data.get("left_out") else self.gaps
        chosen = weeks.between(first, last)
        return tuple(monday for monday in chosen if monday > self.today and monday not in left_out)

    def said(self) -> Said:
        """What is typed, as the stage takes it."""
        given = self.cleaned_data
        return Said(
            title=given["title"],
            what=given["what"],
            function_id=given["function"],
            skill_ids=tuple(dict.fromkeys(given[name] for name in self.skills if given[name])),
            mondays=self._mondays(given["first"], given["last"]),
            minutes=given["hours"],
            each_week=given["each"] == "each",
            budget_pence=given["budget"],
            nation=given["nation"],
            remote="remote" in given["how"],
            on_site="on_site" in given["how"],
            subject=given["subject"],
        )


def gaps_of(said: Said, today: date) -> set[date]:
    """Weeks to come between the first and the last that a need leaves out."""
    between = weeks.between(min(said.mondays), max(said.mondays))
    return {monday for monday in between if monday > today} - set(said.mondays)


def as_typed(said: Said, today: date) -> dict[str, Any]:
    """What a need says, as its form would have it typed: from its first week to come."""
    skills = dict(zip((*SKILLS, *MORE_SKILLS), said.skill_ids, strict=False))
    to_come = [monday for monday in said.mondays if monday > today]
    return skills | {
        "title": said.title,
        "what": said.what,
        "function": said.function_id,
        "hours": said.minutes,
        "each": "each" if said.each_week else "all",
        "first": min(to_come, default=min(said.mondays)),
        "last": max(said.mondays) + timedelta(days=6),
        "budget": said.budget_pence,
        "nation": said.nation,
        "how": [name for name, _words in HOW if getattr(said, name)],
        "subject": said.subject,
    }


class OfferForm(PageForm):
    """Hours in the weeks that suit, and a few words."""

    mark_optional = False
    words = TextField(
        label=_("What have you done that helps here?"),
        help_text=_("Only the council that asks reads it."),
        max_length=MOST_WORDS,
        lines=True,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        mondays: Iterable[date],
        free: Mapping[date, int],
        chosen: Mapping[date, int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.mondays = sorted(set(mondays))
        for monday in self.mondays:
            label, name = capfirst(words.week_of(monday)), week_field(monday)
            self.fields[name] = HoursField(label=label, required=False, initial=chosen.get(monday))
            if monday in free:
                self.fields[name].help_text = gettext("%(hours)s free") % {"hours": words.hours(free[monday])}
        self.order_fields(map(week_field, self.mondays))  # as on the page

    @property
    def week_fields(self) -> list[BoundField]:
        return [self[week_field(monday)] for monday in self.mondays]

    def chosen_weeks(self) -> list[tuple[date, int]]:
        """The weeks with hours in them, in minutes."""
        named = [(monday, self.cleaned_data.get(week_field(monday))) for monday in self.mondays]
        return [(monday, minutes) for monday, minutes in named if minutes]
