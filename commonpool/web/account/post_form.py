"""The questions about an officer's post: for most, nothing of it holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.clock import london_date, now
from commonpool.kernel.names import name_of
from commonpool.organisations.models import Nation
from commonpool.organisations.queries import council_named, organisations_named
from commonpool.people.models import PostFacts
from commonpool.people.queries import professions
from commonpool.people.rules import (
    MOST_INTERESTS,
    POST_FACTS,
    SECOND_JOBS,
    STATUTORY_POSTS,
    VETTING_LEVELS,
)
from commonpool.web.look.fields import DateField, TextField
from commonpool.web.look.forms import PageForm


class PostForm(PageForm):
    """What holds of the post, of the officer's register and checks, and of their ties to other councils."""

    mark_optional = False

    profession = forms.ChoiceField(
        label=_("Do you work in one of these registered professions?"), required=False
    )
    registered_in = forms.MultipleChoiceField(
        label=_("In which nations are you registered or approved?"),
        choices=Nation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statutory_post = forms.ChoiceField(
        label=_("Do you hold one of these statutory posts?"),
        choices=[("", _("None of these")), *STATUTORY_POSTS.items()],
        required=False,
    )
    restricted = forms.BooleanField(label=_("My post is politically restricted"), required=False)
    second_job = forms.ChoiceField(
        label=_("Do you have a second job at this council?"),
        choices=[("", _("No")), *SECOND_JOBS.items()],
        required=False,
    )
    member_of = TextField(
        label=_("Of which council are you a councillor?"),
        max_length=120,
        required=False,
        help_text=_("Its name. Leave empty if you are not one."),
    )
    interests = TextField(
        label=_("Do you or your family have a money interest in what another council buys or sells?"),
        max_length=MOST_INTERESTS,
        lines=True,
        required=False,
        help_text=_("In a few words. Nothing about health, and nothing about crime."),
    )
    interest_councils = TextField(
        label=_("In which councils?"),
        max_length=300,
        required=False,
        help_text=_("Their names, with commas between them"),
    )
    paid_directly = forms.BooleanField(label=_("One of these councils pays me itself"), required=False)
    vetting_level = forms.ChoiceField(
        label=_("Has your council seen a DBS, AccessNI or PVG check of yours?"),
        choices=[("", _("No check")), *VETTING_LEVELS.items()],
        required=False,
        help_text=_("Only that it was seen. Never write what is in it."),
    )
    vetting_issuer = TextField(
        label=_("Who issued it?"),
        max_length=80,
        required=False,
        help_text=_("Such as DBS or Disclosure Scotland"),
    )
    vetting_issued_on = DateField(label=_("When was it issued?"), required=False)
    vetting_seen_by = TextField(
        label=_("Who at your council saw it?"),
        max_length=120,
        required=False,
        help_text=_("Their name or team"),
    )
    vetting_ends_on = DateField(
        label=_("Until when does it count?"),
        required=False,
        help_text=_("Leave empty if your council sets no end"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["profession"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("None of these")),
            *((each.id, name_of(each.name)) for each in professions().values()),
        ]

    @classmethod
    def of(cls, said: PostFacts | None, *args: Any) -> "PostForm":
        """The form with what was said before."""
        if said is None:
            return cls(*args)
        before = {name: getattr(said, name) for name in POST_FACTS}
        before["member_of"] = said.member_of.name if said.member_of else ""
        before["interest_councils"] = ", ".join(
            each.name for each in organisations_named(said.interest_councils)
        )
        return cls(*args, initial=before)

    def clean_member_of(self) -> int | None:
        name = str(self.cleaned_data["member_of"])
        return _council(name) if name.strip() else None

    def clean_interest_councils(self) -> list[int]:
        names = str(self.cleaned_data["interest_councils"]).split(",")
        return [_council(name) for name in names if name.strip()]

    def stated(self) -> dict[str, Any]:
        """What was answered, in the words of the operation."""
        said = dict(self.cleaned_data)
        return said | {"member_of_id": said.pop("member_of")}


def _council(name: str) -> int:
    found = council_named(name, london_date(now()))
    if found is None:
        words = {"name": name.strip()}
        raise forms.ValidationError(
            _("We do not know a council called “%(name)s”. Write its name as the list of councils has it.")
            % words
        )
    return found.pk
