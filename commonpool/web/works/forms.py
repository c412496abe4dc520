"""What is typed of a piece of work, and of one's part in it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.organisations.models import Organisation
from commonpool.people.models import PieceOfWork
from commonpool.people.rules import MOST_LINK, MOST_LINKS, WHY_NOT_CONFIRMED
from commonpool.web.look.fields import DateField, HoursField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.pool.forms.find import function_choices


def functions_after(first: Any) -> list[tuple[str, Any]]:
    """The functions of councils, after what it says where none is chosen."""
    return [("", first), *function_choices()]


class SearchForm(PageForm):
    """One box and one filter."""

    mark_optional = False
    q = TextField(label=_("What are you looking for?"), max_length=200, required=False)
    function = forms.ChoiceField(label=_("Council function"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["function"].choices = functions_after(_("Any function"))  # type: ignore[attr-defined]


class TitleForm(PageForm):
    """What it is called, before it is written down: it may be there already."""

    title = TextField(
        label=_("What is the piece of work called?"),
        max_length=120,
        help_text=_("For example: Moved council tax to a new system"),
    )


class WorkForm(PageForm):
    """A piece of work as its council tells it."""

    organisation = forms.ChoiceField(label=_("Which council’s work is it?"), widget=forms.RadioSelect)
    title = TextField(
        label=_("What is the piece of work called?"),
        max_length=120,
        help_text=_("For example: Moved council tax to a new system"),
    )
    function = forms.ChoiceField(label=_("Which council function does it serve?"), required=False)
    what_was_done = TextField(
        label=_("What was done?"),
        max_length=2000,
        lines=True,
        help_text=_("Leave out names of residents and anything about health."),
    )
    what_was_learned = TextField(
        label=_("What was learned?"),
        max_length=2000,
        lines=True,
        required=False,
        help_text=_("What would you tell a council that starts it tomorrow?"),
    )
    links = TextField(
        label=_("Where can one read more?"),
        max_length=MOST_LINKS * (MOST_LINK + 1),
        lines=True,
        required=False,
        help_text=_("Up to five addresses that begin with https://, one on each line"),
    )
    starts_on = DateField(label=_("When did it begin?"))
    ends_on = DateField(
        label=_("When did it end?"), required=False, help_text=_("Leave this empty if it goes on")
    )

    def __init__(self, *args: Any, councils: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["organisation"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(str(each.pk), each.name) for each in councils]
        if len(councils) == 1:
            place.widget = forms.HiddenInput()
            self.initial["organisation"] = str(councils[0].pk)
        self.fields["function"].choices = functions_after(_("None of these"))  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What was typed, in the words of the operation."""
        data = self.cleaned_data
        same = ("title", "what_was_done", "what_was_learned", "starts_on", "ends_on")
        return {name: data[name] for name in same} | {
            "function_id": data["function"] or None,
            "links": data["links"].splitlines(),
        }


def as_written(work: PieceOfWork) -> dict[str, Any]:
    """A piece of work as its form shows it."""
    same = ("title", "what_was_done", "what_was_learned", "starts_on", "ends_on")
    return {name: getattr(work, name) for name in same} | {
        "organisation": str(work.organisation_id),
        "function": work.function_id or "",
        "links": "\n".join(work.links),
    }


class PartForm(PageForm):
    """What one did in a piece of work."""

    role = TextField(
        label=_("What did you do in it?"),
        max_length=120,
        help_text=_("For example: Led the testing, or wrote the letters to residents"),
    )
    from_on = DateField(label=_("From which day?"))
    to_on = DateField(
        label=_("Until which day?"), required=False, help_text=_("Leave this empty if it goes on")
    )
    minutes = HoursField(label=_("About how many hours?"), most=600_000, required=False)


class NotConfirmedForm(PageForm):
    """Why it is not confirmed, in one of a few words."""

    reason = forms.ChoiceField(
        label=_("Why do you not confirm it?"),
        choices=list(WHY_NOT_CONFIRMED.items()),
        widget=forms.RadioSelect,
    )


class ThanksForm(PageForm):
    """One sentence of thanks."""

    words = TextField(
        label=_("What would you like to thank them for?"),
        max_length=300,
        lines=True,
        help_text=_("One sentence. They may show it on their page, where other councils read it."),
    )
