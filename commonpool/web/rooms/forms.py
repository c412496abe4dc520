"""The shapes of what a council's rooms ask."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.queries import Settings
from commonpool.agreements.rules import AVERAGE_WEEKS, LEAST_REST_MINUTES, MOST_REST_MINUTES, REST_MINUTES
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class PricesForm(PageForm):
    """One price for each grade band, all from one day; a band left empty is not lent for pay."""

    mark_optional = False

    starts_on = DateField(
        label=_("From which day?"), help_text=_("Today or later. Quotes already given keep their price.")
    )

    def __init__(
        self, *args: Any, today: date, current: dict[str, int], costs: dict[str, int], **options: Any
    ) -> None:
        initial: dict[str, Any] = {"starts_on": today}
        initial |= {name: current.get(band) for name, band in self.names().items()}
        initial |= {name: costs.get(band) for name, band in self.names("cost").items()}
        super().__init__(*args, initial=initial, **options)
        for name, band in self.names().items():
            self.fields[name] = MoneyField(label=GRADE_BANDS[band], least=1, most=100_000, required=False)
        for name, band in self.names("cost").items():
            label = _("%(band)s: what the hour costs your council") % {"band": GRADE_BANDS[band]}
            self.fields[name] = MoneyField(label=label, least=1, most=100_000, required=False)
        self.order_fields([*self.names(), *self.names("cost"), "starts_on"])

    def clean(self) -> dict[str, Any]:
        """A cost stands with a price."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for price, cost in zip(self.names(), self.names("cost"), strict=True):
            if given.get(cost) is not None and given.get(price) is None and not self.has_error(price):
                self.add_error(price, _("Enter the price too, or leave the cost empty"))
        return given

    @staticmethod
    def names(what: str = "price") -> dict[str, str]:
        """The form's name for each band's price, or cost."""
        return {f"{what}_{number}": band for number, band in enumerate(GRADE_BANDS)}

    @property
    def bands(self) -> list[Any]:
        """The fields of the bands, for the template."""
        return [self[name] for name in self.names()]

    @property
    def cost_fields(self) -> list[Any]:
        """The fields of the bands' costs, for the template."""
        return [self[name] for name in self.names("cost")]

    @property
    def prices(self) -> dict[str, int]:
        """Pence by band: those filled in."""
        return self._filled("price")

    @property
    def costs(self) -> dict[str, int]:
        """What an hour costs the council, pence by band: those filled in."""
        return self._filled("cost")

    def _filled(self, what: str) -> dict[str, int]:
        given = {band: self.cleaned_data.get(name) for name, band in self.names(what).items()}
        return {band: pence for band, pence in given.items() if pence is not None}


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
        help_text=_("17, unless regulation 21 or a collective agreement allows 26."),
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
