"""What the steward's desk asks."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.operations import MOST_AT_ONCE, MOST_SUMMARY, TooManyAtOnce
from commonpool.agreements.rules import MINOR, TERMS
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Nation
from commonpool.organisations.rules import Contact
from commonpool.web.desk.contacts import contacts_in, decoded
from commonpool.web.desk.said import said_in
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm

LONGEST_LIST = 60_000
"""Characters: so long a list waits in the session while somebody shows that it is them."""

STANDINGS = {
    "not_started": _("Not started"),
    "invited": _("Invited"),
    "joining": _("Joining"),
    "peer": _("Live as peer"),
    "borrow": _("Live: borrows"),
    "lend": _("Live: lends"),
}


class DomainForm(PageForm):
    """A council's domain that the register lacks."""

    council = TextField(
        label=_("The council’s code"), max_length=12, help_text=_("As on its page in the list of councils")
    )
    domain = TextField(
        label=_("The exact domain"),
        max_length=120,
        help_text=_("What stands after the @, such as council.gov.uk. Subdomains are domains of their own."),
    )
    how = TextField(
        label=_("How did you check it?"),
        max_length=200,
        help_text=_("For example: called back through the switchboard of the council"),
    )


class BoardForm(PageForm):
    """Councils by name, where they stand on their way in, and place."""

    mark_optional = False
    q = TextField(label=_("Name or code"), max_length=100, required=False)
    standing = forms.ChoiceField(
        label=_("Where they stand"), choices=[("", _("Anywhere")), *STANDINGS.items()], required=False
    )
    nation = forms.ChoiceField(
        label=_("Nation"), choices=[("", _("Every nation")), *Nation.choices], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = sorted({region for nation, region in organisations.places() if region and region != nation})
        regions = self.fields["region"]
        assert isinstance(regions, forms.ChoiceField)
        regions.choices = [("", _("Every region")), *((region, region) for region in found)]

    def wanted(self, day: date) -> dict[str, Any]:
        """What the board is asked for. An answer that is wrong narrows nothing."""
        self.full_clean()
        return {"day": day, **{name: self.cleaned_data.get(name, "") for name in ("q", "nation", "region")}}

    @property
    def standing_wanted(self) -> str:
        return str(self.cleaned_data.get("standing", ""))


class TextForm(PageForm):
    """What a new version of the agreement changes, and by when."""

    change = forms.ChoiceField(
        label=_("What does it change?"),
        choices=[
            (MINOR, _("Something minor: it reaches every council after its notice, without signing again")),
            (
                TERMS,
                _("Money or liability: each council signs it again, or makes no new bookings after the day"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is a minor change or one of money or liability.")},
    )
    summary = TextField(
        label=_("What changes, in a few plain sentences"),
        max_length=MOST_SUMMARY,
        lines=True,
        help_text=_("It stands in the letter to every council."),
    )
    due_on = DateField(
        label=_("From which day, or to be signed by which day?"),
        help_text=_(
            "At least 30 days from today, and within a year. "
            "For a minor change the 30 days begin on the next working day."
        ),
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the operation takes it."""
        given = self.cleaned_data
        return {"change_kind": given["change"], "summary": given["summary"], "due_on": given["due_on"]}


class InviteForm(PageForm):
    """Somebody at a council who could bring it in."""

    name = TextField(label=_("Their name"), max_length=120)
    post = TextField(label=_("Their post"), max_length=120, required=False)
    email = forms.EmailField(label=_("Their e-mail address at the council"), max_length=254)


class ListForm(PageForm):
    """A list, pasted into the field `pasted` or given as a file. Once valid, `listed` is what `read` made of it."""

    mark_optional = False
    pasted: ClassVar[str]
    read: ClassVar["staticmethod[[str], list[Any]]"]
    listed: list[Any]

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        if self.errors:
            return given
        file = given.get("file")
        if bool(file) == bool(given.get(self.pasted)):
            self.add_error(self.pasted, _("Paste a list or choose a file: one of the two."))
            return given
        try:
            given[self.pasted] = text_of(file, self.fields[self.pasted]) if file else given[self.pasted]
            self.listed = self.read(given[self.pasted])
        except ValidationError as error:
            self.add_error("file" if file else self.pasted, error)
        return given


def text_of(file: Any, field: forms.Field) -> str:
    """The text of a file as the field that it may be pasted into takes it; raises Django's `ValidationError`."""
    if file.size > 4 * LONGEST_LIST:
        raise ValidationError(_("This file is too long. Divide it."))
    return str(field.clean(decoded(file.read())))


class AssignForm(ListForm):
    """The dry run's list with the column `to` filled in, pasted or as a file."""

    pasted = "rows"
    rows = TextField(
        label=_("Paste the list"),
        max_length=LONGEST_LIST,
        lines=True,
        required=False,
        help_text=_("With its first row. Only the columns council, kind, key and to are read."),
    )
    file = forms.FileField(label=_("Or choose a CSV file"), required=False, allow_empty_file=True)

    read = staticmethod(said_in)


class TakeBackForm(PageForm):
    """Why what was confirmed of a council's end is taken back."""

    mark_optional = False

    reason = TextField(
        label=_("Why is it taken back?"),
        help_text=_("One sentence. It stays on record with your name."),
        max_length=300,
        lines=True,
    )


def _contacts(text: str) -> list[Contact]:
    found = contacts_in(text)
    if len(found) > MOST_AT_ONCE:
        raise ValidationError(str(TooManyAtOnce(count=len(found), most=MOST_AT_ONCE)))
    return found


class ContactsForm(ListForm):
    """A list of contacts, pasted or as a file."""

    pasted = "contacts"
    contacts = TextField(
        label=_("Paste the list"),
        max_length=LONGEST_LIST,
        lines=True,
        required=False,
        help_text=_("With its first row. Copied cells of a spreadsheet do as well."),
    )
    file = forms.FileField(label=_("Or choose a CSV file"), required=False, allow_empty_file=True)

    read = staticmethod(_contacts)
