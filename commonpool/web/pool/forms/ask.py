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

from commonpool.bookings.rules.keeping import Askable
from commonpool.kernel import weeks, words
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import HoursField, TextField
from commonpool.web.look.forms import WEEK_FIELD, week_field
from commonpool.web.pool.forms.calls import one_of_the_hosts
from commonpool.web.pool.forms.find import function_choices
from commonpool.web.pool.forms.terms import NO_PRICES, OF_PAID, TermsForm

MOST_WEEKS = 53
NONE: Mapping[date, int] = {}
LAST = ("purpose", "function", "work", "needs", "contact", "ready_by", "more", "purchase_order")
"""In the order of the page: what is wrong is told as it stands there."""


class AskForm(TermsForm):
    """Which weeks, what for, and what they will need. Weeks not chosen are left empty.

    Peer help is advice and needs nothing, so it is asked less.
    """

    steps_url = ""
    gone: Sequence[str] = ()
    askable = Askable()
    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    kind = forms.CharField(widget=forms.HiddenInput())
    need = forms.CharField(widget=forms.HiddenInput(), required=False)
    purpose = TextField(
        label=_("What do you need them for?"),
        help_text=_("A sentence or two. The officer and both councils read it."),
        max_length=600,
        lines=True,
    )
    function = forms.ChoiceField(label=_("Which council function does it serve?"))

    def __init__(
        self,
        *args: Any,
        hosts: Iterable[Organisation],
        mondays: Iterable[date],
        kind: str,
        need: str = "",
        prices: Mapping[str, int] = NO_PRICES,
        **options: Any,
    ) -> None:
        """`need`: the reference of the need that they are asked for, if it is for one."""
        super().__init__(*args, prices=prices if kind == "paid" else NO_PRICES, beyond=bool(need), **options)
        self.mondays: list[date] = []
        self.fields["function"].choices = [("", _("Choose a function")), *function_choices()]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kind
        if kind == "peer_help":
            for name in OF_PAID:
                del self.fields[name]
        self.fields["need"].initial = need
        if not need:
            del self.fields["need"]
        self.offer(mondays)
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
        self.order_fields(["host", "kind", "need", *map(week_field, self.mondays), "when", *LAST])

    @property
    def week_fields(self) -> list[BoundField]:
        return [self[week_field(monday)] for monday in self.mondays]

    @property
    def other_fields(self) -> list[BoundField]:
        return [*self._there("purpose", "function"), *super().other_fields]

    @property
    def last_fields(self) -> list[BoundField]:
        """Whether more is wanted is asked once it would be more."""
        asks_more = "more" in self.errors or "more" in self.data
        return [each for each in super().last_fields if each.name != "more" or asks_more]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
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
