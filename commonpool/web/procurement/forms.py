"""What is asked of a council about procurement and insurance, of a cap, and of who has an interest."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.models import Declaration, StandingAnswers
from commonpool.agreements.rules.procurement import (
    BASIS_WORDS,
    STARTING_OBJECTIVES,
    bases_for,
    financial_year,
    last_day_of,
)
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, MoneyField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm

INTERESTS = 3
SCOTLAND = "Scotland"


class AnswersForm(PageForm):
    """The questions a council answers once, with words to start from."""

    basis = forms.ChoiceField(
        label=_("Why does borrowing an officer from another council need no competition?"),
        help_text=_("Most councils keep the first answer. If you are not sure, ask your procurement team."),
        widget=forms.RadioSelect,
    )
    basis_words = TextField(
        label=_("What is the other reason?"),
        help_text=_("Only if you chose “For another reason”"),
        max_length=600,
        lines=True,
        required=False,
    )
    objectives = TextField(
        label=_("Which objectives do you share with the other councils?"),
        help_text=_("These words stand in each call-off. Change them if you like."),
        max_length=1000,
        lines=True,
        required=False,
    )
    public_interest = forms.BooleanField(label=_("We do this solely in the public interest"), required=False)
    other_activity_percent = WholeNumberField(
        label=_("How much of it, in percent, is not for your or their public functions?"),
        help_text=_("Usually 0. An agreement between authorities allows at most 20 (in Scotland, 19)."),
        most=100,
    )
    insurer_told_on = DateField(
        label=_("On which day were your insurers told that you lend and borrow officers?"),
        help_text=_("Leave it empty if they have not been told yet: we remind whoever books."),
        required=False,
    )
    insurer_told_by = TextField(
        label=_("Who told them?"), help_text=_("A name or a post"), max_length=120, required=False
    )
    standing_orders_pence = MoneyField(
        label=_("Above which amount do your contract standing orders ask for more?"),
        help_text=_("Before VAT, for one booking. Leave it empty if they set no limit for such agreements."),
        required=False,
    )
    regulated_pence = MoneyField(
        label=_("From which amount is a purchase regulated in your council?"),
        help_text=_("Procurement Reform (Scotland) Act 2014, before VAT. £50,000 if you leave it empty."),
        required=False,
    )

    def __init__(self, data: Any, *, nation: str, held: StandingAnswers | None) -> None:
        initial = {name: getattr(held, name) for name in self.base_fields} if held else starting(nation)
        super().__init__(data, initial=initial)
        basis: Any = self.fields["basis"]
        basis.choices = [(each, BASIS_WORDS[each]) for each in bases_for(nation)]
        if nation != SCOTLAND:
            del self.fields["regulated_pence"]


def starting(nation: str) -> dict[str, Any]:
    """What stands in the form before a council has answered."""
    return {
        "basis": bases_for(nation)[0],
        "objectives": str(STARTING_OBJECTIVES),
        "other_activity_percent": 0,
    }


class CapForm(PageForm):
    """How much may be borrowed from one other council in a financial year."""

    home = forms.ChoiceField(label=_("From which council?"))
    year = forms.ChoiceField(label=_("In which financial year?"), widget=forms.RadioSelect)
    cap_pence = MoneyField(
        label=_("How much at most?"),
        help_text=_("Before VAT. Above it, your budget holder is asked each time."),
    )
    ends_on = DateField(
        label=_("Until which day?"),
        help_text=_("Weeks after it cannot be booked. Within that financial year."),
    )

    def __init__(self, data: Any, *, today: date, councils: Iterable[Organisation], chosen: str) -> None:
        year = financial_year(today)
        initial = {"home": chosen, "year": str(year), "ends_on": last_day_of(year)}
        super().__init__(data, initial=initial)
        homes, years = self.fields["home"], self.fields["year"]
        self.councils = {each.slug: each for each in councils}
        homes.choices = [("", gettext("Choose a council"))] + [  # type: ignore[attr-defined]
            (slug, each.name) for slug, each in self.councils.items()
        ]
        years.choices = [  # type: ignore[attr-defined]
            (str(each), gettext("1 April %(one)s to 31 March %(two)s") % {"one": each, "two": each + 1})
            for each in (year, year + 1, year + 2)
        ]

    @property
    def terms(self) -> dict[str, Any]:
        """The cap in the words of the operation."""
        given = self.cleaned_data
        return {
            "home_id": self.councils[given["home"]].pk,
            "year": int(given["year"]),
            "cap_pence": given["cap_pence"],
            "ends_on": given["ends_on"],
        }


class InterestsForm(PageForm):
    """Whether somebody has an interest in another council, and in which."""

    any = forms.ChoiceField(
        label=_("Do you have an interest in another council?"),
        help_text=_(
            "For example: you are a councillor there, you or your partner work there or sell to it, or you are"
            " about to apply for a job there."
        ),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, councils: Iterable[Organisation], held: Declaration | None) -> None:
        said = list(held.interests.all()) if held else []  # type: ignore[attr-defined]
        initial: dict[str, Any] = {"any": ("yes" if said else "no") if held else ""}
        for number, each in enumerate(said[:INTERESTS], 1):
            initial |= {f"council_{number}": each.council.slug, f"words_{number}": each.words}
        super().__init__(data, initial=initial)
        self.councils = {each.slug: each for each in councils}
        names = [("", gettext("None")), *((slug, each.name) for slug, each in self.councils.items())]
        for number in range(1, INTERESTS + 1):
            label = gettext("Council %(number)s") % {"number": number}
            self.fields[f"council_{number}"] = forms.ChoiceField(label=label, choices=names, required=False)
            self.fields[f"words_{number}"] = TextField(
                label=gettext("What is your interest in council %(number)s?") % {"number": number},
                max_length=300,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = [number for number in range(1, INTERESTS + 1) if given.get(f"council_{number}")]
        if given.get("any") == "yes" and not named:
            self.add_error(
                "council_1", ValidationError(_("Choose the council in which you have an interest"))
            )
        for number in named:
            if given.get("any") == "yes" and not given.get(f"words_{number}"):
                self.add_error(f"words_{number}", ValidationError(_("Say what your interest is")))
        return given

    @property
    def interests(self) -> dict[int, str]:
        """By council, what the interest is; nothing where there is none."""
        given = self.cleaned_data
        if given["any"] == "no":
            return {}
        pairs = [(given[f"council_{n}"], given[f"words_{n}"]) for n in range(1, INTERESTS + 1)]
        return {self.councils[slug].pk: words for slug, words in pairs if slug}
