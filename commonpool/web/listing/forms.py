"""Forms of one's own listing: what is offered, when, and what one has done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonpool.availability.models import Listing
from commonpool.availability.rules import MOST_WEEKLY_MINUTES, TIME_BASES
from commonpool.kernel import words
from commonpool.kernel.weeks import monday_of
from commonpool.organisations.models import Function
from commonpool.people.models import Employment
from commonpool.people.rules import FIRST_YEAR
from commonpool.web.account.forms import WEEKDAYS
from commonpool.web.look.fields import DateField, HoursField, TextField, YearField
from commonpool.web.look.forms import PageForm

MOST_BLOCKS = 26
MOST_FUNCTIONS = 8


class OfferForm(PageForm):
    """What is offered: a line, hours, days, place and how requests come."""

    employment = forms.ChoiceField(label=_("Which of your jobs is this for?"), widget=forms.RadioSelect)
    headline = TextField(
        label=_("In one line, what can you help with?"),
        max_length=120,
        help_text=_("For example: I took a planning backlog from 900 cases to 200"),
    )
    about = TextField(
        label=_("Anything else a council should know"), max_length=2000, lines=True, required=False
    )
    weekly_minutes = HoursField(
        label=_("How many hours a week can you offer?"),
        help_text=_("Leave this empty if you offer one-off weeks only. Your manager sets the most."),
        least=0,
        most=MOST_WEEKLY_MINUTES,
        required=False,
    )
    starts_on = DateField(label=_("From which day?"))
    ends_on = DateField(label=_("Until which day?"), required=False, help_text=_("Leave empty for no end"))
    usual_days = forms.MultipleChoiceField(
        label=_("On which days could you usually do this?"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    usual_times = TextField(
        label=_("At which times?"),
        max_length=120,
        required=False,
        help_text=_("For example: afternoons after 2pm"),
    )
    place = forms.MultipleChoiceField(
        label=_("Where can you work?"),
        choices=[("remote", _("Remotely")), ("on_site", _("At the other council"))],
        widget=forms.CheckboxSelectMultiple,
    )
    sharing = forms.ChoiceField(
        label=_("When a council books part of your week, what about the rest of it?"),
        choices=[
            ("closes", _("One booking closes the week")),
            ("shares", _("Share my hours until they are used up")),
        ],
        widget=forms.RadioSelect,
    )
    sharing.hints = {"closes": _("You work for one council at a time")}  # type: ignore[attr-defined]
    open_to_calls = forms.BooleanField(
        label=_("Councils may ask me for a free call of up to 30 minutes"), required=False
    )

    def __init__(
        self, *args: Any, jobs: Sequence[Employment], listing: Listing | None, today: date, **options: Any
    ) -> None:
        blocks = [(block.monday, block.minutes) for block in listing.blocks.all()] if listing else []
        initial = _as_offered(listing, blocks) if listing else _first_offer(jobs[0], today)
        super().__init__(*args, initial=initial, **options)
        job = self.fields["employment"]
        assert isinstance(job, forms.ChoiceField)
        job.choices = [(str(each.pk), each.organisation.name) for each in jobs]
        if len(jobs) == 1:
            job.widget = forms.HiddenInput()
        self.rows = range(1, min(len(blocks) + 3, MOST_BLOCKS + 1))
        for row in self.rows:
            self.fields[f"block_{row}_on"] = DateField(label=_("Any day in the week"), required=False)
            self.fields[f"block_{row}_minutes"] = HoursField(
                label=_("Hours in that week"), most=MOST_WEEKLY_MINUTES, required=False
            )

    @property
    def block_rows(self) -> list[tuple[int, Any, Any]]:
        """The pairs of boxes for one-off weeks, for the template."""
        return [(row, self[f"block_{row}_on"], self[f"block_{row}_minutes"]) for row in self.rows]

    @property
    def plain(self) -> list[Any]:
        """The other boxes, in order."""
        return [bound for bound in self if not bound.name.startswith("block_")]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        blocks: dict[date, int] = {}
        for row in self.rows:
            day, minutes = found.get(f"block_{row}_on"), found.get(f"block_{row}_minutes")
            if day and minutes:
                if monday_of(day) in blocks:
                    self.add_error(f"block_{row}_on", ValidationError(_("You have named this week above")))
                blocks[monday_of(day)] = minutes
            elif day and not self.has_error(f"block_{row}_minutes"):
                self.add_error(f"block_{row}_minutes", ValidationError(_("Enter the hours in that week")))
            elif minutes and not self.has_error(f"block_{row}_on"):
                self.add_error(f"block_{row}_on", ValidationError(_("Enter a day in that week")))
        found["blocks"] = sorted(blocks.items())
        return found

    def offered(self) -> dict[str, Any]:
        """What was typed, in the words of the operation."""
        data = self.cleaned_data
        same = ("headline", "about", "starts_on", "ends_on", "usual_times", "open_to_calls", "blocks")
        return {name: data[name] for name in same} | {
            "employment_id": int(data["employment"]),
            "weekly_minutes": data["weekly_minutes"] or 0,
            "usual_days": [int(day) for day in data["usual_days"]],
            "remote": "remote" in data["place"],
            "on_site": "on_site" in data["place"],
            "shares_hours": data["sharing"] == "shares",
        }


def _first_offer(job: Employment, today: date) -> dict[str, Any]:
    return {
        "employment": str(job.pk),
        "starts_on": today,
        "usual_days": [str(day) for day in job.working_days],
        "place": ["remote"],
        "sharing": "closes",
        "open_to_calls": True,
    }


def _as_offered(listing: Listing, blocks: Sequence[tuple[date, int]]) -> dict[str, Any]:
    offered = {
        "employment": str(listing.employment_id),
        "headline": listing.headline,
        "about": listing.about,
        "weekly_minutes": listing.weekly_minutes or None,
        "starts_on": listing.starts_on,
        "ends_on": listing.ends_on,
        "usual_days": [str(day) for day in listing.usual_days],
        "usual_times": listing.usual_times,
        "place": [name for name in ("remote", "on_site") if getattr(listing, name)],
        "sharing": "shares" if listing.shares_hours else "closes",
        "open_to_calls": listing.open_to_calls,
    }
    for row, (monday, minutes) in enumerate(blocks, start=1):
        offered |= {f"block_{row}_on": monday, f"block_{row}_minutes": minutes}
    return offered


class SkillsForm(PageForm):
    """Skills from the list, found by a word of their names or aliases, and the functions one can help with."""

    mark_optional = False

    find_skill = TextField(
        label=_("Find a skill"), max_length=80, required=False, help_text=_("For example: appeals, or GIS")
    )
    skills = forms.MultipleChoiceField(
        label=_("Your skills"), widget=forms.CheckboxSelectMultiple, required=False
    )
    suggest = TextField(label=_("A skill that is missing from the list"), max_length=120, required=False)

    def __init__(
        self,
        *args: Any,
        skills: Sequence[tuple[str, str]],
        functions: Sequence[Function],
        rows: int,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["skills"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(skills)
        choices = [("", _("Choose a function")), *((each.pk, str(each)) for each in functions)]
        for row in range(1, rows + 1):
            self.fields[f"function_{row}"] = forms.ChoiceField(
                label=_("A function of councils you can help with"), choices=choices, required=False
            )

    def functions(self) -> list[str]:
        """The functions chosen, each once."""
        named = [value for name, value in self.cleaned_data.items() if name.startswith("function_") and value]
        return list(dict.fromkeys(named))


class ExperienceForm(PageForm):
    """One thing one has done, in one's own words."""

    words = TextField(
        label=_("What did you do, and what came of it?"),
        max_length=600,
        lines=True,
        help_text=_("For example: Ran the move of 12,000 benefit claims to a new system, finished on time"),
    )
    finished_in = YearField(
        label=_("Which year did it finish?"),
        least=FIRST_YEAR,
        required=False,
        help_text=_("For example, 2025. Leave this empty if it goes on."),
    )

    def __init__(self, *args: Any, this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        finished = self.fields["finished_in"]
        assert isinstance(finished, YearField)
        finished.most = this_year


class WeeksOffForm(PageForm):
    """The weeks in which one is not available. No reason is asked."""

    mondays = forms.MultipleChoiceField(
        label=_("Weeks in which you are not available"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, first: date, weeks: int, **options: Any) -> None:
        super().__init__(*args, **options)
        mondays = self.fields["mondays"]
        assert isinstance(mondays, forms.ChoiceField)
        shown = [first + timedelta(weeks=number) for number in range(weeks)]
        mondays.choices = [(each.isoformat(), words.week_of(each).capitalize()) for each in shown]

    def chosen(self) -> list[date]:
        """The Mondays ticked."""
        return [date.fromisoformat(each) for each in self.cleaned_data["mondays"]]


class AskForm(PageForm):
    """What is asked of the manager."""

    manager_email = forms.EmailField(
        label=_("Your manager’s work e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    weekly_minutes = HoursField(
        label=_("The most hours in any one week"),
        most=MOST_WEEKLY_MINUTES,
        help_text=_("Your manager can lower this"),
    )
    starts_on = DateField(label=_("From which day?"))
    ends_on = DateField(label=_("Until which day?"), help_text=_("At most two years from now"))
    time_basis = forms.ChoiceField(
        label=_("How is the time found?"), choices=list(TIME_BASES.items()), widget=forms.RadioSelect
    )
    time_basis.hints = {  # type: ignore[attr-defined]
        "overtime": _("You work more hours and are paid for them"),
        "time_back": _("You work more hours and take them off later"),
        "within_hours": _("Part of your normal hours goes to the other council"),
    }
    decisions = forms.ChoiceField(
        label=_("Advice, or decisions too?"),
        choices=[("no", _("Advice only")), ("yes", _("Decisions on the other council’s behalf too"))],
        widget=forms.RadioSelect,
    )
    peer_help = forms.BooleanField(
        label=_("Also give up to 2 hours a month of free advice to any one council, in working time"),
        required=False,
    )

    def clean_decisions(self) -> bool:
        return bool(self.cleaned_data["decisions"] == "yes")

    def clean_manager_email(self) -> str:
        email = str(self.cleaned_data["manager_email"])
        if not email.isascii():
            raise ValidationError(_("Enter the address in plain letters, like name@council.gov.uk"))
        return email
