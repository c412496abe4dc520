"""Forms of whoever decides about a permission, and of whoever knows the deciders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.availability.models import Permission
from commonpool.availability.rules import (
    BOOKINGS_DECIDED,
    ENDING_REASONS,
    MOST_WEEKLY_MINUTES,
    REFUSAL_REASONS,
    SAYABLE_ENDINGS,
    SAYABLE_REFUSALS,
    TIME_BASES,
)
from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from commonpool.people.models import Experience
from commonpool.web.look.fields import DateField, HoursField, TextField
from commonpool.web.look.forms import PageForm


class DecideForm(PageForm):
    """The limits, and what the manager can tick."""

    weekly_minutes = HoursField(label=_("The most hours in any one week"), most=MOST_WEEKLY_MINUTES)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    time_basis = forms.ChoiceField(
        label=_("How is the time found?"), choices=list(TIME_BASES.items()), widget=forms.RadioSelect
    )
    decisions = forms.BooleanField(
        label=_("May take decisions on the other council’s behalf"), required=False
    )
    peer_help = forms.BooleanField(
        label=_("May give up to 2 hours a month of free advice to any one council"), required=False
    )
    on_payroll = forms.BooleanField(
        label=_("They are on our payroll, not agency, contractor or company"),
        required=False,
        help_text=_("Without this tick: calls and free advice only"),
    )
    confirmed_experience_ids = forms.MultipleChoiceField(
        label=_("Tick what you know they did"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, permission: Permission, said: list[Experience], **options: Any) -> None:
        names = ("weekly_minutes", "starts_on", "ends_on", "time_basis", "decisions", "peer_help")
        super().__init__(*args, initial={name: getattr(permission, name) for name in names}, **options)
        for name in ("decisions", "peer_help"):
            if not getattr(permission, name):
                del self.fields[name]
        if permission.employment.ticked_at is not None:
            del self.fields["on_payroll"]
        done = self.fields["confirmed_experience_ids"]
        assert isinstance(done, forms.ChoiceField)
        done.choices = [(str(each.pk), each.words) for each in said]
        if not said:
            del self.fields["confirmed_experience_ids"]

    def decided(self) -> dict[str, Any]:
        """What was decided, in the words of the operation."""
        ticked = self.cleaned_data.get("confirmed_experience_ids", [])
        unasked = {"decisions": False, "peer_help": False, "on_payroll": False}
        return unasked | self.cleaned_data | {"confirmed_experience_ids": [int(each) for each in ticked]}


class RefuseForm(PageForm):
    """Why not, in one of a few words."""

    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=[(reason, REFUSAL_REASONS[reason]) for reason in SAYABLE_REFUSALS],
        widget=forms.RadioSelect,
    )


class WithdrawForm(PageForm):
    """Why it ends, in one of a few words."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(reason, ENDING_REASONS[reason]) for reason in SAYABLE_ENDINGS],
        widget=forms.RadioSelect,
    )
    bookings = forms.ChoiceField(
        label=_("What happens to what is booked already?"),
        choices=list(BOOKINGS_DECIDED.items()),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bound: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not bound:
            del self.fields["bookings"]


class PassOnForm(PageForm):
    """Who is asked from now on."""

    approver_id = forms.ChoiceField(label=_("Which manager is asked from now on?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, able: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["approver_id"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(str(each.pk), f"{each} ({each.email})") for each in able]


class DeputyForm(PageForm):
    """Who decides in my place, and when."""

    organisation_id = forms.ChoiceField(label=_("At which council?"), widget=forms.RadioSelect)
    email = TextField(
        label=_("Your deputy’s e-mail"),
        max_length=254,
        help_text=_("A colleague at your council who has signed in here once"),
    )
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"), required=False, help_text=_("Leave empty for: until further notice"))

    def __init__(self, *args: Any, councils: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.only = councils[0].pk if len(councils) == 1 else None
        if self.only is not None:
            del self.fields["organisation_id"]
        else:
            chosen = self.fields["organisation_id"]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [(str(each.pk), str(each)) for each in councils]

    def named(self) -> dict[str, Any]:
        """What was typed, in the words of the operation."""
        place = self.only if self.only is not None else int(self.cleaned_data["organisation_id"])
        return {**self.cleaned_data, "organisation_id": place}


class CheckForm(PageForm):
    """May this person release staff?"""

    answer = forms.ChoiceField(
        label=_("May they release staff of your council?"),
        choices=[("yes", _("Yes, I know this person")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
