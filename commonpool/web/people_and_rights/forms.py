"""Forms about colleagues' roles and payroll facts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.access import Role
from commonpool.organisations.operations.roles import GRANTABLE
from commonpool.people.rules import PAYROLL_ERRORS
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm

WHAT_FOR = {
    Role.APPROVER: _("Allows their officers to be lent, within limits"),
    Role.BOOKING_MANAGER: _("Borrows: asks, withdraws, cancels, agrees the hours"),
    Role.BUDGET_HOLDER: _("Says yes to money, each time or once in advance"),
    Role.RELEASE_CONTACT: _("Checks once that a new manager may release staff"),
    Role.HR: _("Confirms payroll facts of officers"),
    Role.FINANCE: _("Sets prices and sees what is owed"),
    Role.AUDITOR: _("Reads all money and the log; changes nothing"),
    Role.COUNCIL_ADMINISTRATOR: _("Joins the council up and gives roles; a second person confirms"),
}


class AppointForm(PageForm):
    """A colleague, by their address, and a role."""

    email = forms.EmailField(label=_("The e-mail address your colleague signs in with"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in (*GRANTABLE, Role.COUNCIL_ADMINISTRATOR)],
        widget=forms.RadioSelect,
    )
    post = TextField(label=_("Their post, as your switchboard would know it"), max_length=120, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        role = self.fields["role"]
        role.hints = {slug.value: words for slug, words in WHAT_FOR.items()}  # type: ignore[attr-defined]
        role.reveals = {Role.COUNCIL_ADMINISTRATOR.value: "post"}  # type: ignore[attr-defined]


class ClaimForm(PageForm):
    """Who asks to be a council's first administrator."""

    post = TextField(
        label=_("Your post"),
        max_length=120,
        help_text=_("As your council’s switchboard knows it: a person will call back through it"),
    )


class AnswerClaimForm(PageForm):
    """How a claim was checked."""

    how = TextField(
        label=_("How did you check it?"),
        max_length=200,
        help_text=_("For example: called back through the switchboard of the council"),
    )


class CheckForm(PageForm):
    """HR's part of an officer's payroll facts."""

    payroll_number = TextField(label=_("Payroll number"), max_length=30)


class EndForm(PageForm):
    """The last day of somebody who leaves."""

    ends_on = DateField(
        label=_("What is their last day?"),
        help_text=_(
            "To end it at once, enter yesterday’s date. They then have no rights here from their next page."
        ),
    )


class ErrorForm(PageForm):
    """What HR has found."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=list(PAYROLL_ERRORS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].hints = {  # type: ignore[attr-defined]
            "facts_wrong": _(
                "What is booked stands. Nothing more is booked for pay until you have checked again."
            ),
            "not_on_payroll": _("Paid weeks that have not begun are cancelled at once, free of charge."),
        }
