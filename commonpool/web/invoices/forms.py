"""The shapes of what is asked about invoices."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.invoices.lifecycle import (
    CREDITED,
    DISPUTED,
    DRAFT,
    DROPPED,
    FELL_AWAY,
    ISSUED,
    PAID,
    SET_OFF,
)
from commonpool.invoices.models import Invoice
from commonpool.invoices.operations import number_field
from commonpool.kernel import months
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.rules import ACCOUNTS
from commonpool.web.desk.forms import LONGEST_LIST, text_of
from commonpool.web.look.fields import DateField, MoneyField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.terms.fields import DecimalsField

STATUSES = {
    DRAFT: _("Draft: waits for a number"),
    ISSUED: _("Issued"),
    DISPUTED: _("Disputed"),
    PAID: _("Paid"),
    CREDITED: _("Credited whole"),
    SET_OFF: _("Set off against its invoice"),
    DROPPED: _("Given up"),
    FELL_AWAY: _("Fell away: both sides are one council now"),
}
SIDES = [("", _("All")), ("home", _("We lent")), ("host", _("We borrowed"))]
MONEY_LENT = [("home", _("We lent: owed to us")), ("host", _("We borrowed: owed by us"))]


class InvoicesFilter(PageForm):
    """Which invoices to list."""

    mark_optional = False
    side = forms.ChoiceField(label=_("Which side?"), choices=SIDES, required=False)
    status = forms.ChoiceField(
        label=_("Where it stands"), choices=[("", _("All")), *STATUSES.items()], required=False
    )


class DayForm(PageForm):
    """The state of things at the end of a day, for what was lent or borrowed."""

    mark_optional = False
    side = forms.ChoiceField(label=_("Which side?"), choices=MONEY_LENT, required=False)
    on = DateField(label=_("At the end of which day?"), required=False)


class MonthForm(PageForm):
    """A month, as 2026-12."""

    mark_optional = False
    month = TextField(label=_("Which month?"), max_length=7, help_text=_("Like 2026-12"))

    def clean_month(self) -> date:
        try:
            return months.read(self.cleaned_data["month"])
        except NotFound:
            raise forms.ValidationError(_("Write the month like 2026-12.")) from None


class _LinesForm(PageForm):
    """Some lines of one invoice, and why."""

    lines = forms.MultipleChoiceField(label=_("Which lines?"), widget=forms.CheckboxSelectMultiple)
    reason = TextField(label=_("Why?"), max_length=600, lines=True)

    def __init__(self, choices: Iterable[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lines"].choices = [(str(pk), text) for pk, text in choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        return self.cleaned_data | {"lines": [int(each) for each in self.cleaned_data["lines"]]}


class DisputeForm(_LinesForm):
    """What the host does not accept."""


class _NoteForm(PageForm):
    """A credit note has a number of the council's own, where its own system numbers its invoices."""

    own_number = TextField(label=_("Number of the credit note in your own system"), max_length=40)

    def __init__(self, *args: Any, own_system: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not own_system:
            del self.fields["own_number"]


class CreditForm(_LinesForm, _NoteForm):
    """What home takes back."""

    field_order = ("lines", "reason", "again", "own_number")
    again = forms.BooleanField(label=_("Invoice these charges again in the next run"), required=False)


class UpholdForm(_NoteForm):
    """What home says as it agrees with a dispute: whether the charge is invoiced again, and its own number."""

    mark_optional = False
    again = forms.BooleanField(label=_("Invoice this charge again in the next run"), required=False)

    def __init__(self, *args: Any, dispute_id: int, **options: Any) -> None:
        super().__init__(*args, auto_id=f"id_{dispute_id}_%s", **options)


class CreditHoursForm(_NoteForm):
    """Home credits what was corrected."""


class PaidForm(PageForm):
    """When it was paid, how much, with which reference."""

    on = DateField(label=_("On which day was it paid?"))
    amount = MoneyField(
        label=_("How much?"), required=False, help_text=_("Leave it blank for all that is due.")
    )
    reference = TextField(label=_("Reference of the payment"), max_length=40, required=False)

    @property
    def chosen(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"on": said["on"], "pence": said["amount"], "reference": said["reference"]}


class NumbersForm(PageForm):
    """A line for each draft: its reference, the number, the day; typed, pasted or as a file."""

    mark_optional = False

    rows = TextField(
        label=_("Draft, number, day"),
        max_length=LONGEST_LIST,
        lines=True,
        required=False,
        help_text=_("One draft a line, like P-7K3M-9QXT,AR-7001,2027-01-31. Without a day it is today."),
    )

    file = forms.FileField(
        label=_("Or choose a CSV file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "The downloaded list with number and date filled in, or any file with these three columns first."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        file = given.get("file")
        if file is None or self.errors:
            return given
        try:
            given["rows"] = text_of(file, self.fields["rows"])
        except forms.ValidationError as wrong:
            self.add_error("file", wrong)
        return given


class DropForm(PageForm):
    """Which draft is given up."""

    draft = forms.ChoiceField(label=_("Which draft?"))

    def __init__(self, drafts: Iterable[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["draft"].choices = [(str(pk), text) for pk, text in drafts]  # type: ignore[attr-defined]


class CodesForm(PageForm):
    """The code of each account in the council's own ledger."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for account in ACCOUNTS.values():
            self.fields[account.code] = TextField(label=account.name, max_length=40)

    @property
    def chosen(self) -> dict[str, Any]:
        return {"codes": self.cleaned_data}


class InterestForm(PageForm):
    """A debt, the base rate of the day that counts, and the two days between which it was late."""

    mark_optional = False
    amount = MoneyField(label=_("How much was owed, with VAT?"), least=1)
    due_on = DateField(label=_("By which day was it to be paid?"))
    paid_on = DateField(label=_("On which day was it paid?"), help_text=_("Or today, if it still is not."))
    base = DecimalsField(
        label=_("Bank of England base rate, in per cent"),
        least=0,
        most=3000,
        help_text=_("That of the 30 June or 31 December before the debt became late, like 3.75"),
    )


class AwardForm(PageForm):
    """Which hours a back-dated pay award is for, and what an hour of them costs more or less."""

    mark_optional = False
    grade_band = forms.ChoiceField(
        label=_("Which grade band?"), choices=[(each, each) for each in GRADE_BANDS]
    )
    first = DateField(label=_("From the week of which day?"))
    last = DateField(label=_("To the week of which day?"))
    way = forms.ChoiceField(
        label=_("Does an hour cost your council more, or less?"),
        choices=[("more", _("More: a supplementary charge")), ("less", _("Less: a credit"))],
        widget=forms.RadioSelect,
    )
    amount = MoneyField(label=_("How much an hour, before VAT?"), least=1)

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("The last day is before the first. Change one of them."))
        return given

    def number_notes(self, invoices: Iterable[Invoice]) -> None:
        """Each of these invoices is asked for the number of its credit note."""
        for invoice in invoices:
            self.fields[number_field(invoice.pk)] = TextField(
                label=_("Number in your own system of the credit note for %(invoice)s")
                % {"invoice": f"{invoice.own_number} ({invoice.reference})"},
                max_length=40,
                required=False,
            )

    def numbers_of(self, invoices: Iterable[Invoice]) -> dict[int, str]:
        """What was typed, by invoice."""
        return {each.pk: self.data.get(number_field(each.pk), "") for each in invoices}

    @property
    def chosen(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "grade_band": said["grade_band"],
            "first_monday": said["first"] - timedelta(days=said["first"].weekday()),
            "last_monday": said["last"] - timedelta(days=said["last"].weekday()),
            "hourly_difference_pence": said["amount"] if said["way"] == "more" else -said["amount"],
        }
