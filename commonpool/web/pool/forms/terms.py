"""What is asked of an officer besides weeks and what for, whichever way they are asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules.when import WEEKDAY
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.look.prices import priced

OF_NEEDS = ("contact", "ready_by")
OF_PAID = ("work", "needs", *OF_NEEDS, "purchase_order")
NO_PRICES: Mapping[str, int] = {}
NEEDS = [
    ("documents", _("Documents with personal data")),
    ("account", _("An account on our system")),
    ("visit", _("To visit us")),
]


class TermsForm(PageForm):
    """How they work, when in the week, what they will need and who has it ready, and the order number.

    When, only where their council lends at other times than on weekdays: `prices` are pence an hour by when. Whether
    more is wanted than a need asks for, only `beyond` that.
    """

    mark_optional = False
    work = forms.ChoiceField(
        label=_("Will they advise, or decide for you?"),
        choices=[
            ("advice", _("Advise and support")),
            ("decisions", _("Decide, inspect or sign for your council")),
        ],
        widget=forms.RadioSelect,
        initial="advice",
    )
    when = forms.ChoiceField(label=_("When in the week?"), widget=forms.RadioSelect, required=False)
    needs = forms.MultipleChoiceField(
        label=_("Will they need anything beyond conversation?"),
        help_text=_("Leave empty if talking and shared public papers are enough."),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    contact = TextField(
        label=_("Who at your council has it ready?"),
        help_text=_("Their work e-mail address. Yours, unless you say otherwise."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ready_by = DateField(
        label=_("Ready by which day?"),
        help_text=_("Leave empty for the last working day before the first week."),
        required=False,
    )
    more = forms.BooleanField(label=_("I want these hours as well as those already accepted"), required=False)
    purchase_order = TextField(
        label=_("Purchase order number"),
        help_text=_("Only if your council needs one for this amount."),
        max_length=40,
        required=False,
    )

    def __init__(
        self, *args: Any, beyond: bool = False, prices: Mapping[str, int] = NO_PRICES, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not beyond:
            del self.fields["more"]
        if len(prices) > 1:
            self.fields["when"].choices = [(when, priced(when, pence)) for when, pence in prices.items()]  # type: ignore[attr-defined]
            self.fields["when"].initial = WEEKDAY
        else:
            del self.fields["when"]

    @property
    def when_fields(self) -> list[BoundField]:
        return self._there("when")

    @property
    def other_fields(self) -> list[BoundField]:
        return self._there("work", "needs")

    @property
    def need_fields(self) -> list[BoundField]:
        """Asked only where something is needed."""
        return self._there(*OF_NEEDS)

    @property
    def last_fields(self) -> list[BoundField]:
        return self._there("more", "purchase_order")

    def _there(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("needs"):
            for name in OF_NEEDS:
                self.errors.pop(name, None)
                given[name] = None
        return given

    def terms(self, mondays: Iterable[date]) -> dict[str, Any]:
        """What the form says of these weeks, as the operation and the quote take it."""
        return self.terms_of_all() | {
            "when": dict.fromkeys(mondays, self.cleaned_data.get("when") or WEEKDAY)
        }

    def terms_of_all(self) -> dict[str, Any]:
        """The same but for when in the week: whoever is asked, and for which weeks."""
        given = self.cleaned_data
        return {
            "decisions": given.get("work") == "decisions",
            "needs": tuple(given.get("needs") or ()),
            "purchase_order": given.get("purchase_order") or "",
            "contact": given.get("contact") or "",
            "ready_on": given.get("ready_by"),
        }

    def needs_in_words(self) -> list[Any]:
        """What is chosen of what they will need."""
        return [words for need, words in NEEDS if need in (self.cleaned_data.get("needs") or ())]
