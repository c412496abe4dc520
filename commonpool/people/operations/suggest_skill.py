"""A skill that is not on the list yet."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Refusal
from commonpool.people.events import SkillSuggested
from commonpool.people.models import SkillSuggestion


class SkillMissing(Refusal):
    """Nothing was suggested (`skill_missing`)."""

    code = "skill_missing"
    message = _("Enter the skill you miss on the list.")
    field = "skill"


def suggest_skill(*, actor: Actor, text: str, at: datetime) -> SkillSuggestion:
    """The suggestion waits for whoever keeps the list. Refuses `skill_missing`."""
    if not text.strip():
        raise SkillMissing
    with change():
        suggestion = SkillSuggestion.objects.create(
            text=text.strip(), suggested_at=at, suggested_by_id=actor.by
        )
        publish(SkillSuggested(on_behalf_of=None, suggestion_id=suggestion.pk), actor=actor, at=at)
    return suggestion
