"""What people say they have done, and the lists they choose from."""

from django.db.models import QuerySet

from commonpool.access import Actor
from commonpool.kernel.refusals import NotFound
from commonpool.people.models import Experience, Skill


def experience_of(person_id: int) -> QuerySet[Experience]:
    """What a person says they have done and has not taken back: confirmed first, then latest."""
    said = Experience.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
    return said.select_related("function", "confirmed_by", "employment__organisation").order_by(
        "confirmed_at", "-said_at", "id"
    )


def experience(actor: Actor, experience_id: int) -> Experience:
    """One thing the actor says they have done. Refuses `not_found`, also for somebody else's."""
    found = Experience.objects.filter(pk=experience_id, person_id=actor.by).first()
    if found is None:
        raise NotFound
    return found


def skill_choices() -> QuerySet[Skill]:
    """Every skill on the list, by category and name."""
    return Skill.objects.order_by("category", "name")
