"""Forms of one's own account."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonpool.identity import queries as identity
from commonpool.identity.models import Person
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.names import english_of, shown
from commonpool.people.models import Employment
from commonpool.people.queries import Proposal
from commonpool.people.rules import LEAST_NOTICE_DAYS, MOST_NOTICE_DAYS
from commonpool.web.look.fields import DateField, HoursField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm

WEEKDAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]


class SignInForm(PageForm):
    """An address to send a code to. `person` is who has it, or None: the page never says which."""

    email = forms.EmailField(
        label=_("Your work e-mail address"),
        help_text=_("We send you a code to sign in with. There is no password to remember."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "spellcheck": "false"}),
    )
    person: Person | None = None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if not email.isascii() and not email.rpartition("@")[2].isascii():
            raise forms.ValidationError(_("Enter the address in plain letters, like name@council.gov.uk"))
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        self.person = identity.person_with_address(email)
        return email


class CodeForm(PageForm):
    """The code that came by e-mail."""

    code = TextField(label=_("Code"), max_length=20)


class DetailsForm(PageForm):
    """How a person is called, telephoned and written to."""

    name = TextField(label=_("Your name"), max_length=120, help_text=_("As colleagues know you"))
    telephone = TextField(
        label=_("Work telephone"),
        max_length=30,
        required=False,
        help_text=_("Shown to the other council only once a booking is bound"),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and of our letters to you"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


class ProposalForm(PageForm):
    """Which council a proved address belongs to: asked only where several share its domain."""

    council = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["council"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(council.pk), council.name) for council in proposal.councils]
        field.label = _("Which council do you work for?")
        if len(proposal.councils) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(proposal.councils[0].pk)


class HelpForm(PageForm):
    """A word to a person who can help somebody in."""

    message = TextField(
        label=_("Which council do you work for, and how can we check it?"),
        max_length=1000,
        lines=True,
        help_text=_("For example the page of your council that names your team. A person will read this."),
    )


class FactsForm(PageForm):
    """What payroll needs to know of a job."""

    job_title = TextField(
        label=_("Job title"),
        help_text=_("Choose one of the names that come up as you type, or write what yours is called"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "job-titles"}),
    )
    grade_band = forms.ChoiceField(
        label=_("Grade band"),
        help_text=_("It sets your price for a host council; your pay is not shown to them"),
        widget=forms.RadioSelect,
    )
    weekly_hours = HoursField(
        label=_("Contract hours a week"), step=1, least=30, most=6000, help_text=_("For example 37 or 22.2")
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Days you usually work"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    other_jobs = TextField(
        label=_("Other paid jobs"),
        max_length=300,
        required=False,
        help_text=_("Hours in all jobs count towards the 48-hour limit"),
    )
    other_hours = HoursField(
        label=_("Hours a week in them"),
        step=1,
        least=0,
        most=6000,
        required=False,
        help_text=_("Leave out a council job that your account lists: we count it already"),
    )
    began_on = DateField(
        label=_("First day at the council"),
        required=False,
        help_text=_("Only if it was in the last six months. It tells us which weeks to average."),
    )
    under_18 = forms.BooleanField(
        label=_("I am under 18"), required=False, help_text=_("Nobody under 18 can be lent")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["grade_band"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(GRADE_BANDS.items())

    @classmethod
    def of(cls, employment: Employment, *args: Any) -> "FactsForm":
        """The form with what is stated already."""
        stated = {
            "job_title": shown("job", employment.job_title),
            "grade_band": employment.grade_band,
            "weekly_hours": _hours(employment.weekly_minutes),
            "working_days": employment.working_days,
            "other_jobs": employment.other_jobs,
            "other_hours": _hours(employment.other_minutes) if employment.other_jobs else "",
            "began_on": employment.began_on,
            "under_18": employment.under_18,
        }
        return cls(*args, initial=stated)

    def clean_job_title(self) -> str:
        """A name of the list is kept in English, and shown to each in their language."""
        return english_of("job", self.cleaned_data["job_title"])

    def clean_other_hours(self) -> int:
        minutes = self.cleaned_data["other_hours"]
        if minutes is None and self.cleaned_data.get("other_jobs"):
            raise forms.ValidationError(_("Say how many hours a week your other jobs take, or 0"))
        return minutes or 0


class OptOutForm(PageForm):
    """What an officer signs: from when, on which notice, and their name."""

    starts_on = DateField(label=_("From which day?"), required=False, help_text=_("Today if left empty"))
    notice_days = WholeNumberField(
        label=_("Days of notice to end it"),
        least=LEAST_NOTICE_DAYS,
        most=MOST_NOTICE_DAYS,
        help_text=_("From 7 to 89. Agree more than 7 only if your council asks you to."),
    )
    signed_name = TextField(
        label=_("Type your full name to sign"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class LeaveForm(PageForm):
    """The last day somewhere."""

    ends_on = DateField(label=_("What is your last day there?"))


class TokenForm(PageForm):
    """A token for a program."""

    label = TextField(
        label=_("What is the token for?"),
        max_length=60,
        help_text=_("So that you can tell your tokens apart"),
    )
    ends_on = DateField(
        label=_("Last day it works"), required=False, help_text=_("A year from now if left empty")
    )
    may_decide = forms.BooleanField(
        label=_("It may make decisions: approve, confirm, agree hours"),
        required=False,
        help_text=_("Needs your passkey or authenticator app"),
    )


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, with a name like any other text; without one it gets one."""

    name = TextField(label=_("Name"), required=False, max_length=60)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = TextField(label=_("Name"), max_length=60)


def _hours(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return f"{minutes // 60}h {minutes % 60}m" if minutes % 60 else str(minutes // 60)
