"""What the clearing asks of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, MoneyField, TextField
from commonpool.web.look.forms import PageForm


class TakeOutForm(PageForm):
    """Why an invoice is taken out."""

    reason = TextField(
        label=_("Why do you take it out?"),
        max_length=600,
        lines=True,
        help_text=_("The other council reads this. For example, the order number is wrong"),
    )


class PaidForm(PageForm):
    """The day a payment left one bank or reached the other."""

    paid_on = DateField(label=_("On which day was it paid?"))


class CapForm(PageForm):
    """Up to how much a line may be set off."""

    cap = MoneyField(
        label=_("Largest line you let be set off, before VAT"),
        required=False,
        help_text=_("An invoice with a larger line is paid by itself. Leave it empty for no limit"),
    )


class UnwindForm(PageForm):
    """Who did not pay, and what the steward found out."""

    defaulted = forms.TypedChoiceField(
        label=_("Which council did not pay?"), coerce=int, empty_value=None, required=False
    )
    reason = TextField(label=_("Why is this month’s clearing unwound?"), max_length=600, lines=True)

    def __init__(self, *args: Any, payers: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("None of them"))] + [(str(each.pk), each.name) for each in payers]
        self.fields["defaulted"].choices = choices  # type: ignore[attr-defined]


class LetInForm(PageForm):
    """Why a council that did not pay takes part again."""

    reason = TextField(
        label=_("Why does it take part again?"),
        max_length=600,
        lines=True,
        help_text=_("For example, it has paid what it owed. It stays on record with your name."),
    )
