"""The shapes of what joining asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements.operations import Named
from commonpool.web.look.fields import TextField
from commonpool.web.look.forms import PageForm


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
    name_2 = TextField(label=_("Second person’s name"), max_length=120)
    post_2 = TextField(label=_("Second person’s post"), max_length=120)
    email_2 = forms.EmailField(label=_("Second person’s e-mail address at your council"), max_length=254)

    @property
    def signatories(self) -> list[Named]:
        """What was filled in, as the operation takes it."""
        given: dict[str, Any] = self.cleaned_data
        return [Named(given[f"name_{n}"], given[f"post_{n}"], given[f"email_{n}"]) for n in (1, 2)]


class SignForm(PageForm):
    """A signature: the name, typed. The text's hash is the page's own hidden field."""

    typed_name = TextField(
        label=_("Type your full name to sign"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
