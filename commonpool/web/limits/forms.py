"""What is typed when a spending limit is asked for or given. Amounts are before VAT."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.limiting import LONGEST
from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, MoneyField, TextField
from commonpool.web.look.forms import PageForm

USUAL_LENGTH = timedelta(days=365)


class AmountsForm(PageForm):
    """How much, for what cost code, from when until when."""

    per_booking_pence = MoneyField(
        label=_("How much for one booking, at most?"), help_text=_("Before VAT"), least=1
    )
    per_month_pence = MoneyField(
        label=_("How much in one month, at most?"), help_text=_("Before VAT"), least=1
    )
    cost_code = TextField(
        label=_("Cost code"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    starts_on = DateField(label=_("From which day?"))
    ends_on = DateField(label=_("Until which day?"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        usual = {"starts_on": today, "ends_on": today + USUAL_LENGTH}
        super().__init__(*args, initial=usual | (options.pop("initial", None) or {}), **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        booking, month = given.get("per_booking_pence"), given.get("per_month_pence")
        if booking is not None and month is not None and month < booking:
            self.add_error(
                "per_month_pence", ValidationError(_("A month must allow at least one such booking"))
            )
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if ends is not None and ends < self.today:
            self.add_error("ends_on", ValidationError(_("Choose a day that is not past")))
        elif starts is not None and ends is not None and ends < starts:
            self.add_error("ends_on", ValidationError(_("Choose a day after the first one")))
        elif starts is not None and ends is not None and ends > starts + LONGEST:
            self.add_error("ends_on", ValidationError(_("Choose a day within two years of the first one")))
        return given


class SomebodyForm(AmountsForm):
    """The amounts, and a colleague: one of the people named, each with their council."""

    who = ""

    def __init__(self, *args: Any, people: Iterable[tuple[Organisation, Person]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.named = {f"{council.pk}-{person.pk}": (council, person) for council, person in people}
        several = len({council.pk for council, _person in self.named.values()}) > 1
        self.fields[self.who].choices = [  # type: ignore[attr-defined]
            (value, f"{person}, {council.name}" if several else str(person))
            for value, (council, person) in self.named.items()
        ]

    @property
    def terms(self) -> dict[str, Any]:
        """The limit in the words of the operation."""
        given = dict(self.cleaned_data)
        council, person = self.named[given.pop(self.who)]
        return {**given, "organisation_id": council.pk, self.who: person.pk}


class AskForm(SomebodyForm):
    """A booking manager asks one of their budget holders."""

    budget_holder_id = forms.ChoiceField(label=_("Which budget holder do you ask?"), widget=forms.RadioSelect)
    who = "budget_holder_id"
    field_order = ("budget_holder_id",)


class GiveForm(SomebodyForm):
    """A budget holder gives a limit without being asked."""

    holder_id = forms.ChoiceField(label=_("Who may book?"), widget=forms.RadioSelect)
    who = "holder_id"
    field_order = ("holder_id",)
