"""What is typed when a booking is answered, ended or changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules import cancelling
from commonpool.kernel import weeks, words
from commonpool.web.look.fields import HoursField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm, week_field

SIDES = [
    ("", _("All I may see")),
    ("officer", _("Mine, as officer")),
    ("host", _("We borrow")),
    ("home", _("We lend")),
]
STATUSES = [
    ("", _("Any")),
    ("requested", _("Waiting for the officer")),
    ("accepted", _("Waiting for a council")),
    ("bound", _("Bound")),
    ("worked", _("Worked")),
    ("ended", _("Ended without work")),
]
ENDED = ("declined", "withdrawn", "expired", "cancelled")
ORDERS = [("", _("Newest first")), ("week", _("Next week of work first"))]


class ListForm(PageForm):
    """Which bookings to list."""

    mark_optional = False
    side = forms.ChoiceField(label=_("Whose?"), choices=SIDES, required=False)
    status = forms.ChoiceField(label=_("Where they stand"), choices=STATUSES, required=False)
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    @property
    def statuses(self) -> tuple[str, ...]:
        chosen = self.cleaned_data.get("status", "")
        return ENDED if chosen == "ended" else (chosen,) if chosen else ()


class TermsForm(PageForm):
    """A yes to the terms shown: the page posts their version back."""

    terms = TextField(max_length=64, widget=forms.HiddenInput)


class ConfirmForm(TermsForm):
    """A yes to the price, with a purchase order number where the council wants one."""

    purchase_order = TextField(label=_("Purchase order number"), max_length=40, required=False)

    def __init__(self, *args: Any, needed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purchase_order"].required = needed


class DeclineForm(TermsForm):
    """A no. Nobody has to say why."""

    reason = forms.ChoiceField(
        label=_("Would you like to say why?"),
        help_text=_("You need not. It helps the other council to ask better next time."),
        widget=forms.RadioSelect,
        required=False,
    )
    mark_optional = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = list(cancelling.DECLINING.items())  # type: ignore[attr-defined]


class WithdrawForm(PageForm):
    """The host takes its request back."""

    mark_optional = False
    reason = forms.ChoiceField(
        label=_("Would you like to say why?"),
        choices=list(cancelling.WITHDRAWING.items()),
        widget=forms.RadioSelect,
        required=False,
    )


class CancelForm(PageForm):
    """Which weeks are cancelled, and why."""

    weeks = forms.MultipleChoiceField(label=_("Which weeks?"), widget=forms.CheckboxSelectMultiple)
    reason = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        reasons: Mapping[str, str | Promise],
        weeks_left: Iterable[tuple[str, str]],
        hints: Mapping[str, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        left = list(weeks_left)
        self.fields["reason"].choices = list(reasons.items())  # type: ignore[attr-defined]
        chosen = self.fields["weeks"]
        chosen.choices = left  # type: ignore[attr-defined]
        chosen.initial = [value for value, _label in left]
        chosen.hints = dict(hints)  # type: ignore[attr-defined]
        if not left:
            del self.fields["weeks"]  # peer help touches no week

    @property
    def mondays(self) -> list[date] | None:
        written = self.cleaned_data.get("weeks")
        return None if written is None else [weeks.read(week) for week in written]


class ChangeForm(PageForm):
    """Hours in each week still to be worked, and in those that are free. Weeks left empty are not booked."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        now_booked: Mapping[date, int],
        free: Mapping[date, int],
        times: Mapping[str, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if times:
            same = ("", _("At the same time of the week as now"))
            self.fields["when"] = forms.ChoiceField(
                label=_("When in the week?"),
                choices=[same, *times.items()],
                widget=forms.RadioSelect,
                required=False,
            )
        self.mondays = sorted({*now_booked, *free})
        self.booked = sorted(now_booked)
        for monday in self.mondays:
            self.fields[week_field(monday)] = HoursField(
                label=capfirst(words.week_of(monday)),
                help_text=_hint(now_booked.get(monday, 0), free.get(monday, 0)),
                initial=now_booked.get(monday),
                required=False,
            )

    @property
    def when_fields(self) -> list[BoundField]:
        """Asked only where their council lends at other times than on weekdays."""
        return [self["when"]] if "when" in self.fields else []

    @property
    def when(self) -> dict[date, str]:
        """When in each week, where that is to change."""
        chosen = self.cleaned_data.get("when") or ""
        return {monday: chosen for monday, _minutes in self.chosen()} if chosen else {}

    @property
    def booked_fields(self) -> list[BoundField]:
        return [self[week_field(monday)] for monday in self.booked]

    @property
    def free_fields(self) -> list[BoundField]:
        return [self[week_field(monday)] for monday in self.mondays if monday not in self.booked]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.chosen(given):
            raise ValidationError(
                _("Leave hours in at least one week. To end the booking, cancel it instead.")
            )
        return given

    def chosen(self, given: Mapping[str, Any] | None = None) -> list[tuple[date, int]]:
        found = self.cleaned_data if given is None else given
        named = [(monday, found.get(week_field(monday))) for monday in self.mondays]
        return [(monday, minutes) for monday, minutes in named if minutes]


class ProposedForm(PageForm):
    """A yes or no to the weeks shown: the page posts back which proposal they are of."""

    mark_optional = False

    proposal = WholeNumberField(most=999_999_999, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Your answer"), choices=[("yes", _("Yes")), ("no", _("No"))])


def _hint(booked: int, free: int) -> str:
    if booked and free:
        return _("%(hours)s booked, %(more)s more free") % {
            "hours": words.hours(booked),
            "more": words.hours(free),
        }
    if booked:
        return _("%(hours)s booked, nothing more free") % {"hours": words.hours(booked)}
    return _("%(hours)s free") % {"hours": words.hours(free)}
