"""What is typed when looking for somebody, and when asking for them."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import weeks
from commonpool.kernel.money import pounds
from commonpool.kernel.names import name_of
from commonpool.kernel.words import translated
from commonpool.matching.queries.counts import Counts
from commonpool.matching.rules import Wanted
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Nation, Organisation
from commonpool.people import queries as people
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.pool.forms.dates import keeps_dates

LONGEST = timedelta(weeks=52)
MORE = ("skill", "function", "nation", "region", "price", "how", "home")
"""The filters that are shown to who wants them, or has set one."""


class FindForm(PageForm):
    """One box, hours and dates, and filters for those who want them."""

    mark_optional = False
    q = TextField(
        label=_("What are you starting, or what should they have done?"),
        help_text=_("For example: moving housing benefit forms online"),
        max_length=200,
        required=False,
    )
    hours = HoursField(label=_("How many hours?"), required=False)
    each = forms.ChoiceField(
        label=_("Is that in all, or each week?"),
        help_text=_("Without dates, the weeks are the next 12: each week is every one of them."),
        choices=[("all", _("In all")), ("each", _("Each week")), ("one", _("In one of the weeks"))],
        required=False,
    )
    first = DateField(label=_("From which date?"), required=False)
    last = DateField(label=_("Until which date?"), required=False)
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    function = forms.ChoiceField(label=_("Council function"), required=False)
    nation = forms.ChoiceField(label=_("Nation"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    how = forms.MultipleChoiceField(
        label=_("How they work"),
        choices=[("remote", _("Can work remotely")), ("on_site", _("Can come to you"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    home = forms.MultipleChoiceField(
        label=_("Their council"),
        choices=[("unlike_us", _("Unlike ours: another region and another type of council"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    council = TextField(max_length=12, required=False, widget=forms.HiddenInput)
    price = MoneyField(
        label=_("What may an hour cost at most?"),
        help_text=_("In pounds, before VAT. Who has no price cannot be booked for pay, and is left out."),
        least=1,
        required=False,
    )

    def __init__(self, *args: Any, today: date, joined: bool = True, **options: Any) -> None:
        """`joined`: whether who looks sees names and prices."""
        super().__init__(*args, **options)
        self.today = today
        if not joined:
            del self.fields["price"], self.fields["council"]
        choices: dict[str, list[tuple[str, Any]]] = {
            "skill": [("", _("Any skill")), *skill_choices()],
            "function": [("", _("Any function")), *function_choices()],
            "nation": [("", _("Any nation")), *Nation.choices],
            "region": [("", _("Any region")), *regions()],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]

    @property
    def more_is_open(self) -> bool:
        """Whether one of the filters is set, or wrong: nobody is kept out by what is not to be seen."""
        return self.something_in(*self.fields.keys() & MORE)

    def filters_set(self) -> list[tuple[str, str, str]]:
        """Each filter that is set: the field, what was chosen as it is sent, and in words."""
        found = []
        for name, field in self._choices():
            given, listed = self.cleaned_data[name], dict(field.choices)
            chosen = [given] if isinstance(given, str) else given
            found += [(name, each, f"{field.label}: {listed[each]}") for each in chosen if each]
        if pence := self.cleaned_data.get("price"):
            found.append(("price", self["price"].value(), f"{self.fields['price'].label} {pounds(pence)}"))
        if council := self.cleaned_data.get("council"):
            words = _("Only officers of %(council)s") % {"council": council.name}
            found.append(("council", self["council"].value(), str(words)))
        return found

    def tell_counts(self, counts: Counts, *, capped: bool) -> None:
        """Beside each choice stands how many of those found it would leave; of more than are counted, at least. In a
        list of which one is chosen, beside that one alone."""
        more = "+" if capped else ""
        for name, field in self._choices():
            told = counts.get(name, counts.get("only", {}))
            chosen = self[name].value()
            counted = (
                {chosen} if isinstance(chosen, str) and chosen else {each for each, _label in field.choices}
            )
            field.choices = [
                (each, f"{label} ({told.get(each, 0):,}{more})" if each in counted - {""} else label)
                for each, label in field.choices
            ]

    def _choices(self) -> Iterator[tuple[str, Any]]:
        """The filters of which something is chosen, by name."""
        return ((name, self.fields[name]) for name in MORE if name != "price")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        keeps_dates(self, given, self.today, LONGEST, _("Choose dates within a year of each other"))
        return given

    def clean_council(self) -> Organisation | None:
        """The council whose officers alone are wanted, by its code."""
        code = self.cleaned_data["council"]
        council = organisations.council_asked(code)() if code else None
        if code and council is None:
            raise forms.ValidationError(_("We know no council with this code."))
        return council

    def wanted(self) -> Wanted:
        """What is looked for, in the words of `matching`."""
        given = self.cleaned_data
        hours, in_all = given["hours"] or 0, given["each"] not in ("each", "one")
        return Wanted(
            words=given["q"],
            skill_id=given["skill"],
            function_id=given["function"],
            nation=given["nation"],
            region=given["region"],
            mondays=self.mondays(),
            minutes=0 if in_all else hours,
            each_week=given["each"] == "each" and hours > 0,
            total_minutes=hours if in_all else 0,
            remote="remote" in given["how"],
            on_site="on_site" in given["how"],
            most_pence=given.get("price") or 0,
            unlike_us=bool(given["home"]),
            home_id=council.pk if (council := given.get("council")) else 0,
        )

    def mondays(self) -> tuple[date, ...]:
        """The weeks between the dates; a first date alone means twelve weeks, no date leaves it to the search."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        if not first and not last:
            return ()
        start = first or self.today
        return tuple(weeks.between(start, last or start + timedelta(weeks=11)))


def function_choices() -> tuple[tuple[str, str], ...]:
    """Every function, its parts under it."""
    return _functions_named(tuple(organisations.function_names()), get_language())


def skill_choices() -> tuple[tuple[str, str], ...]:
    """Every skill, by its name."""
    return _skills_named(tuple(people.skill_names()), get_language())


# Hundreds of names are put in the reader's language once, and again when the lists change.
@lru_cache(maxsize=8)
def _functions_named(
    listed: tuple[tuple[str, str, str | None], ...], _language: str | None
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (pk, f"{translated(parent)}: {translated(label)}" if parent else translated(label))
        for pk, label, parent in listed
    )


@lru_cache(maxsize=8)
def _skills_named(listed: tuple[tuple[str, str], ...], _language: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((pk, name_of(name)) for pk, name in listed), key=lambda pair: pair[1].lower()))


def regions() -> list[tuple[str, str]]:
    return [
        (region, name_of(region))
        for region in sorted({region for _nation, region in organisations.places()} - {""})
    ]
