"""What narrows the register."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.agreements import queries as agreements
from commonpool.kernel.names import name_of
from commonpool.organisations import queries as organisations
from commonpool.organisations import rules
from commonpool.organisations.models import Nation, Organisation
from commonpool.web.look.fields import TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.register.map import DEPTH_LABELS

STATUSES = [
    ("current", _("Exist today")),
    ("future", _("Begin later")),
    ("abolished", _("Have ended")),
    ("all", _("All of them")),
]


class RegisterForm(PageForm):
    """Councils by name, place, kind, how deep they take part, and whether they exist today."""

    mark_optional = False
    q = TextField(label=_("Name or code"), max_length=100, required=False)
    nation = forms.ChoiceField(
        label=_("Nation"), choices=[("", _("Every nation")), *Nation.choices], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    type = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Every kind")), *rules.TYPE_LABELS.items()], required=False
    )
    depth = forms.ChoiceField(
        label=_("How they take part"),
        choices=[("", _("Any, or not at all")), ("joined", _("Take part")), *DEPTH_LABELS.items()],
        required=False,
    )
    status = forms.ChoiceField(label=_("Which"), choices=STATUSES, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        english = sorted({region for nation, region in organisations.places() if region and region != nation})
        regions = self.fields["region"]
        assert isinstance(regions, forms.ChoiceField)
        regions.choices = [("", _("Every region")), *((region, name_of(region)) for region in english)]

    def found(self, day: date) -> tuple[list[Organisation], dict[int, str]]:
        """The councils asked for, by name, and how deep each takes part. An answer that is wrong narrows nothing."""
        self.full_clean()
        given = self.cleaned_data
        status = given.get("status") or "current"
        bodies = organisations.councils(
            day=day,
            q=given.get("q", ""),
            nation=given.get("nation", ""),
            region=given.get("region", ""),
            type=given.get("type", ""),
            status="" if status == "all" else status,
        )
        listed = list(bodies.select_related("county"))
        depths = agreements.depths(body.pk for body in listed)
        return [body for body in listed if _fits(depths[body.pk], given.get("depth", ""))], depths


def _fits(depth: str, wanted: str) -> bool:
    return not wanted or depth == wanted or (wanted == "joined" and depth != "none")
