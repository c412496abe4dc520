"""Which taken weeks somebody waits for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import weeks, words
from commonpool.organisations.models import Organisation
from commonpool.web.look.forms import PageForm
from commonpool.web.pool.forms.calls import one_of_the_hosts


class LineForm(PageForm):
    """The weeks, and for which council."""

    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    weeks = forms.MultipleChoiceField(
        label=_("Which weeks do you wait for?"),
        help_text=_("This holds nothing. When one frees, whoever has waited longest is told first."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, hosts: Iterable[Organisation], taken: Iterable[date], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(weeks.written(monday), capfirst(words.week_of(monday))) for monday in taken]
        self.fields["weeks"].choices = choices  # type: ignore[attr-defined]
        one_of_the_hosts(self, hosts)

    @property
    def mondays(self) -> list[date]:
        return [weeks.read(week) for week in self.cleaned_data["weeks"]]
