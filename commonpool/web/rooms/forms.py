"""The shapes of what a council's rooms ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.queries import Settings
from commonpool.agreements.rules import AVERAGE_WEEKS, LEAST_REST_MINUTES, MOST_REST_MINUTES, REST_MINUTES
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class SettingsForm(PageForm):
    """What a council chooses once, and may change."""

    invoice_name = TextField(
        label=_("Who are invoices addressed to?"),
        max_length=120,
        required=False,
        help_text=_("A team, such as “Accounts payable”"),
    )
    invoice_address = TextField(
        label=_("Where do invoices go?"),
        max_length=400,
        lines=True,
        required=False,
        help_text=_("Postal address. Needed before your council borrows."),
    )
    invoice_email = forms.EmailField(label=_("E-mail address for invoices"), max_length=254, required=False)
    invoice_electronic = TextField(
        label=_("Address for e-invoices"),
        max_length=60,
        required=False,
        help_text=_(
            "If your council takes e-invoices through Peppol under a number other than its VAT number, such as a GLN:"
            " 0088:5060012349998. Leave it blank otherwise."
        ),
    )
    purchase_order_from_pence = MoneyField(
        label=_("From what price does a booking need a purchase order?"),
        help_text=_("Before VAT. £1,000 means that smaller bookings need none."),
    )
    blanket_purchase_order = TextField(
        label=_("Purchase order number for the whole year"),
        max_length=40,
        required=False,
        help_text=_("If you have one, bookings use it and nobody is asked."),
    )
    silence_agrees = forms.ChoiceField(
        label=_(
            "If nobody answers for five working days, are hours agreed when they are no more than booked?"
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    default_weekly_minutes = HoursField(
        label=_("How many hours a week may a manager usually allow?"),
        least=30,
        most=2220,
        required=False,
        help_text=_(
            "Needed before your council lends. A manager may allow fewer; more asks for a second proof of identity."
        ),
    )
    default_months = WholeNumberField(
        label=_("For how many months does a permission usually run?"), least=1, most=24, required=False
    )
    wellbeing_reason = TextField(
        label=_("How does lending your officers help your own area?"),
        max_length=300,
        lines=True,
        required=False,
        help_text=_(
            "In Scotland, needed before your council lends outside Scotland. One sentence, said once."
        ),
    )

    average_weeks = forms.ChoiceField(
        label=_("Over how many weeks are your officers’ working hours averaged?"),
        help_text=_(
            "17, unless a collective agreement, or regulation 21 of the Working Time Regulations 1998, allows 26."
        ),
        choices=[(each, str(each)) for each in AVERAGE_WEEKS],
        required=False,
        widget=forms.RadioSelect,
    )
    rest_minutes = HoursField(
        label=_("How many hours of rest are there between two working days?"),
        help_text=_(
            "11, unless a local agreement lengthens the rest, or makes up for a shorter one. Fewer hours are warned of."
        ),
        least=LEAST_REST_MINUTES,
        most=MOST_REST_MINUTES,
        required=False,
    )
    rest_fortnights_from = DateField(
        label=_("From which Monday is weekly rest counted by fortnights?"),
        help_text=_(
            "Leave empty for 24 hours of rest in each week. By fortnights it is 48 hours at once, or 24 hours twice."
        ),
        required=False,
    )
    rest_reason = TextField(
        label=_("Which agreement or decision does this rest on?"),
        help_text=_("Needed if rest is other than 11 hours a day and 24 hours a week."),
        max_length=300,
        lines=True,
        required=False,
    )

    @classmethod
    def starting_from(cls, settings: Settings, data: Any = None) -> "SettingsForm":
        """The form as the council's settings stand."""
        initial = {name: getattr(settings, name) for name in cls.base_fields}
        return cls(data, initial=initial | {"silence_agrees": "yes" if settings.silence_agrees else "no"})

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the operation takes it."""
        typed = self.cleaned_data
        return typed | {
            "silence_agrees": typed["silence_agrees"] == "yes",
            "average_weeks": int(typed["average_weeks"] or AVERAGE_WEEKS[0]),
            "rest_minutes": typed["rest_minutes"] or REST_MINUTES,
        }


class LeaveForm(PageForm):
    """Notice to end the agreement."""

    ends_on = DateField(
        label=_("What is the last day?"),
        help_text=_("The agreement ends at the midnight that ends this day, UK time. For example, 31 3 2027"),
    )
