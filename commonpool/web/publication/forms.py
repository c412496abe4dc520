"""Which quarter, which days, and the rate that a council compares with."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import references, words
from commonpool.publication.rules.avoided import KINDS, LEAST_DAY_MINUTES, MOST_DAY_MINUTES
from commonpool.publication.rules.quarters import Quarter, latest, quarter_of, quarter_written
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField
from commonpool.web.look.forms import PageForm


def months_of(quarter: Quarter) -> str:
    """October to December 2026."""
    return _("%(first)s to %(last)s") % {
        "first": words.day(quarter.first),
        "last": words.day(quarter.last),
    }


class QuarterForm(PageForm):
    """One of the last twelve quarters; the newest that is over unless another is chosen."""

    mark_optional = False
    quarter = forms.ChoiceField(label=_("Which quarter?"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        found = latest(today)
        self.fields["quarter"].choices = [(str(each), months_of(each)) for each in found]  # type: ignore[attr-defined]
        self.usual = quarter_of(today).before
        self.fields["quarter"].initial = str(self.usual)

    @property
    def chosen(self) -> Quarter:
        """The quarter asked for, else the usual one."""
        if not self.is_bound or not self.is_valid():
            return self.usual
        return quarter_written(self.cleaned_data["quarter"]) or self.usual


class FileForm(PageForm):
    """Which booking's whole file."""

    mark_optional = False
    reference = TextField(label=_("Booking reference"), max_length=11, help_text=_("Such as B-7K3M-9QXT"))

    def clean_reference(self) -> str:
        text: str = self.cleaned_data["reference"].strip().upper()
        if not references.WRITTEN.fullmatch(text):
            raise forms.ValidationError(_("Write the reference as it is printed, such as B-7K3M-9QXT"))
        return text


class DaysForm(PageForm):
    """From which day to which, both included."""

    mark_optional = False
    first = DateField(label=_("From which day?"))
    last = DateField(label=_("To which day?"))


class RateForm(PageForm):
    """A published day rate."""

    kind = forms.ChoiceField(
        label=_("What is it a rate of?"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    day_pence = MoneyField(label=_("Pounds a day, before VAT"), least=1)
    day_minutes = HoursField(
        label=_("How many hours has such a day?"),
        step=1,
        least=LEAST_DAY_MINUTES,
        most=MOST_DAY_MINUTES,
        help_text=_("For example, 7.5. Many suppliers say eight."),
    )
    source = TextField(
        label=_("Where was it published?"),
        max_length=300,
        help_text=_("So that a reader can look it up: the price list, framework or survey, and its address"),
    )
    published_on = DateField(label=_("On which day was it published?"))
    starts_on = DateField(
        label=_("From which day on do you compare with it?"),
        help_text=_("Hours of weeks that begin on that day or later"),
    )
