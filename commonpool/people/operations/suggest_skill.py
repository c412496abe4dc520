"""A skill that is not on the list yet: suggested by an officer, read by a steward."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.people.events import SkillSuggested, SkillSuggestionRead
from commonpool.people.models import SkillSuggestion


class SkillMissing(Refusal):
    """Nothing was suggested (`skill_missing`)."""

    code = "skill_missing"
    message = _("Enter the skill you miss on the list.")
    field = "skill"


def suggest_skill(*, actor: Actor, text: str, at: datetime) -> SkillSuggestion:
    """The suggestion waits for whoever keeps the list. Requires `list_oneself` somewhere. Refuses `skill_missing`."""
    if not actor.where(Right.LIST_ONESELF):
        raise Forbidden
    if not text.strip():
        raise SkillMissing
    with change():
        suggestion = SkillSuggestion.objects.create(
            text=text.strip(), suggested_at=at, suggested_by_id=actor.by
        )
        publish(SkillSuggested(on_behalf_of=None, suggestion_id=suggestion.pk), actor=actor, at=at)
    return suggestion


def read_suggestion(*, actor: Actor, suggestion_id: int, at: datetime) -> SkillSuggestion:
    """The suggestion is off the steward's desk. Reading it again changes nothing.

    Requires `run_desk`. Refuses `not_found`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    with change():
        suggestion = SkillSuggestion.objects.select_for_update().filter(pk=suggestion_id).first()
        if suggestion is None:
            raise NotFound
        if suggestion.read_at is None:
            suggestion.read_at, suggestion.read_by_id = at, actor.by
            suggestion.save(update_fields=["read_at", "read_by"])
            fact = SkillSuggestionRead(on_behalf_of=None, suggestion_id=suggestion.pk)
            publish(fact, actor=actor, at=at)
    return suggestion
