"""One message, one reply."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import TextField
from commonpool.web.look.forms import PageForm


class CallForm(PageForm):
    """One message."""

    host = forms.ChoiceField(label=_("For which council?"), widget=forms.RadioSelect)
    message = TextField(
        label=_("What would you like to talk about?"),
        help_text=_("Say what you are doing and when you could talk. A call is up to 30 minutes, and free."),
        max_length=1000,
        lines=True,
    )

    def __init__(self, *args: Any, hosts: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        one_of_the_hosts(self, hosts)


def one_of_the_hosts(form: PageForm, hosts: Iterable[Organisation]) -> None:
    """Asks for which council only where the person may act for several; where for one, it is that if none is named."""
    choices = [(host.code, host.name) for host in hosts]
    form.fields["host"].choices = choices  # type: ignore[attr-defined]
    if len(choices) == 1:
        form.fields["host"].widget = forms.HiddenInput()
        form.fields["host"].initial = choices[0][0]
        said: Any = form.data
        form.data = said = said.copy()  # that of an address cannot be written to
        said.setdefault("host", choices[0][0])


class AnswerCallForm(PageForm):
    """One reply."""

    reply = TextField(
        label=_("Your reply"),
        help_text=_("If yes: when suits you, and how to reach you. If no, you need not say why."),
        max_length=1000,
        lines=True,
        required=False,
    )
