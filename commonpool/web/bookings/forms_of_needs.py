"""What is typed about what an officer needs: ready, ended, an hour lost."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.needs import DOCUMENTS, LONGEST_WORDS, SHOWN_ROUND, Schedule
from commonpool.bookings.rules.refusals import LossNotStated
from commonpool.kernel import weeks
from commonpool.web.bookings.phrases import NEEDS
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm, missing

SCHEDULE = ("what_data", "whose", "why", "kept_until")


class NeedsForm(PageForm):
    """Which needs; where there is one, it is not asked."""

    mark_optional = False
    needs = forms.MultipleChoiceField(label=_("Which of these?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, needs: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = list(needs)
        self.fields["needs"].choices = [(need, capfirst(str(NEEDS[need]))) for need in needs]  # type: ignore[attr-defined]
        self.fields["needs"].initial = list(needs)
        if len(self.of) == 1:
            del self.fields["needs"]

    @property
    def chosen(self) -> list[str]:
        return self.cleaned_data["needs"] if "needs" in self.fields else self.of


class ReadyForm(NeedsForm):
    """It is ready: with what belongs to each kind of need."""

    induction = forms.BooleanField(
        label=_(
            "We have looked at the risks, and tell the officer of them and show them round before they start"
        ),
        required=False,
    )
    what_data = TextField(
        label=_("What data do the documents hold?"),
        help_text=_("Kinds of data, such as case notes. No names."),
        max_length=LONGEST_WORDS,
        required=False,
    )
    whose = TextField(
        label=_("Whose data are they?"),
        help_text=_("Such as tenants of one estate."),
        max_length=LONGEST_WORDS,
        required=False,
    )
    why = TextField(label=_("Why does the officer need them?"), max_length=LONGEST_WORDS, required=False)
    kept_until = DateField(
        label=_("Until when may the officer keep them?"),
        help_text=_("The last day of the booking at the latest."),
        required=False,
    )

    def __init__(self, *args: Any, needs: Collection[str], last_day: date, **options: Any) -> None:
        super().__init__(*args, needs=needs, **options)
        if not SHOWN_ROUND & set(needs):
            del self.fields["induction"]
        if DOCUMENTS not in needs:
            for name in SCHEDULE:
                del self.fields[name]
        else:
            self.fields["kept_until"].initial = last_day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = set(given.get("needs", ()) if "needs" in self.fields else self.of)
        wanted = [
            *(("induction",) if chosen & SHOWN_ROUND else ()),
            *(SCHEDULE if DOCUMENTS in chosen else ()),
        ]
        for name in wanted:
            if name not in self.errors and not given.get(name):
                self.add_error(name, missing(self.fields[name], str(self.fields[name].label)))
        return given

    def said(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        schedule = None
        if DOCUMENTS in self.chosen and given.get("kept_until"):
            schedule = Schedule(given["what_data"], given["whose"], given["why"], given["kept_until"])
        return {"needs": self.chosen, "induction": bool(given.get("induction")), "schedule": schedule}


class LostForm(PageForm):
    """Of which weeks an hour is charged."""

    mark_optional = False
    weeks = forms.MultipleChoiceField(label=_("Which weeks?"), widget=forms.CheckboxSelectMultiple)
    because_late = forms.BooleanField(
        label=_("These hours were lost because it was not ready, not to leave, sickness or anything else"),
        error_messages={"required": LossNotStated.message},
    )

    def __init__(self, *args: Any, lost: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(lost)
        self.fields["weeks"].choices = found  # type: ignore[attr-defined]
        self.fields["weeks"].initial = [value for value, _label in found]

    @property
    def mondays(self) -> list[date]:
        return [weeks.read(week) for week in self.cleaned_data["weeks"]]
