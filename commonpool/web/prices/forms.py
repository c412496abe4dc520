"""The shapes of what is said about prices, pay points and what is added to pay."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.models import PayPoint, PayScale
from commonpool.agreements.rules import DAY_TYPES
from commonpool.agreements.rules.pay_scale import AGREED, LEAST_ANNUAL, MOST_ANNUAL, OFFER, read_points
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.money import pounds
from commonpool.web.desk.forms import LONGEST_LIST, ListForm
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.terms.fields import DecimalsField
from commonpool.web.terms.forms import FROM_WHICH_DAY, TODAY_OR_LATER

BESIDE = {
    "second": _("%(band)s: an hour in the evening or on a Saturday"),
    "third": _("%(band)s: an hour on a Sunday or public holiday"),
    "cost": _("%(band)s: what the hour costs your council"),
}


class PricesForm(PageForm):
    """One price for each grade band, all from one day; a band left empty is not lent for pay."""

    mark_optional = False

    starts_on = DateField(
        label=_("From which day?"), help_text=_("Today or later. Quotes already given keep their price.")
    )

    def __init__(self, *args: Any, today: date, in_force: dict[str, dict[str, int]], **options: Any) -> None:
        initial: dict[str, Any] = {"starts_on": today} | options.pop("initial", {})
        for what, given in in_force.items():
            initial |= {
                name: given.get(band) for name, band in self.names(what).items() if name not in initial
            }
        super().__init__(*args, initial=initial, **options)
        for what in ("price", *BESIDE):
            for name, band in self.names(what).items():
                words = {"band": GRADE_BANDS[band]}
                label = BESIDE[what] % words if what in BESIDE else GRADE_BANDS[band]
                self.fields[name] = MoneyField(label=label, least=1, most=100_000, required=False)
        self.order_fields([name for name in self.fields if name != "starts_on"])

    def clean(self) -> dict[str, Any]:
        """Another price, or a cost, stands with a price."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for price, *others in zip(*(self.names(what) for what in ("price", *BESIDE)), strict=True):
            extra = any(given.get(other) is not None for other in others)
            if extra and given.get(price) is None and not self.has_error(price):
                self.add_error(price, _("Enter this price too, or leave the others for this band empty"))
        return given

    @staticmethod
    def names(what: str = "price") -> dict[str, str]:
        """The form's name for each band's price, or cost."""
        return {f"{what}_{number}": band for number, band in enumerate(GRADE_BANDS)}

    @property
    def shown(self) -> dict[str, list[Any]]:
        """The fields by what they say of each band, for the template."""
        return {what: [self[name] for name in self.names(what)] for what in ("price", *BESIDE)}

    def filled(self, what: str = "price") -> dict[str, int]:
        """Pence by band: those filled in."""
        given = {band: self.cleaned_data.get(name) for name, band in self.names(what).items()}
        return {band: pence for band, pence in given.items() if pence is not None}


ON_TOP, PLAIN_TIME = "on_top", "plain"
BASES = [
    (ON_TOP, _("On top of the contract: your table’s rates")),
    (PLAIN_TIME, _("Inside the contract, or given back as time: plain time")),
]


class WorkOutForm(PageForm):
    """From a pay point, or pay typed, to a price: everything the method needs, with the council's own as it stands."""

    mark_optional = False
    point = forms.ChoiceField(label=_("Pay point"), required=False)
    annual = MoneyField(
        label=_("Or pay for a full year of full weeks"),
        least=LEAST_ANNUAL,
        most=MOST_ANNUAL,
        required=False,
        help_text=_("In place of the pay point, for pay that is in no table. For example, 36,363"),
    )
    contract = HoursField(label=_("Contract hours a week"), least=60, most=2700, step=1)
    basis = forms.ChoiceField(label=_("How are the hours worked?"), choices=BASES, widget=forms.RadioSelect)
    above_ceiling = forms.BooleanField(
        label=_("Paid above the point up to which your council pays overtime"), required=False
    )
    pension = DecimalsField(label=_("Employer’s pension rate, per cent"), least=0, most=10_000)
    holiday = forms.BooleanField(label=_("Add holiday pay: 4 weeks in 52"), required=False)
    administration = DecimalsField(
        label=_("What arranging loans costs you, per cent of the cost"), least=0, most=5_000
    )
    day = forms.ChoiceField(label=_("Kind of day"), choices=list(DAY_TYPES.items()))
    hours = HoursField(label=_("Hours in the example"), least=30, most=1440, step=1)
    band = forms.ChoiceField(
        label=_("Grade band that the price is for"),
        choices=[(str(number), label) for number, label in enumerate(GRADE_BANDS.values())],
    )

    def __init__(self, *args: Any, points: list[PayPoint], **options: Any) -> None:
        super().__init__(*args, **options)
        self.points = {each.point: each for each in points}
        listed = [(each.point, f"{each.point}: {pounds(each.annual_pence)}") for each in points]
        self.fields["point"].choices = [("", _("None of these")), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Pay is a point's or typed: typed pay counts where both are given."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("annual") and not given.get("point") and not self.has_error("annual"):
            self.add_error("point", _("Choose a pay point, or enter pay for a full year"))
        return given

    @property
    def annual_pence(self) -> int:
        """Pay for a full year of full weeks."""
        typed: int | None = self.cleaned_data["annual"]
        return typed or self.points[self.cleaned_data["point"]].annual_pence


class PointsForm(ListForm):
    """A council's own table of pay points, pasted or as a file; read row by row."""

    pasted = "rows"
    read = staticmethod(read_points)  # type: ignore[assignment]  # the points and what is wrong, not a list
    name = TextField(label=_("What do you call this table?"), max_length=80)
    effective_from = DateField(
        label=FROM_WHICH_DAY, help_text=_("Within two years, back or ahead. For example, 1 4 2026")
    )
    mark = forms.ChoiceField(
        label=_("Is this pay agreed?"),
        choices=[(AGREED, _("Yes, agreed")), (OFFER, _("No, an offer: it is kept and not used"))],
        widget=forms.RadioSelect,
    )
    rows = TextField(
        label=_("Paste the table"),
        max_length=LONGEST_LIST,
        lines=True,
        required=False,
        help_text=_("With its first row: point,annual. Pounds a year of full weeks."),
    )
    file = forms.FileField(label=_("Or choose a CSV file"), required=False, allow_empty_file=True)


class CostsForm(PageForm):
    """What is added to pay and on-costs when a price is worked out."""

    holiday = forms.BooleanField(
        label=_("Add holiday pay: 4 weeks in 52"),
        required=False,
        help_text=_("Overtime that is worked regularly counts for holiday pay."),
    )
    administration_hundredths = DecimalsField(
        label=_("What arranging loans costs you, per cent of the cost"), least=0, most=5_000
    )
    starts_on = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)


class ConfirmForm(PageForm):
    """One tap: the points of this table are ours."""

    scale = forms.TypedChoiceField(
        label=_("Table"),
        coerce=int,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This table is not there any more. Look at the tables again.")},
    )

    def __init__(self, *args: Any, scales: list[PayScale], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scale"].choices = [(str(each.pk), each.name) for each in scales]  # type: ignore[attr-defined]
