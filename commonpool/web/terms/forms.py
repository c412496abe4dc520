"""The shapes of what is asked once about how a council is paid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements import rules
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.terms.fields import DecimalsField

FROM_WHICH_DAY = _("From which day?")
TODAY_OR_LATER = _("Today or later. What was said before stays in the record.")
TREATMENTS = [
    (rules.STANDARD, _("Registered: standard rate on the whole charge (usual)")),
    (rules.OUTSIDE_SCOPE, _("Registered: outside the scope of VAT, as our VAT officer has decided")),
    (rules.NO_VAT, _("Not registered for VAT")),
]
MODES = [
    (rules.PLATFORM, _("Commonpool makes them in our name (usual)")),
    (rules.OWN_SYSTEM, _("Our own system sends them; we type its number here")),
]
NETS = [
    ("no", _("No: every invoice is paid by itself")),
    ("yes", _("Yes: each month, what we owe is set off against what we are owed")),
]


class VatForm(PageForm):
    """How the council stands for VAT."""

    treatment = forms.ChoiceField(
        label=_("How does your council stand for VAT?"), choices=TREATMENTS, widget=forms.RadioSelect
    )
    number = TextField(
        label=_("VAT number"),
        max_length=20,
        required=False,
        help_text=_("If you are registered. Nine digits, with or without GB, like 123 4567 82"),
    )
    reason = TextField(
        label=_("Why are loans outside the scope?"),
        max_length=600,
        lines=True,
        required=False,
        help_text=_("Only if they are: the special legal regime under which your council lends."),
    )
    vat_officer = TextField(label=_("Name of the VAT officer who decided it"), max_length=120, required=False)
    decided_on = DateField(label=_("When did they decide it?"), required=False)
    starts_on = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)


class InvoicesForm(PageForm):
    """Who makes the council's invoices."""

    mode = forms.ChoiceField(
        label=_("Who makes your council’s invoices?"), choices=MODES, widget=forms.RadioSelect
    )
    starts_on = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)


class NettingForm(PageForm):
    """Whether invoices are set off, signed with a name."""

    nets = forms.ChoiceField(
        label=_("Are your council’s invoices set off each month?"), choices=NETS, widget=forms.RadioSelect
    )
    typed_name = TextField(
        label=_("Type your full name to sign"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the operation takes it."""
        return self.cleaned_data | {"nets": self.cleaned_data["nets"] == "yes"}


class PensionForm(PageForm):
    """What the council pays into the pension scheme."""

    hundredths = DecimalsField(
        label=_("Your council’s rate, in per cent of pay"),
        help_text=_(
            "The primary rate of the Local Government Pension Scheme, like 19.60. Leave out lump sums."
        ),
        least=0,
        most=10_000,
    )
    starts_on = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)


class BankForm(PageForm):
    """The account to be paid into."""

    mark_optional = False
    account_name = TextField(label=_("Name of the account"), max_length=80)
    sort_code = TextField(
        label=_("Sort code"),
        max_length=12,
        help_text=_("Six digits, like 30 90 89"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-10", "autocomplete": "off"}
        ),
    )
    account_number = TextField(
        label=_("Account number"),
        max_length=12,
        help_text=_("Eight digits"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-10", "autocomplete": "off"}
        ),
    )


class CallBackForm(PageForm):
    """What the second person did before confirming."""

    called_number = TextField(label=_("Which number did you ring?"), max_length=40)
    known_from = TextField(
        label=_("Where did you know that number from?"),
        max_length=200,
        help_text=_("Not from the message that brought the new details. For example, our own directory"),
    )
    called_on = DateField(label=_("On which day did you ring?"))
