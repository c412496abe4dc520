"""Which charges to list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.web.look.forms import PageForm


class ChargesForm(PageForm):
    """Ours to pay, ours to receive, or all."""

    mark_optional = False
    side = forms.ChoiceField(
        label=_("Which charges?"),
        choices=[("", _("All")), ("host", _("We borrowed")), ("home", _("We lent"))],
        required=False,
    )
