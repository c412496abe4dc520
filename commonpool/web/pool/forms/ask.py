"""The one page on which hours are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules.when import WEEKDAY
from commonpool.bookings.rules.keeping import Askable
from commonpool.kernel import weeks, words
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, HoursField, TextField
from commonpool.web.look.forms import WEEK_FIELD, PageForm, week_field
from commonpool.web.look.prices import priced
from commonpool.web.pool.forms.calls import one_of_the_hosts
from commonpool.web.pool.forms.find import function_choices

MOST_WEEKS = 53
NONE: Mapping[date, int] = {}
OF_NEEDS = ("contact", "ready_by")
NO_PRICES: Mapping[str, int] = {}
NEEDS = [
    ("documents", _("Documents with personal data")),
    ("account", _("An account on our system")),
    ("visit", _("To visit us")),
]


class AskForm(PageForm):
    """Which weeks, what for, and what they will need. Weeks not chosen are left empty.

    Peer help is advice and needs nothing, so it is asked less.
    """

    mark_optional = False
    steps_url = ""
    gone: Sequence[str] = ()
    askable = Askable()
    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    kind = forms.CharField(widget=forms.HiddenInput())
    purpose = TextField(
        label=_("What do you need them for?"),
        help_text=_("A sentence or two. The officer and both councils read it."),
        max_length=600,
        lines=True,
    )
    function = forms.ChoiceField(label=_("Which council function does it serve?"))
    work = forms.ChoiceField(
        label=_("Will they advise, or decide for you?"),
        choices=[
            ("advice", _("Advise and support")),
            ("decisions", _("Decide, inspect or sign for your council")),
        ],
        widget=forms.RadioSelect,
        initial="advice",
    )
    when = forms.ChoiceField(label=_("When in the week?"), widget=forms.RadioSelect, required=False)
    needs = forms.MultipleChoiceField(
        label=_("Will they need anything beyond conversation?"),
        help_text=_("Leave empty if talking and shared public papers are enough."),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    contact = TextField(
        label=_("Who at your council has it ready?"),
        help_text=_("Their work e-mail address. Yours, unless you say otherwise."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ready_by = DateField(
        label=_("Ready by which day?"),
        help_text=_("Leave empty for the last working day before the first week."),
        required=False,
    )
    purchase_order = TextField(
        label=_("Purchase order number"),
        help_text=_("Only if your council needs one for this amount."),
        max_length=40,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        hosts: Iterable[Organisation],
        mondays: Iterable[date],
        kind: str,
        prices: Mapping[str, int] = NO_PRICES,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.mondays: list[date] = []
        self.offer(mondays)
        self.fields["function"].choices = [("", _("Choose a function")), *function_choices()]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kind
        if kind == "peer_help":
            for name in ("work", "needs", *OF_NEEDS, "purchase_order"):
                del self.fields[name]
        if len(prices) > 1 and kind == "paid":
            self.fields["when"].choices = [(when, priced(when, pence)) for when, pence in prices.items()]  # type: ignore[attr-defined]
            self.fields["when"].initial = WEEKDAY
        else:
            del self.fields["when"]
        one_of_the_hosts(self, hosts)

    def offer(
        self, mondays: Iterable[date], free: Mapping[date, int] = NONE, chosen: Mapping[date, int] = NONE
    ) -> None:
        """There are fields for these weeks too, and beside each week stands what is free of it."""
        self.mondays = sorted({*self.mondays, *mondays})
        for monday in self.mondays:
            name = week_field(monday)
            if name not in self.fields:
                label, hours = capfirst(words.week_of(monday)), chosen.get(monday)
                self.fields[name] = HoursField(label=label, required=False, initial=hours)
            if monday in free:
                self[name].help_text = _now("%(hours)s free") % {"hours": words.hours(free[monday])}
        # What is wrong is told in the order of the fields: as they stand on the page.
        self.order_fields(["host", "kind", *map(week_field, self.mondays), "when"])

    @property
    def when_fields(self) -> list[BoundField]:
        """Asked only where their council lends at other times than on weekdays."""
        return self._there("when")

    @property
    def week_fields(self) -> list[BoundField]:
        return [self[week_field(monday)] for monday in self.mondays]

    @property
    def other_fields(self) -> list[BoundField]:
        return self._there("purpose", "function", "work", "needs")

    @property
    def need_fields(self) -> list[BoundField]:
        """Asked only where something is needed."""
        return self._there(*OF_NEEDS)

    @property
    def last_fields(self) -> list[BoundField]:
        return self._there("purchase_order")

    def _there(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("needs"):
            for name in OF_NEEDS:
                self.errors.pop(name, None)
                given[name] = None
        if self.mondays and not self.chosen_weeks(given) and not self.week_errors():
            message = _("Say how many hours you need in at least one week")
            self.add_error(week_field(self.mondays[0]), ValidationError(message))
        return given

    def week_errors(self) -> bool:
        return any(week_field(monday) in self.errors for monday in self.mondays)

    def chosen_weeks(self, given: Mapping[str, Any] | None = None) -> list[tuple[date, int]]:
        """The weeks with hours in them, in minutes."""
        found = self.cleaned_data if given is None else given
        named = [(monday, found.get(week_field(monday))) for monday in self.mondays]
        return [(monday, minutes) for monday, minutes in named if minutes]


def weeks_posted(posted: Iterable[str]) -> list[date]:
    """The weeks a sent page had fields for, a year's at most; other names are not weeks."""
    found: list[date] = []
    for name in posted:
        if name.startswith(WEEK_FIELD) and len(found) < MOST_WEEKS:
            with suppress(weeks.NotAWeek):
                found.append(weeks.read(name.removeprefix(WEEK_FIELD)))
    return found
