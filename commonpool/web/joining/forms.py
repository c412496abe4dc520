"""The shapes of what joining asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.operations import Authority, Named
from commonpool.agreements.rules import AUTHORITY_BODIES
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm

LATER = _("For example: part 3, entry 4.12. You can add this later; they cannot sign before.")
BODIES = [("", _("Choose")), *AUTHORITY_BODIES.items()]


class PeerForm(PageForm):
    """Who opens calls and peer help for the council."""

    post = TextField(
        label=_("Your post"),
        max_length=120,
        help_text=_(
            "Head of service or above, as your council’s switchboard knows it. A steward reads this."
        ),
    )


class SignatoriesForm(PageForm):
    """The two people who sign for their council."""

    name_1 = TextField(label=_("First person’s name"), max_length=120)
    post_1 = TextField(label=_("First person’s post"), max_length=120)
    email_1 = forms.EmailField(label=_("First person’s e-mail address at your council"), max_length=254)
    authority_reference_1 = TextField(
        label=_("Which entry of your constitution or scheme of delegation lets the first person sign?"),
        max_length=200,
        required=False,
        help_text=LATER,
    )
    authority_body_1 = forms.ChoiceField(
        label=_("Which body decided that the first person may sign?"), choices=BODIES, required=False
    )
    authority_on_1 = DateField(label=_("When did it decide that the first person may sign?"), required=False)
    name_2 = TextField(label=_("Second person’s name"), max_length=120)
    post_2 = TextField(label=_("Second person’s post"), max_length=120)
    email_2 = forms.EmailField(label=_("Second person’s e-mail address at your council"), max_length=254)
    authority_reference_2 = TextField(
        label=_("Which entry of your constitution or scheme of delegation lets the second person sign?"),
        max_length=200,
        required=False,
        help_text=LATER,
    )
    authority_body_2 = forms.ChoiceField(
        label=_("Which body decided that the second person may sign?"), choices=BODIES, required=False
    )
    authority_on_2 = DateField(label=_("When did it decide that the second person may sign?"), required=False)

    @property
    def signatories(self) -> list[Named]:
        """What was filled in, as the operation takes it."""
        given: dict[str, Any] = self.cleaned_data
        return [
            Named(
                given[f"name_{n}"],
                given[f"post_{n}"],
                given[f"email_{n}"],
                Authority(
                    given[f"authority_reference_{n}"],
                    given[f"authority_body_{n}"],
                    given[f"authority_on_{n}"],
                ),
            )
            for n in (1, 2)
        ]


class SignForm(PageForm):
    """A signature: the name, typed. The text's hash is the page's own hidden field."""

    typed_name = TextField(
        label=_("Type your full name to sign"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
